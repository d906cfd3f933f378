// wrong: step leaves the monitor without setting the trap flag.
// loses: breakpoint_step
/* EXERCISE 3.11 run_step */
-	call->c_tf->tf_eflags |= FL_TF;
/* END EXERCISE 3.11 */
