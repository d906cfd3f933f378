// wrong: the functions are looked at one by one.
// loses: lines_edges
/* EXERCISE 1.11 find_func */
-		middle = low + (high - low) / 2;
+		middle = low;
-			high = middle;
+			break;
/* END EXERCISE 1.11 */
