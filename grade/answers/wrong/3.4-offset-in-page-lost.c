// wrong: the bytes go to the start of the page, wherever in it the segment begins.
// loses: env_load
/* EXERCISE 3.4 load_segment */
-			memcpy((uint8_t *)page2kva(pp) + PGOFF(va), image + ph->p_offset + done,
+			memcpy((uint8_t *)page2kva(pp), image + ph->p_offset + done,
/* END EXERCISE 3.4 */
