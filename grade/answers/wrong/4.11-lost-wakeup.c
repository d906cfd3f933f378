// wrong: the lock is given back between the look at the receiver and the wait for it: who comes to
//     receive in between finds nobody, and each waits for the other.
// loses: ipc_crowd
/* EXERCISE 4.11 send_or_wait */
-		env_wait(curenv, how, receiver);
+		unlock(&sched_lock);
+		cpu_pause();
+		lock(&sched_lock);
+		env_wait(curenv, how, receiver);
/* END EXERCISE 4.11 */
