// wrong: where a block of pointers is missing, the last answer is given again.
// loses: fs_far
/* EXERCISE 5.5 inode_run */
-			*store = 0;
/* END EXERCISE 5.5 */
