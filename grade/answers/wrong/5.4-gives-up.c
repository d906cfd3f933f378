// wrong: when the kernel has no frame, that is an error, though the cache has frames to spare.
// loses: fs_bound
/* EXERCISE 5.4 take_frame */
-	if ((slot = choose_victim()) < 0)
+	if (nslots < limit)
+		return r;
+	if ((slot = choose_victim()) < 0)
/* END EXERCISE 5.4 */
