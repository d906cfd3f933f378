// wrong: the mask is the wrong way round: of all flags only the trap flag is kept.
// loses: breakpoint_step
/* EXERCISE 3.11 run_continue */
-	call->c_tf->tf_eflags &= ~(uint32_t)FL_TF;
+	call->c_tf->tf_eflags &= (uint32_t)FL_TF;
/* END EXERCISE 3.11 */
