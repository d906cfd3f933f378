// wrong: ds and es stay what the program had in them.
// loses: fault_state
/* EXERCISE 3.7 alltraps */
-	movl $GD_KD, %eax
-	movw %ax, %ds
-	movw %ax, %es
/* END EXERCISE 3.7 */
