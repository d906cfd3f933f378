// wrong: the flags are restored before the last instructions that change them.
// loses: upcall_returns
/* EXERCISE 4.9 upcall_entry */
-	popal
-	addl	$4, %esp
-	popfl
+	movl	36(%esp), %eax
+	pushl	%eax
+	popfl
+	popal
+	addl	$8, %esp
/* END EXERCISE 4.9 */
