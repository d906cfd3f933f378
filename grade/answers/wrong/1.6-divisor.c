// wrong: the rate is written where the divisor belongs.
// loses: console_serial
/* EXERCISE 1.6 serial_init */
-	outb(COM1 + DLL, (CLOCK / RATE) & 0xFF);
-	outb(COM1 + DLM, (CLOCK / RATE) >> 8);
+	outb(COM1 + DLL, RATE & 0xFF);
+	outb(COM1 + DLM, (RATE >> 8) & 0xFF);
/* END EXERCISE 1.6 */
