// wrong: the block that came first goes first, however often it is touched.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-		if (can_go(slots[hand]) && !was_touched(slots[hand]))
+		if (can_go(slots[hand]))
/* END EXERCISE 5.4 */
