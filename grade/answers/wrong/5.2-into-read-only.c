// wrong: the disk writes to pages that the program cannot write.
// loses: disk_memory
/* EXERCISE 5.2 pin */
-	int perm = to_disk ? PTE_U : PTE_U | PTE_W;
+	int perm = PTE_U;
/* END EXERCISE 5.2 */
