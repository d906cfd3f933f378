// wrong: a page that cannot be mapped is not given back.
// loses: page_no_memory
/* EXERCISE 4.7 give_page */
-	if (r < 0)
-		page_free(pp);
-	else
+	if (r == 0)
/* END EXERCISE 4.7 */
