// wrong: bases are cut to 32 bits: memory above 4 GiB appears at 0.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		next = regs.ebx;
+		raw[n - 1].mr_base = (uint32_t)raw[n - 1].mr_base;
+		next = regs.ebx;
/* END EXERCISE 1.3 */
