// wrong: programs may not raise breakpoint and overflow.
// loses: fault_causes
/* EXERCISE 3.6 fill_gates */
-		bool by_program = vector == T_BRKPT || vector == T_OFLOW;
+		bool by_program = false;
/* END EXERCISE 3.6 */
