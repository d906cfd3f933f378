// wrong: the program is sent to its upcall before the frame is written.
// loses: upcall_lost
/* EXERCISE 4.5 upcall_deliver */
-	if (!copy_to_user(va, &utf, sizeof(utf))) {
+	tf->tf_eip = upcall;
+	tf->tf_esp = va;
+	if (!copy_to_user(va, &utf, sizeof(utf))) {
-	tf->tf_eip = upcall;
-	tf->tf_esp = va;
-	tf->tf_eflags &= ~(uint32_t)FL_OFF_IN_UPCALL;
+	tf->tf_eflags &= ~(uint32_t)FL_OFF_IN_UPCALL;
/* END EXERCISE 4.5 */
