// wrong: who stops itself finds the number of the call as its result when it runs again.
// loses: exofork_runs
/* EXERCISE 4.6 sys_env_set_status */
-			e->env_tf.tf_regs.reg_eax = 0;
/* END EXERCISE 4.6 */
