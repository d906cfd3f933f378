// wrong: the child begins with an FPU that nobody has used.
// loses: exofork_child
/* EXERCISE 4.6 sys_exofork */
-	fpu_copy(child, curenv);
/* END EXERCISE 4.6 */
