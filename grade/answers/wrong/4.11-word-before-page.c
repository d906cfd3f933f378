// wrong: the word is filled in before the page has been found good.
// loses: ipc_refused
/* EXERCISE 4.11 deliver */
-	bool with_page = has_page(m) && receiver->env_ipc_dstva < UTOP;
+	bool with_page = has_page(m) && receiver->env_ipc_dstva < UTOP;
+
+	receiver->env_ipc_value = m->m_value;
+	receiver->env_ipc_from = sender->env_id;
/* END EXERCISE 4.11 */
