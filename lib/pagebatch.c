/* SPDX-License-Identifier: MIT */
/*
 * pagebatch.c - page operations, collected and carried out many at a time.
 */
#include <lib/pagebatch.h>

int
pagebatch_finish(struct PageBatch *batch)
{
	size_t done = 0;

	while (batch->error == 0 && done < batch->n) {
		int r = sys_page_batch(batch->ops + done, batch->n - done);

		if (r < 0)
			batch->error = r;
		else
			done += (size_t)r;
	}
	batch->n = 0;
	return batch->error;
}

int
pagebatch_add(struct PageBatch *batch, const struct PageOp *op)
{
	if (pagebatch_full(batch))
		pagebatch_finish(batch);
	batch->ops[batch->n++] = *op;
	return batch->error;
}
