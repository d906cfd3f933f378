// wrong: what the server uses just now loses its frame, too.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-		if (can_go(slots[hand]) && !was_touched(slots[hand]))
+		if (is_idle(slots[hand]) && !was_touched(slots[hand]))
/* END EXERCISE 5.4 */
