// wrong: PTE_SHARE is not looked at.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));
+	bool copies = perm & (PTE_W | PTE_COW);
/* END EXERCISE 4.10 */
