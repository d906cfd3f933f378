// wrong: the segments are copied to their virtual addresses, where there is no memory yet.
// loses: boot_kernel
/* EXERCISE 1.4 load_segments */
-		memcpy((void *)ph->p_pa, (const uint8_t *)elf + ph->p_offset, ph->p_filesz);
+		memcpy((void *)ph->p_va, (const uint8_t *)elf + ph->p_offset, ph->p_filesz);
/* END EXERCISE 1.4 */
