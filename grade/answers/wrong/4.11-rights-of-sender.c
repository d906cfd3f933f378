// wrong: the page gets the rights that it has at the sender's.
// loses: ipc_pages
/* EXERCISE 4.11 deliver */
-			       m->m_perm);
+			       m->m_perm | PTE_W);
/* END EXERCISE 4.11 */
