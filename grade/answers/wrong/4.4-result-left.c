// wrong: the caller's eax is left as it was, the number of the call.
// loses: yield_to_turns
/* EXERCISE 4.4 sys_yield_to */
-	curenv->env_tf.tf_regs.reg_eax = 0;
/* END EXERCISE 4.4 */
