// wrong: the bad address is stored though nobody asked for it.
// loses: pointer_check
/* EXERCISE 3.10 user_mem_check */
-			if (bad)
-				*bad = at;
+			*bad = at;
/* END EXERCISE 3.10 */
