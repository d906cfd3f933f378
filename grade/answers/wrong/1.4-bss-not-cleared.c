// wrong: what the file does not hold (p_memsz over p_filesz) is not cleared.
// loses: boot_bss
/* EXERCISE 1.4 load_segments */
-		memset((uint8_t *)ph->p_pa + ph->p_filesz, 0, ph->p_memsz - ph->p_filesz);
/* END EXERCISE 1.4 */
