// wrong: who handles a fault that is not for it has swallowed it.
// loses: fork_faults
/* EXERCISE 4.10 cow_fault */
-	if (!(utf->utf_err & FEC_WR) || !(pte & PTE_COW))
-		return false;
+	if (!(utf->utf_err & FEC_WR) || !(pte & PTE_COW))
+		return true;
/* END EXERCISE 4.10 */
