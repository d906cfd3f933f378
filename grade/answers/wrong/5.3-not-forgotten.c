// wrong: a request that was waited for is never free again.
// loses: disk_waits
/* EXERCISE 5.3 end */
-	forget(r);
+	if (!owner)
+		forget(r);
/* END EXERCISE 5.3 */
