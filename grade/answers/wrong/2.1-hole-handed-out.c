// wrong: every frame goes to the free list, the BIOS hole and the kernel's own frames among them.
// loses: frames_reserved
/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = 0; ppn < npages; ppn++)
		link_free(&pages[ppn], &free_frames);
/* END EXERCISE 2.1 */
