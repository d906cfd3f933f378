// wrong: a byte is sent without asking whether the port is ready.
// loses: console_serial
/* EXERCISE 1.6 send */
	outb(COM1 + THR, byte);
/* END EXERCISE 1.6 */
