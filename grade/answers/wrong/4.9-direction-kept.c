// wrong: the handler runs, and the way back is right, but without DF.
// loses: upcall_returns
/* EXERCISE 4.9 upcall_entry */
-	popfl
+	popfl
+	cld
/* END EXERCISE 4.9 */
