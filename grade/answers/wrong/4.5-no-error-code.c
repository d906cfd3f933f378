// wrong: the error code is forgotten.
// loses: upcall_causes
/* EXERCISE 4.5 upcall_deliver */
-	utf.utf_err = tf->tf_err;
+	utf.utf_err = 0;
/* END EXERCISE 4.5 */
