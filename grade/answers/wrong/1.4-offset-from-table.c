// wrong: p_offset is counted from the program headers instead of from the start of the file.
// loses: boot_kernel
/* EXERCISE 1.4 load_segments */
-		memcpy((void *)ph->p_pa, (const uint8_t *)elf + ph->p_offset, ph->p_filesz);
+		memcpy((void *)ph->p_pa, (const uint8_t *)ph + ph->p_offset, ph->p_filesz);
/* END EXERCISE 1.4 */
