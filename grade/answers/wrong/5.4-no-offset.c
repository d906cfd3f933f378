// wrong: the page's number is taken for the block's.
// loses: fs_read
/* EXERCISE 5.4 fault */
-	uint32_t block = (utf->utf_fault_va - CACHE) / PGSIZE;
+	uint32_t block = utf->utf_fault_va / PGSIZE;
/* END EXERCISE 5.4 */
