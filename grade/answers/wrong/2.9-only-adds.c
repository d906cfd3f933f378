// wrong: the rights are added to those that the page has; none is ever taken away.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
-	*pte = (*pte & ~(uint32_t)(PTE_U | PTE_W)) | rights;
+	*pte |= rights;
/* END EXERCISE 2.9 */
