// wrong: the copy is writeable, but keeps the mark.
// loses: fork_marks
/* EXERCISE 4.10 cow_fault */
-	int perm = (int)(pte & PTE_SYSCALL & ~PTE_COW) | PTE_W;
+	int perm = (int)(pte & PTE_SYSCALL) | PTE_W;
/* END EXERCISE 4.10 */
