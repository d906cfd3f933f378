// wrong: mr_pad is not set before the call: ranges of 20 bytes are lost.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		raw[n].mr_pad = MEMORY_MAP_VALID;
/* END EXERCISE 1.3 */
