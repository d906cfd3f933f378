// wrong: the segment is loaded at p_pa, the address for loaders without paging, minus nothing.
// loses: env_load
/* EXERCISE 3.4 load_segment */
-		uint32_t va = ph->p_va + done;
+		uint32_t va = ph->p_va + ph->p_offset % PGSIZE + done;
/* END EXERCISE 3.4 */
