// wrong: the registers are pushed before the segments: the frame is in the wrong order.
// loses: fault_state
/* EXERCISE 3.7 alltraps */
-	pushl %ds
-	pushl %es
-	pushal
+	pushal
+	pushl %ds
+	pushl %es
/* END EXERCISE 3.7 */
