// wrong: every gate is open for programs, which may then fake any exception.
// loses: fault_softint
/* EXERCISE 3.6 fill_gates */
-			idt[vector] = interrupt_gate(exception_stubs[vector], by_program ? 3 : 0);
+			idt[vector] = interrupt_gate(exception_stubs[vector], 3);
/* END EXERCISE 3.6 */
