// wrong: pages are shown as one run as long as they are mapped at all, whatever their frames
//     and rights.
// loses: monitor_showmappings
/* EXERCISE 2.8 show_mappings */
	struct Mapping run_mapping = mapping_of(first);
	uint32_t run = first;

	for (uint32_t va = first; va != last + 1; va += PGSIZE) {
		struct Mapping mapping = mapping_of(va);

		if (mapping.m_present != run_mapping.m_present) {
			print_range(run, va - 1, &run_mapping);
			run = va;
			run_mapping = mapping;
		}
	}
	print_range(run, last, &run_mapping);
/* END EXERCISE 2.8 */
