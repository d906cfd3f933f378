// wrong: only page faults have upcalls.
// loses: upcall_causes
/* EXERCISE 4.5 upcall_deliver */
-	struct UTrapframe utf;
+	struct UTrapframe utf;
+
+	if (tf->tf_trapno != T_PGFLT)
+		return false;
/* END EXERCISE 4.5 */
