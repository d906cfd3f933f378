// wrong: a count of references that is full goes on to 0.
// loses: disk_memory
/* EXERCISE 5.2 pin */
-		if (pp->pp_ref == UINT16_MAX)
-			return -E_NO_MEM;
/* END EXERCISE 5.2 */
