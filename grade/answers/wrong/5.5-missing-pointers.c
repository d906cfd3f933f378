// wrong: where a block of pointers is missing, the file is said to be damaged.
// loses: fs_holes fs_far
/* EXERCISE 5.5 inode_run */
-		if (next == 0) {
-			*store = 0;
-			return (int)left;
-		}
+		if (next == 0)
+			return -E_BAD_FS;
/* END EXERCISE 5.5 */
