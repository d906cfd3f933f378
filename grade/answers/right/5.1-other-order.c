// right: sums in 64 bits; a leaf is looked for anew each time; the checks come in another order;
//     extents are counted at the end; one who waits is looked for first.
/* EXERCISE 5.1 binding_allows */
	uint64_t end = (uint64_t)first + count;

	return (b->b_rights & rights) == rights && first >= b->b_first &&
	       end <= (uint64_t)b->b_first + b->b_count;
/* END EXERCISE 5.1 */
/* EXERCISE 5.1 grant */
	struct Binding *parent = binding_held(curenv, from);
	struct Env *holder;
	struct Binding *b;

	if (!parent)
		return -E_BAD_BINDING;
	if (!(holder = any_env(to)))
		return -E_BAD_ENV;
	if (!binding_allows(parent, first, count, rights))
		return -E_NOT_BOUND;
	if (curenv->env_ngrants == NGRANTS_MAX || free_bindings == NULL)
		return -E_NO_MEM;
	curenv->env_ngrants++;
	b = new_binding(holder, parent);
	b->b_rights = rights;
	b->b_first = first;
	b->b_count = count;
	b->b_kind = parent->b_kind;
	return b->b_id;
/* END EXERCISE 5.1 */
/* EXERCISE 5.1 revoke_tree */
	struct Binding *leaf;

	do {
		for (leaf = top; leaf->b_children; leaf = leaf->b_children)
			;
		free_binding(leaf);
	} while (leaf != top);
/* END EXERCISE 5.1 */
/* EXERCISE 5.2 pin */
	uintptr_t end = va + size;
	int perm = PTE_U;
	uint32_t n = 0;

	if (!to_disk)
		perm |= PTE_W;
	if (end < va || end > UTOP || va == end)
		return -E_FAULT;
	if (user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
		return -E_FAULT;
	while (va < end) {
		uintptr_t next = MIN(end, ROUNDDOWN(va, PGSIZE) + PGSIZE);
		pte_t *pte = pgdir_walk(curenv->env_pgdir, (void *)va, false);
		struct PageInfo *pp = pa2page(PTE_ADDR(*pte));

		if (pp->pp_ref >= UINT16_MAX) {
			t->t_nextents = n;
			return -E_NO_MEM;
		}
		pp->pp_ref++;
		t->t_extents[n].x_pa = PTE_ADDR(*pte) | PGOFF(va);
		t->t_extents[n++].x_size = next - va;
		va = next;
	}
	t->t_nextents = n;
	return 0;
/* END EXERCISE 5.2 */
/* EXERCISE 5.2 check */
	uint32_t wanted = BIND_READ;
	struct Binding *b;

	if (t->t_write)
		wanted = BIND_WRITE;
	b = binding_held(curenv, binding);
	if (b == NULL)
		return -E_BAD_BINDING;
	if (b->b_kind != BIND_SECTORS)
		return -E_BAD_BINDING;
	if (!binding_allows(b, t->t_sector, t->t_count, wanted))
		return -E_NOT_BOUND;
	if (curenv->env_nrequests >= DISK_REQUESTS_MAX)
		return -E_NO_MEM;
	return 0;
/* END EXERCISE 5.2 */
/* EXERCISE 5.3 end */
	struct Env *owner = r->r_owner;
	bool waits = owner && owner->env_wait == WAIT_FOR_DISK && owner->env_waits_disk == r->r_id;

	sched_awaited--;
	lock(&memory_lock);
	unpin(r);
	unlock(&memory_lock);
	r->r_state = ENDED;
	r->r_result = result;
	if (waits)
		env_wake(owner, result);
	if (waits || !owner)
		forget(r);
	return waits;
/* END EXERCISE 5.3 */
/* EXERCISE 5.3 begin_next */
	struct DiskRequest *r;

	if (at_disk)
		return;
	while (queue) {
		r = dequeue();
		if (!binding_exists(r->r_binding)) {
			end(r, -E_BAD_BINDING);
			continue;
		}
		at_disk = r;
		r->r_state = AT_DISK;
		patience_left = patience;
		if (ide_start(&r->r_transfer) != IDE_FAILED)
			return;
		at_disk = NULL;
		end(r, -E_IO);
	}
/* END EXERCISE 5.3 */
/* EXERCISE 5.3 move_on */
	struct DiskRequest *done = at_disk;
	bool woken = false;

	if (state == IDE_WORKING) {
		patience_left = patience;
	} else {
		at_disk = NULL;
		begin_next();
		woken = end(done, state == IDE_FAILED ? -E_IO : 0);
	}
	return woken;
/* END EXERCISE 5.3 */
