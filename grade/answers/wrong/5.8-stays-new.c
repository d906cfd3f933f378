// wrong: blocks that were written once are still new.
// loses: fs_order
/* EXERCISE 5.8 done */
-	block_clear(block, B_NEW | B_FIRST | B_EARLY | B_LATE);
+	block_clear(block, B_FIRST | B_EARLY | B_LATE);
/* END EXERCISE 5.8 */
