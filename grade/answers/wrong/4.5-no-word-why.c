// wrong: nothing is said of why the upcall is not called.
// loses: upcall_lost upcall_nested
/* EXERCISE 4.5 upcall_deliver */
-		say_lost("the exception stack is full", va);
+		return false;
-		say_lost("no exception stack", va);
+		return false;
/* END EXERCISE 4.5 */
