// wrong: only the frame of the first page is pinned, and each is let go.
// loses: disk_pages
/* EXERCISE 5.2 pin */
-		pp->pp_ref++;
+		if (t->t_nextents == 0)
+			pp->pp_ref++;
/* END EXERCISE 5.2 */
