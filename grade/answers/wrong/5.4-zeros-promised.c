// wrong: a frame that was another block's is said to be full of zeros.
// loses: fs_cache
/* EXERCISE 5.4 take_frame */
-	return FRAME_USED;
+	return 0;
/* END EXERCISE 5.4 */
