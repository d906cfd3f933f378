// wrong: page_alloc raises the reference count, which is the caller's to raise.
// loses: frames_refcount
/* EXERCISE 2.2 page_alloc */
-	nfree--;
+	nfree--;
+	pp->pp_ref++;
/* END EXERCISE 2.2 */
