// wrong: a test-and-set in place of tickets: whoever looks at the right moment gets in, and the tickets
//     stand still.
// loses: lock_fair
/* EXERCISE 4.1 lock */
-	ticket = fetch_and_add(&l->sl_next, 1);
-	while (l->sl_served != ticket)
-		wait_for_lock();
+	do {
+		wait_for_lock();
+		ticket = l->sl_served;
+	} while (!__sync_bool_compare_and_swap(&l->sl_next, ticket, ticket + 1));
/* END EXERCISE 4.1 */
