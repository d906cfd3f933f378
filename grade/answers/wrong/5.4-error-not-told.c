// wrong: goes on at probe_done, but with 0 in eax.
// loses: fs_io_read
/* EXERCISE 5.4 fault */
-	utf->utf_regs.reg_eax = (uint32_t)r;
/* END EXERCISE 5.4 */
