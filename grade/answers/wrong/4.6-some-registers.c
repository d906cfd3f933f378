// wrong: only the general registers are copied.
// loses: exofork_child exofork_runs
/* EXERCISE 4.6 sys_exofork */
-	child->env_tf = curenv->env_tf;
+	child->env_tf.tf_regs = curenv->env_tf.tf_regs;
+	child->env_tf.tf_eip = curenv->env_tf.tf_eip;
/* END EXERCISE 4.6 */
