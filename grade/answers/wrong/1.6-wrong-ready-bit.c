// wrong: waits until a byte has arrived, not until one can be sent.
// loses: boot_kernel
/* EXERCISE 1.6 send */
-	while (!(inb(COM1 + LSR) & LSR_THRE)) {
+	while (!(inb(COM1 + LSR) & LSR_DATA)) {
/* END EXERCISE 1.6 */
