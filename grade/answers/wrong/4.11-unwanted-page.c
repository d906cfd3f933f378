// wrong: the page is mapped where the receiver wants none: at UTOP and above.
// loses: ipc_pages
/* EXERCISE 4.11 deliver */
-	bool with_page = has_page(m) && receiver->env_ipc_dstva < UTOP;
+	bool with_page = has_page(m);
/* END EXERCISE 4.11 */
