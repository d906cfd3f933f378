// wrong: what cache_get() says is not passed on: what cannot be read is a hole.
// loses: fs_holes
/* EXERCISE 5.5 inode_run */
-		if ((r = cache_get(next, ROLE_POINTERS, (void **)&pointers)) < 0)
-			return r;
+		if ((r = cache_get(next, ROLE_POINTERS, (void **)&pointers)) < 0) {
+			*store = 0;
+			return (int)left;
+		}
/* END EXERCISE 5.5 */
