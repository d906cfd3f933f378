// wrong: the TLB keeps the translation of a page that is no longer mapped.
// loses: tlb_flush
/* EXERCISE 2.5 page_remove */
-	tlb_invalidate(pgdir, va);
/* END EXERCISE 2.5 */
