// wrong: only usable memory is kept, so nobody learns what the BIOS has reserved.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		if (raw[n].mr_size > 0 && (raw[n].mr_pad & MEMORY_MAP_VALID))
+		if (raw[n].mr_type == MR_USABLE)
/* END EXERCISE 1.3 */
