// wrong: the low mapping is left out: the instruction after "paging on" is not mapped.
// loses: boot_kernel
/* EXERCISE 1.5 paging_on */
-2:	movl	%eax, (%edi)
+2:
/* END EXERCISE 1.5 */
