// wrong: cpu_held is not kept on the way in.
// loses: lock_held
/* EXERCISE 4.1 lock */
-	cpu->cpu_held |= lock_bit(l);
/* END EXERCISE 4.1 */
