// wrong: the jump to high is relative, so the kernel goes on at low addresses.
// loses: boot_paging
/* EXERCISE 1.5 paging_on */
-	movl	$high, %eax
-	jmp	*%eax
+	jmp	high
/* END EXERCISE 1.5 */
