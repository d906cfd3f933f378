// wrong: env_ipc_perm is what was asked for, also where no page came.
// loses: ipc_pages
/* EXERCISE 4.11 deliver */
-	receiver->env_ipc_perm = with_page ? m->m_perm : 0;
+	receiver->env_ipc_perm = m->m_perm;
/* END EXERCISE 4.11 */
