// wrong: a number that does not fit in 32 bits is cut.
// loses: monitor_numbers
/* EXERCISE 1.12 command_number */
-		if (result > (UINT32_MAX - digit) / base) {
-			cprintf("%s: %s does not fit in 32 bits\n", what, text);
-			return false;
-		}
/* END EXERCISE 1.12 */
