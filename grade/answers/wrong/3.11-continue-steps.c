// wrong: continue leaves the trap flag set.
// loses: breakpoint_step
/* EXERCISE 3.11 run_continue */
-	call->c_tf->tf_eflags &= ~(uint32_t)FL_TF;
/* END EXERCISE 3.11 */
