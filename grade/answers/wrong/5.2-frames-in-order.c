// wrong: the frames are taken to lie one behind the other, as the pages do.
// loses: disk_pages
/* EXERCISE 5.2 pin */
-		t->t_extents[t->t_nextents++] = (struct Extent){ page2pa(pp) + PGOFF(va), part };
+		t->t_extents[t->t_nextents] = (struct Extent){ page2pa(pp) + PGOFF(va), part };
+		if (t->t_nextents > 0 && pp->pp_ref < UINT16_MAX) {
+			const struct Extent *last = &t->t_extents[t->t_nextents - 1];
+
+			pp->pp_ref--;
+			t->t_extents[t->t_nextents].x_pa = last->x_pa + last->x_size;
+			pa2page(last->x_pa + last->x_size)->pp_ref++;
+		}
+		t->t_nextents++;
/* END EXERCISE 5.2 */
