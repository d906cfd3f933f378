// wrong: ds and es change places in the frame.
// loses: fault_state
/* EXERCISE 3.7 alltraps */
-	pushl %ds
-	pushl %es
+	pushl %es
+	pushl %ds

-	popl %es
-	popl %ds
+	popl %ds
+	popl %es
/* END EXERCISE 3.7 */
