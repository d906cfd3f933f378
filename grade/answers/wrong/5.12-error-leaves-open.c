// wrong: if one file cannot be opened, those that were opened before it stay so.
// loses: shell_descriptors
/* EXERCISE 5.12 redirect */
-	for (int i = 0; i < command->nredirections; i++) {
+	int now[3] = { fds[STDIN], fds[STDOUT], fds[STDERR] };
+
+	for (int i = 0; i < command->nredirections; i++) {
-		int fd = r->file ? open(r->file, mode) : fds[r->other];
-		int old = fds[r->num];
+		int fd = r->file ? open(r->file, mode) : now[r->other];
+		int old = now[r->num];
-		fds[r->num] = fd;
-		close_replaced(old, fds);
-	}
+		now[r->num] = fd;
+		if (old != fds[r->num])
+			close_replaced(old, now);
+	}
+	for (int num = STDIN; num <= STDERR; num++) {
+		int old = fds[num];
+
+		fds[num] = now[num];
+		close_replaced(old, fds);
+	}
/* END EXERCISE 5.12 */
