// wrong: where the receiver wants the page is not noted before the waiting message is taken.
// loses: ipc_pages
/* EXERCISE 4.11 receive_waiting */
-	curenv->env_ipc_dstva = (uintptr_t)dstva;
/* END EXERCISE 4.11 */
