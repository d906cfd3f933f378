// wrong: p_memsz bytes are copied out of the file, which holds p_filesz of them.
// loses: boot_bss
/* EXERCISE 1.4 load_segments */
-		memcpy((void *)ph->p_pa, (const uint8_t *)elf + ph->p_offset, ph->p_filesz);
-		memset((uint8_t *)ph->p_pa + ph->p_filesz, 0, ph->p_memsz - ph->p_filesz);
+		memcpy((void *)ph->p_pa, (const uint8_t *)elf + ph->p_offset, ph->p_memsz);
/* END EXERCISE 1.4 */
