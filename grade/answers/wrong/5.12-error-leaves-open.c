// wrong: if one file cannot be opened, those that were opened before it stay so.
// loses: shell_descriptors
/* EXERCISE 5.12 redirect */
-	for (int i = STDIN; i <= STDERR; i++) {
+	int opened[3];
+
+	for (int i = STDIN; i <= STDERR; i++) {
+		opened[i] = fds[i];
-		close_opened(fds[i]);
-		fds[i] = fd;
-	}
+		opened[i] = fd;
+	}
+	for (int i = STDIN; i <= STDERR; i++) {
+		if (opened[i] != fds[i])
+			close_opened(fds[i]);
+		fds[i] = opened[i];
+	}
/* END EXERCISE 5.12 */
