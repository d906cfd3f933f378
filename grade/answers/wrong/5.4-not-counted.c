// wrong: a new frame gets a slot, but nslots stays as it was.
// loses: fs_cache
/* EXERCISE 5.4 take_frame */
-		blocks[block].b_slot = (uint16_t)nslots++;
+		blocks[block].b_slot = (uint16_t)nslots;
/* END EXERCISE 5.4 */
