// wrong: where the page is refused, memory_lock is not given back.
// loses: ipc_errors
/* EXERCISE 4.11 deliver */
-		unlock(&memory_lock);
-		if (r < 0)
-			return r;
+		if (r < 0)
+			return r;
+		unlock(&memory_lock);
/* END EXERCISE 4.11 */
