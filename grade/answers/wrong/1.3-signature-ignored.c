// wrong: an answer without the signature counts as a range.
// loses: boot_memory
/* EXERCISE 1.3 ask_bios */
-		if ((regs.eflags & FL_CF) || regs.eax != MEMORY_MAP_SIGNATURE)
+		if (regs.eflags & FL_CF)
/* END EXERCISE 1.3 */
