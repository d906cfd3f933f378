// wrong: a block that takes over a frame is not entered in the slot.
// loses: fs_cache
/* EXERCISE 5.4 take_frame */
-	slots[slot] = block;
-	blocks[block].b_slot = (uint16_t)slot;
/* END EXERCISE 5.4 */
