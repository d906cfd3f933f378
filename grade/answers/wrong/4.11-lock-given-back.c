// wrong: sched_lock is given back while the page is shared; the receiver may be destroyed meanwhile.
// loses: ipc_race
/* EXERCISE 4.11 deliver */
-		lock(&memory_lock);
+		unlock(&sched_lock);
+		lock(&memory_lock);
-		unlock(&memory_lock);
+		unlock(&memory_lock);
+		lock(&sched_lock);
/* END EXERCISE 4.11 */
