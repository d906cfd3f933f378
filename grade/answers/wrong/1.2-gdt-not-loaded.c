// wrong: the GDT register is not loaded.
// loses: boot_kernel
/* EXERCISE 1.2 protected_mode */
-	lgdtl	gdt_desc
/* END EXERCISE 1.2 */
