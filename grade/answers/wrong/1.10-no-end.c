// wrong: the outermost frame is not recognised: a good backtrace ends with a complaint, and a
//     chain that ends too soon is called bad.
// loses: backtrace_walk
/* EXERCISE 1.10 backtrace_walk */
-		if (ebp == 0)
-			return;
/* END EXERCISE 1.10 */
