// wrong: a copy is a mapping of the same frame.
// loses: batch_kinds
/* EXERCISE 4.8 fill_pages */
-			r = copy_page(&page);
+			r = sys_page_map(page.po_srcenv, page.po_srcva, page.po_dstenv,
+					 page.po_dstva, page.po_perm & ~PTE_W);
/* END EXERCISE 4.8 */
