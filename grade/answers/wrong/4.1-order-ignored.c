// wrong: nothing looks at the order.
// loses: lock_order
/* EXERCISE 4.1 lock */
-	if (cpu->cpu_held >= lock_bit(l))
-		panic_lock_order(l);
/* END EXERCISE 4.1 */
