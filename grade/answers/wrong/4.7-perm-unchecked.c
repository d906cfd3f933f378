// wrong: rights that no program may ask for are taken.
// loses: page_errors
/* EXERCISE 4.7 sys_page_map */
-	if (!pages_ok(srcva, 1) || !pages_ok(dstva, 1) || !perm_ok(perm))
+	if (!pages_ok(srcva, 1) || !pages_ok(dstva, 1))
/* END EXERCISE 4.7 */
