// right: the hand goes backwards, in two rounds; at the bound, the victim is chosen before the
//     kernel is asked; the error is told first, what must not happen last.
/* EXERCISE 5.4 choose_victim */
	for (int round = 0; round < 2; round++) {
		for (uint32_t n = nslots; n > 0; n--) {
			uint32_t slot = hand < nslots ? hand : nslots - 1;

			hand = slot > 0 ? slot - 1 : nslots - 1;
			if (!can_go(slots[slot]))
				continue;
			if (!was_touched(slots[slot]))
				return (int)slot;
		}
	}
	return -E_NO_MEM;
/* END EXERCISE 5.4 */
static void
fill_slot(uint32_t slot, uint32_t block)
{
	blocks[block].b_slot = (uint16_t)slot;
	slots[slot] = block;
}

/* EXERCISE 5.4 take_frame */
	struct PageOp move[2];
	uint32_t victim;
	int slot, r;

	if (nslots < limit && sys_page_alloc(0, block_va(block), RW) == 0) {
		fill_slot(nslots, block);
		nslots++;
		return 0;
	}
	slot = choose_victim();
	if (slot < 0)
		return slot;
	victim = slots[slot];
	move[0] = (struct PageOp){ PAGEOP_MAP, 1, 0, block_va(victim), 0, block_va(block), RW };
	move[1] = (struct PageOp){ PAGEOP_UNMAP, 1, 0, NULL, 0, block_va(victim), 0 };
	if ((r = sys_page_batch(move, 2)) < 0)
		return r;
	fill_slot((uint32_t)slot, block);
	block_clear(victim, B_CHECKED);
	return FRAME_USED;
/* END EXERCISE 5.4 */
/* EXERCISE 5.4 fault */
	uintptr_t va = utf->utf_fault_va;
	bool probing = utf->utf_eip == (uintptr_t)probe_load;
	int r;

	if (va >= CACHE && va - CACHE < nblocks * PGSIZE) {
		r = fetch(block_at((void *)va), 1);
		if (r < 0 && probing) {
			utf->utf_eip = (uintptr_t)probe_done;
			utf->utf_regs.reg_eax = (uint32_t)r;
		} else if (r < 0) {
			panic("a block in use is gone: %e", r);
		}
	} else {
		sys_env_set_upcall(0, T_PGFLT, 0);
	}
/* END EXERCISE 5.4 */
