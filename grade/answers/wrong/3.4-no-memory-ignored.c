// wrong: nobody looks whether there was a page.
// loses: env_no_memory
/* EXERCISE 3.4 load_segment */
-		if (!pp)
-			return -E_NO_MEM;
/* END EXERCISE 3.4 */
