// wrong: the copy has the rights that most pages have: other marks of the program are lost.
// loses: fork_marks
/* EXERCISE 4.10 cow_fault */
-	int perm = (int)(pte & PTE_SYSCALL & ~PTE_COW) | PTE_W;
+	int perm = PTE_P | PTE_U | PTE_W;
/* END EXERCISE 4.10 */
