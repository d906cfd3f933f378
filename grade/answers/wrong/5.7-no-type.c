// wrong: the new entry has the type of what was there before.
// loses: fs_tree
/* EXERCISE 5.7 dir_add */
-	added->de_type = type;
/* END EXERCISE 5.7 */
