// wrong: the continuation value is not passed on: the BIOS hands out the first range for ever.
// loses: boot_kernel
/* EXERCISE 1.3 ask_bios */
-			.ebx = next,
/* END EXERCISE 1.3 */
