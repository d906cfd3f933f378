// wrong: empty ranges are kept, and take the room of others.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		if (raw[n].mr_size > 0 && (raw[n].mr_pad & MEMORY_MAP_VALID))
+		if (raw[n].mr_pad & MEMORY_MAP_VALID)
/* END EXERCISE 1.3 */
