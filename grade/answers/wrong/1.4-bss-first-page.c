// wrong: only the rest of the last page of the file's bytes is cleared.
// loses: boot_bss
/* EXERCISE 1.4 load_segments */
-		memset((uint8_t *)ph->p_pa + ph->p_filesz, 0, ph->p_memsz - ph->p_filesz);
+		memset((uint8_t *)ph->p_pa + ph->p_filesz, 0,
+		       ROUNDUP(ph->p_filesz, PGSIZE) - ph->p_filesz);
/* END EXERCISE 1.4 */
