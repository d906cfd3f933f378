// wrong: pages of zeros are writeable, whatever p_flags says.
// loses: spawn_program
/* EXERCISE 5.11 load_segment */
-				       (void *)va, perm },
+				       (void *)va, USER_RW },
/* END EXERCISE 5.11 */
