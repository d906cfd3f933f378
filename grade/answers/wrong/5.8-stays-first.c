// wrong: a directory that has kept a file once seems to keep one for ever.
// loses: fs_order_names
/* EXERCISE 5.8 done */
-	block_clear(block, B_NEW | B_FIRST | B_EARLY | B_LATE);
+	block_clear(block, B_NEW | B_EARLY | B_LATE);
/* END EXERCISE 5.8 */
