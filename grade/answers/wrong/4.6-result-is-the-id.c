// wrong: the child finds its own id in eax, not 0.
// loses: exofork_child exofork_runs
/* EXERCISE 4.6 sys_exofork */
-	child->env_tf.tf_regs.reg_eax = 0;
+	child->env_tf.tf_regs.reg_eax = (uint32_t)child->env_id;
/* END EXERCISE 4.6 */
