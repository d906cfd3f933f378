// wrong: a range of no bytes is refused where its address is bad.
// loses: pointer_good
/* EXERCISE 3.10 user_mem_check */
-	while (len > 0) {
+	do {

-		len -= in_page;
-	}
+		len -= in_page;
+	} while (len > 0);
/* END EXERCISE 3.10 */
