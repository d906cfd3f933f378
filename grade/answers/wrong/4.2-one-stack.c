// wrong: all processors get the stack of number 1.
// loses: smp_count
/* EXERCISE 4.2 start */
-	kstack_map(ncpus);
+	if (ncpus == 1)
+		kstack_map(1);
-	ap_esp = kstack_top(ncpus);
+	ap_esp = kstack_top(1);
/* END EXERCISE 4.2 */
