// wrong: the number of the frame is not looked at.
// loses: page_alloc_child
/* EXERCISE 4.7 give_page */
-	pp = e ? take_frame(ppn) : NULL;
+	pp = e ? take_frame(ANY_FRAME) : NULL;
/* END EXERCISE 4.7 */
