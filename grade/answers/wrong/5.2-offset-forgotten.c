// wrong: each piece begins where its page begins.
// loses: disk_pages
/* EXERCISE 5.2 pin */
-		t->t_extents[t->t_nextents++] = (struct Extent){ page2pa(pp) + PGOFF(va), part };
+		t->t_extents[t->t_nextents++] = (struct Extent){ page2pa(pp), part };
/* END EXERCISE 5.2 */
