// wrong: page_lookup takes any entry for a mapping, present or not.
// loses: lookup
/* EXERCISE 2.5 page_lookup */
-	if (!pte || !(*pte & PTE_P))
+	if (!pte)
/* END EXERCISE 2.5 */
