// wrong: only a page fault ends a program.
// loses: fault_divide
/* EXERCISE 3.8 trap_from_program */
-	env_destroy(curenv);
+	if (tf->tf_trapno == T_PGFLT)
+		env_destroy(curenv);
/* END EXERCISE 3.8 */
