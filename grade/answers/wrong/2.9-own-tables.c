// wrong: the page tables' own addresses are not refused, so that the directory becomes writeable.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
-	if (va >= UVPT && va < ULIM) {
-		cprintf("%08x lies in the page tables: they stay read-only\n", va);
-		return;
-	}
/* END EXERCISE 2.9 */
