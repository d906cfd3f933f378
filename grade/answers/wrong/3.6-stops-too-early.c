// wrong: the loop ends at the page fault; the exceptions behind it have no gate.
// loses: idt_gates
/* EXERCISE 3.6 fill_gates */
-	for (int vector = 0; vector < NEXCEPTIONS; vector++) {
+	for (int vector = 0; vector <= T_PGFLT; vector++) {
/* END EXERCISE 3.6 */
