// wrong: the direction flag stays what the program made it; C counts on its being clear.
// loses: fault_state
/* EXERCISE 3.7 alltraps */
-	cld
/* END EXERCISE 3.7 */
