// wrong: the register that holds the number of the disk is used for something else.
// loses: boot_kernel
/* EXERCISE 1.1 boot_sector */
-	movl	PART_LBA(%di), %eax
-	movl	%eax, packet_lba
+	movl	PART_LBA(%di), %edx
+	movl	%edx, packet_lba
/* END EXERCISE 1.1 */
