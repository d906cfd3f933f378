// wrong: the page behind the last one is compared: it is 0, and the loop never ends, or never begins.
// loses: monitor_showmappings
/* EXERCISE 2.8 show_mappings */
	uint32_t run = first;
	struct Mapping run_mapping = mapping_of(first);

	for (uint32_t va = first; va < last + 1; va += PGSIZE) {
		struct Mapping mapping = mapping_of(va);

		if (!continues(&run_mapping, &mapping, va - run)) {
			print_range(run, va - 1, &run_mapping);
			run = va;
			run_mapping = mapping;
		}
	}
	print_range(run, last, &run_mapping);
/* END EXERCISE 2.8 */
