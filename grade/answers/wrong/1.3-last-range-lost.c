// wrong: ebx = 0 is taken for "there was no range", not for "this was the last one".
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		if (raw[n].mr_size > 0 && (raw[n].mr_pad & MEMORY_MAP_VALID))
-			n++;
-		next = regs.ebx;
+		next = regs.ebx;
+		if (next != 0 && raw[n].mr_size > 0)
+			n++;
/* END EXERCISE 1.3 */
