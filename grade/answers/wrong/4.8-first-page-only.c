// wrong: an operation is carried out for its first page.
// loses: batch_kinds
/* EXERCISE 4.8 change_pages */
-		n = MIN(left, n);
+		n = MIN(left, n);
+		left = n = 1;
/* END EXERCISE 4.8 */
