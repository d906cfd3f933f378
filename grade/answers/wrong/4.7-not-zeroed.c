// wrong: the page holds what its last user left.
// loses: page_alloc_child
/* EXERCISE 4.7 give_page */
-	else
-		page_zero(pp);
-	lock(&memory_lock);
+	lock(&memory_lock);
/* END EXERCISE 4.7 */
