// wrong: an error of a program stops the kernel.
// loses: fault_divide
/* EXERCISE 3.8 trap_from_program */
-	env_destroy(curenv);
+	panic("unexpected trap %u", tf->tf_trapno);
/* END EXERCISE 3.8 */
