// wrong: only page faults have upcalls.
// loses: upcall_causes
/* EXERCISE 4.5 upcall_deliver */
-	uintptr_t upcall = trapno < NUPCALLS ? curenv->env_upcalls[trapno] : 0;
+	uintptr_t upcall = trapno == T_PGFLT ? curenv->env_upcalls[trapno] : 0;
/* END EXERCISE 4.5 */
