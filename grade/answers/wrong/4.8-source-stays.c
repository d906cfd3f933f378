// wrong: the source does not move on with the pages.
// loses: batch_kinds
/* EXERCISE 4.8 fill_pages */
-		page.po_srcva = (uint8_t *)page.po_srcva + PGSIZE;
/* END EXERCISE 4.8 */
