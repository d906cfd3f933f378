// wrong: the flags are not restored.
// loses: upcall_returns
/* EXERCISE 4.9 upcall_entry */
-	addl	$4, %esp
-	popfl
-	popl	%esp
+	addl	$8, %esp
+	popl	%esp
/* END EXERCISE 4.9 */
