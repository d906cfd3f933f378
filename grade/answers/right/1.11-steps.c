// right: the line table is searched in steps that halve; the backtrace checks a frame before it
//     prints it; words and numbers are taken apart from the end.
/* EXERCISE 1.3 ask_bios */
	uint32_t n, next = 0;

	for (n = 0; n < max;) {
		struct BiosRegs regs = { .eax = MEMORY_MAP, .edx = MEMORY_MAP_SIGNATURE };

		raw[n] = (struct MemRange){ .mr_pad = MEMORY_MAP_VALID };
		regs.ebx = next;
		regs.ecx = sizeof(raw[n]);
		regs.edi = (uint32_t)(raw + n);
		bios_call(SYSTEM_SERVICES, &regs);
		if (regs.eax != MEMORY_MAP_SIGNATURE || regs.eflags & FL_CF)
			return n;
		n += raw[n].mr_size != 0 && (raw[n].mr_pad & MEMORY_MAP_VALID);
		if ((next = regs.ebx) == 0)
			return n;
	}
	return n;
/* END EXERCISE 1.3 */
/* EXERCISE 1.6 send */
	int polls;

	for (polls = stuck ? 1 : SEND_POLLS; polls > 0; polls--) {
		if (inb(COM1 + LSR) & LSR_THRE) {
			outb(COM1 + THR, byte);
			break;
		}
	}
	stuck = polls == 0;
/* END EXERCISE 1.6 */
/* EXERCISE 1.10 backtrace_walk */
	uint32_t frame[2] = { ebp, eip };
	const char *wrong = NULL;

	for (unsigned number = 0;; number++) {
		if (number == FRAMES_MAX) {
			wrong = "there are more frames";
			break;
		}
		ebp = frame[0];
		print_frame(source, number, frame[1], ebp, number != 0);
		if (ebp == 0)
			break;
		if ((ebp & 3) != 0)
			wrong = "the frame pointer is not aligned";
		else if (!source->ls_read(source->ls_ctx, ebp, frame, sizeof frame))
			wrong = "the frame pointer can't be followed";
		else if (frame[0] != 0 && frame[0] <= ebp)
			wrong = "the frames do not go up";
		if (wrong)
			break;
	}
	if (wrong)
		cprintf("  %s\n", wrong);
/* END EXERCISE 1.10 */
/* EXERCISE 1.11 find_func */
	uint32_t count = table->t_head.lt_funcs, at = 0, step = 1;

	while (step < count && step < LINES_SIZE_MAX)
		step *= 2;
	/* The first `at` functions start at pc or before it. */
	for (; step > 0; step /= 2) {
		if (at + step > count)
			continue;
		if (!read_func(table, at + step - 1, func))
			return false;
		if (func->lf_start <= pc)
			at += step;
	}
	if (at == 0 || !read_func(table, at - 1, func))
		return false;
	return pc >= func->lf_start && pc - func->lf_start < func->lf_size;
/* END EXERCISE 1.11 */
/* EXERCISE 1.12 split */
	bool in_word = false;
	int n = 0;

	for (; *line != '\0'; line++) {
		bool blank = *line == ' ' || *line == '\t';

		if (!blank && !in_word) {
			if (n >= WORDS_MAX)
				return -1;
			words[n++] = line;
		}
		if (blank)
			*line = '\0';
		in_word = !blank;
	}
	return n;
/* END EXERCISE 1.12 */
/* EXERCISE 1.12 command_number */
	uint32_t base = strncmp(text, "0x", 2) == 0 || strncmp(text, "0X", 2) == 0 ? 16 : 10;
	const char *s = base == 16 ? text + 2 : text;
	uint64_t result = 0;
	bool good = *s != '\0';

	for (; good && *s != '\0'; s++) {
		result = result * base + digit_value(*s);
		good = digit_value(*s) < base && result >> 32 == 0;
	}
	if (!good) {
		cprintf("%s must be a number below 2^32, not \"%s\"\n", what, text);
		return false;
	}
	*value = (uint32_t)result;
	return true;
/* END EXERCISE 1.12 */
