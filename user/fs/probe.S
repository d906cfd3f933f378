/* SPDX-License-Identifier: MIT */
/*
 * probe.S - one load, at an address that fault() of cache.c knows.
 *
 * int probe(const void *va): 0; or, if the page at va could not be fetched, the error: then fault()
 * has put that into eax, and gone on at probe_done.
 */
	.text
	.globl	probe, probe_load, probe_done
	.type	probe, @function
probe:
	movl	4(%esp), %edx
	xorl	%eax, %eax
probe_load:
	testb	$0, (%edx)
probe_done:
	ret
	.size	probe, . - probe

	.section .note.GNU-stack, "", @progbits
