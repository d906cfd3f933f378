// wrong: an exception in an upcall overwrites the frame of the first.
// loses: upcall_nested
/* EXERCISE 4.5 upcall_deliver */
-	uintptr_t top = on_exception_stack(tf->tf_esp) ? tf->tf_esp - 4 : UXSTACKTOP;
+	uintptr_t top = UXSTACKTOP;
/* END EXERCISE 4.5 */
