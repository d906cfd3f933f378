// wrong: the upcall begins with the flags of what it interrupts.
// loses: upcall_causes
/* EXERCISE 4.5 upcall_deliver */
-	tf->tf_eflags &= ~(uint32_t)FL_OFF_IN_UPCALL;
/* END EXERCISE 4.5 */
