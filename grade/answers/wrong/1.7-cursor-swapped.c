// wrong: the two halves of the cursor's position are exchanged.
// loses: screen_control
/* EXERCISE 1.7 update_card */
-	crtc_write(CURSOR_HIGH, (uint8_t)(cursor >> 8));
-	crtc_write(CURSOR_LOW, (uint8_t)cursor);
+	crtc_write(CURSOR_LOW, (uint8_t)(cursor >> 8));
+	crtc_write(CURSOR_HIGH, (uint8_t)cursor);
/* END EXERCISE 1.7 */
