/* SPDX-License-Identifier: MIT */
/*
 * primes - a sieve as a chain of environments (D. McIlroy): each keeps the first number that it is
 * sent, a prime, and passes on what that does not divide. limit=N says how far (100); 0 ends the
 * chain. Must be seen: "prime P" for each prime below the limit, in order; nothing is left at the
 * end.
 */
#include <user/test.h>

/* The next number from the left; what strangers send is not for us. */
static uint32_t
next(envid_t left)
{
	envid_t from;
	uint32_t n;

	do
		n = (uint32_t)ipc_recv(&from, NULL, NULL);
	while (from != left);
	return n;
}

/* Passes on what the prime does not divide, to a next part that is made when it is first needed. */
static void
sieve(envid_t left)
{
	envid_t right = 0, self = thisenv->env_id;
	uint32_t n, prime = next(left);

	report("prime %u", prime);
	while ((n = next(left)) != 0) {
		if (n % prime == 0)
			continue;
		if (right == 0) {
			if ((right = fork()) < 0)
				panic("fork: %e", right);
			if (right == 0) {
				left = self;
				self = thisenv->env_id;
				prime = next(left);
				report("prime %u", prime);
				continue;
			}
		}
		ipc_send(right, n, NULL, 0);
	}
	if (right != 0) {
		ipc_send(right, 0, NULL, 0);
		wait(right);
	}
}

void
umain(int argc, char **argv)
{
	char text[16];
	uint32_t limit = 100;
	envid_t first, parent = thisenv->env_id;

	if (cmdline_get("limit", text, sizeof(text)))
		limit = (uint32_t)strtol(text, NULL, 0);
	if ((first = fork()) < 0)
		panic("fork: %e", first);
	if (first == 0) {
		sieve(parent);
		return;
	}
	for (uint32_t n = 2; n < limit; n++)
		ipc_send(first, n, NULL, 0);
	ipc_send(first, 0, NULL, 0);
	wait(first);
	report("primes: done");
}
