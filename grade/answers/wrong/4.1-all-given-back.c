// wrong: unlock takes all bits out of cpu_held.
// loses: lock_held
/* EXERCISE 4.1 unlock */
-	if (!test_and_clear_bit(&this_cpu()->cpu_held, lock_rank(l)))
-		panic_lock_not_held(l);
+	if (!holding(l))
+		panic_lock_not_held(l);
+	this_cpu()->cpu_held = 0;
/* END EXERCISE 4.1 */
