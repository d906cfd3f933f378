// wrong: the references of the own end are counted before those of the ring.
// loses: pipe_shared
/* EXERCISE 5.10 other_end_closed */
-		all = pageref(pipe);
-		ours = pageref(fd);
+		ours = pageref(fd);
+		all = pageref(pipe);
/* END EXERCISE 5.10 */
