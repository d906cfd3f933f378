// wrong: the frame has the flags of the upcall, not those of the program.
// loses: upcall_state
/* EXERCISE 4.5 upcall_deliver */
-	utf.utf_eflags = tf->tf_eflags;
+	utf.utf_eflags = tf->tf_eflags &= ~(uint32_t)FL_OFF_IN_UPCALL;
/* END EXERCISE 4.5 */
