// wrong: the word that the handler's return needs is not left free.
// loses: upcall_nested
/* EXERCISE 4.5 upcall_deliver */
-	uintptr_t top = on_exception_stack(tf->tf_esp) ? tf->tf_esp - 4 : UXSTACKTOP;
+	uintptr_t top = on_exception_stack(tf->tf_esp) ? tf->tf_esp : UXSTACKTOP;
/* END EXERCISE 4.5 */
