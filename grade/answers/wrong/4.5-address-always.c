// wrong: utf_fault_va is what CR2 holds, whatever the exception.
// loses: upcall_causes
/* EXERCISE 4.5 upcall_deliver */
-	utf.utf_fault_va = fault_va;
+	utf.utf_fault_va = rcr2();
/* END EXERCISE 4.5 */
