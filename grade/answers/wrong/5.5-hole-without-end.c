// wrong: where a block of pointers is missing, all that is asked for is said to be a hole, also
//     what lies behind it.
// loses: fs_far
/* EXERCISE 5.5 inode_run */
-			return (int)left;
+			return (int)max;
/* END EXERCISE 5.5 */
