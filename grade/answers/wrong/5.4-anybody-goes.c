// wrong: who is changed, lent or in use loses its frame like anybody else.
// loses: fs_lent
/* EXERCISE 5.4 choose_victim */
-		if (can_go(slots[hand]) && !was_touched(slots[hand]))
+		if (!was_touched(slots[hand]))
/* END EXERCISE 5.4 */
