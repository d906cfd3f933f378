// wrong: overflow is looked for in the result, which may have wrapped around to something larger.
// loses: monitor_numbers
/* EXERCISE 1.12 command_number */
-		if (result > (UINT32_MAX - digit) / base) {
+		if (result * base + digit < result) {
/* END EXERCISE 1.12 */
