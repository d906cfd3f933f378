// wrong: no reference is counted, and to be even, none is dropped at the end: the frame may be
//     somebody else's by then.
// loses: disk_pinned
/* EXERCISE 5.2 pin */
-		pp->pp_ref++;
/* END EXERCISE 5.2 */
/* EXERCISE 5.3 end */
-	lock(&memory_lock);
-	unpin(r);
-	unlock(&memory_lock);
/* END EXERCISE 5.3 */
