// wrong: C runs on in the middle of the table of environments.
// loses: fault_divide
/* EXERCISE 3.7 alltraps */
-	movl ENV_KSTACK(%esp), %esp
/* END EXERCISE 3.7 */
