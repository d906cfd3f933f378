// wrong: it does not look whether a descriptor was handed on between the two counts.
// loses: pipe_shared
/* EXERCISE 5.10 other_end_closed */
-	uint32_t shares;
-
-	do {
-		shares = pipe->p_shares;
-		all = pageref(pipe);
-		ours = pageref(fd);
-	} while (pipe->p_shares != shares);
+
+	all = pageref(pipe);
+	ours = pageref(fd);
/* END EXERCISE 5.10 */
