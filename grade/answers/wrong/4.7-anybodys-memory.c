// wrong: anybody's pages may be mapped.
// loses: page_errors
/* EXERCISE 4.7 sys_page_map */
-	src = own_env(srcenvid);
+	if (envid2env(srcenvid, &src, false) < 0)
+		src = NULL;
/* END EXERCISE 4.7 */
