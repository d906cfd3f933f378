// wrong: the hand does not move on from where a victim was found: the same slot is looked at for
//     ever.
// loses: fs_cache
/* EXERCISE 5.4 choose_victim */
-		hand = hand + 1 < nslots ? hand + 1 : 0;
-		if (can_go(slots[hand]) && !was_touched(slots[hand]))
+		if (can_go(slots[hand]) && !was_touched(slots[hand]))
/* END EXERCISE 5.4 */
