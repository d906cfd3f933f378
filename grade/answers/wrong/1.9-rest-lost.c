// wrong: erasing in the middle of the line cuts off what stands behind.
// loses: readline_edit
/* EXERCISE 1.9 erase_from */
-	memmove(line.l_text + start, line.l_text + end, line.l_length - end);
-	line.l_length -= n;
+	line.l_length = start;
/* END EXERCISE 1.9 */
