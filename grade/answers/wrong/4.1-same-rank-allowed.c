// wrong: only a lower rank is a violation; the same lock twice waits for itself for ever.
// loses: lock_order
/* EXERCISE 4.1 lock */
-	if (cpu->cpu_held >= lock_bit(l))
+	if (cpu->cpu_held >= 2 * lock_bit(l))
/* END EXERCISE 4.1 */
