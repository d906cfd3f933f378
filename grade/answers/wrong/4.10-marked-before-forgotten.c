// wrong: a page that an earlier fork has marked is shared as if it were read-only, without the mark.
// loses: fork_marks
/* EXERCISE 4.10 share_cow */
-	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));
+	bool copies = !(perm & PTE_SHARE) && (perm & PTE_W);
+
+	perm &= ~PTE_COW;
/* END EXERCISE 4.10 */
