// wrong: ranges that are to be ignored are kept.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		if (raw[n].mr_size > 0 && (raw[n].mr_pad & MEMORY_MAP_VALID))
+		if (raw[n].mr_size > 0)
/* END EXERCISE 1.3 */
