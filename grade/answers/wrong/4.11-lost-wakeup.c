// wrong: the lock is given back between the look at the receiver and the wait for it.
// loses: ipc_order
/* EXERCISE 4.11 send_or_wait */
-		env_wait(curenv, how, receiver);
-		sched_yield();
+		unlock(&sched_lock);
+		lock(&sched_lock);
+		curenv->env_wait = how;
+		env_set_status(curenv, ENV_NOT_RUNNABLE);
+		sched_yield();
/* END EXERCISE 4.11 */
