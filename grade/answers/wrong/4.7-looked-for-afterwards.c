// wrong: the environment is only looked for when the frame is there, and the frame is lost.
// loses: page_errors
/* EXERCISE 4.7 give_page */
-	e = own_env(envid);
-	pp = e ? take_frame(ppn) : NULL;
+	pp = take_frame(ppn);
-		return e ? no_frame_error(ppn) : -E_BAD_ENV;
+		return no_frame_error(ppn);
-	if (r < 0)
-		page_free(pp);
-	else
+	if (r < 0 && e)
+		page_free(pp);
+	else if (e)
/* END EXERCISE 4.7 */
