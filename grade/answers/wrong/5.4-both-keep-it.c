// wrong: the victim keeps its page: two blocks share a frame.
// loses: fs_cache
/* EXERCISE 5.4 take_frame */
-	r = sys_page_batch((struct PageOp[]){ { PAGEOP_MAP, 1, 0, from, 0, va, RW },
-					      { PAGEOP_UNMAP, 1, 0, NULL, 0, from, 0 } },
-			   2);
+	r = sys_page_map(0, from, 0, va, RW);
/* END EXERCISE 5.4 */
