// wrong: the stack pointer stands at the end of the stack, above the arguments.
// loses: spawn_program
/* EXERCISE 5.11 load */
-	tf.tf_eip = elf->e_entry;
+	tf.tf_eip = elf->e_entry;
+	tf.tf_esp = USTACKTOP;
/* END EXERCISE 5.11 */
