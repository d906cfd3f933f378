// wrong: pages that nobody may write are marked, too, and can be written from then on.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));
+	bool copies = !(perm & PTE_SHARE);
/* END EXERCISE 4.10 */
