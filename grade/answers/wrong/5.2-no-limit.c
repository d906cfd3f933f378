// wrong: one environment may use up all requests of the kernel.
// loses: disk_waits
/* EXERCISE 5.2 check */
-	return curenv->env_nrequests < DISK_REQUESTS_MAX ? 0 : -E_NO_MEM;
+	return 0;
/* END EXERCISE 5.2 */
