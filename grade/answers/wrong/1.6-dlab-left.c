// wrong: LCR_DLAB stays set: what is meant for the line goes into the divisor.
// loses: boot_kernel
/* EXERCISE 1.6 serial_init */
-	outb(COM1 + LCR, LCR_8N1);
+	outb(COM1 + LCR, LCR_8N1 | LCR_DLAB);
/* END EXERCISE 1.6 */
