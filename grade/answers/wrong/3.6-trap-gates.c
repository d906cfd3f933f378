// wrong: trap gates: the kernel runs with interrupts on.
// loses: idt_gates
/* EXERCISE 3.6 fill_gates */
-			idt[vector] = interrupt_gate(exception_stubs[vector], by_program ? 3 : 0);
+			idt[vector] = interrupt_gate(exception_stubs[vector], by_program ? 3 : 0),
+			idt[vector].d_high |= (STS_TG32 ^ STS_IG32) << 8;
/* END EXERCISE 3.6 */
