// wrong: hexadecimal digits are taken in decimal numbers, too.
// loses: monitor_numbers
/* EXERCISE 1.12 command_number */
-		if (digit >= base) {
+		if (digit >= 16) {
/* END EXERCISE 1.12 */
