// wrong: what goes to the disk must be writeable, too.
// loses: disk_memory
/* EXERCISE 5.2 pin */
-	int perm = to_disk ? PTE_U : PTE_U | PTE_W;
+	int perm = PTE_U | PTE_W;
/* END EXERCISE 5.2 */
