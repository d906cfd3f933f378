// wrong: what is at the disk does not say so: when its owner ends, its frames are freed at once.
// loses: disk_end
/* EXERCISE 5.3 begin_next */
-			r->r_state = AT_DISK;
/* END EXERCISE 5.3 */
