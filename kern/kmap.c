/* SPDX-License-Identifier: MIT */
/*
 * kmap.c - the kernel's address space: what lies above UTOP, in every address space alike.
 */
#include <inc/x86.h>
#include <kern/bootstack.h>
#include <kern/cpu.h>
#include <kern/kmap.h>
/* LAB 4 */
#include <kern/percpu.h>
/* END LAB 4 */

pde_t *kern_pgdir;

/* Programs see whole pages: each table has its pages to itself, by its type's alignment. */
static struct EnvTable {
	struct Env envs[NENV];
} __attribute__((aligned(PGSIZE))) env_table;
static struct InfoPage {
	struct KernInfo info;
} __attribute__((aligned(PGSIZE))) info_page;

struct Env *const envs = env_table.envs;
struct KernInfo *const kerninfo = &info_page.info;
/* LAB 5 */
static struct BindingTable {
	struct Binding bindings[NBINDING];
} __attribute__((aligned(PGSIZE))) binding_table;

struct Binding *const bindings = binding_table.bindings;

static_assert(sizeof(env_table) <= UBINDINGS - UENVS, "envs[] ends before bindings[] starts");
static_assert(sizeof(binding_table) <= UINFO - UBINDINGS, "bindings[] ends before UINFO");
/* END LAB 5 */

/*
 * Exercise 2.4 (10 points): map a region for good.
 *
 * Map size bytes from virtual address va to physical address pa, all multiples of PGSIZE, with
 * perm | PTE_P, in kern_pgdir. No reference is counted: these mappings are never removed. Where
 * the processor has 4 MiB pages (cpu_features & KI_PSE) and both va and pa are multiples of PTSIZE
 * and at least PTSIZE bytes are left, one directory entry with PTE_PS does the work of a whole
 * page table. The region may end at 4 GiB, where va + size is 0. Panic if there is no frame for a
 * page table.
 */
static void
boot_map_region(uint32_t va, size_t size, physaddr_t pa, int perm)
{
	/* EXERCISE 2.4 boot_map_region */
	bool pse = (cpu_features & KI_PSE) != 0;
	pte_t *pte = NULL;

	while (size > 0) {
		size_t step = PGSIZE;

		if (pse && va % PTSIZE == 0 && pa % PTSIZE == 0 && size >= PTSIZE) {
			step = PTSIZE;
			kern_pgdir[PDX(va)] = pa | perm | PTE_P | PTE_PS;
		} else {
			/* One walk serves for the rest of a page table. */
			if (!pte || PTX(va) == 0)
				pte = pgdir_walk(kern_pgdir, (void *)va, true);
			if (!pte)
				panic("boot_map_region: no frame for a page table");
			*pte++ = pa | perm | PTE_P;
		}
		va += step;
		pa += step;
		size -= step;
	}
	/* END EXERCISE 2.4 */
}

/*
 * Exercise 2.7 (9 points): the kernel's half of every address space.
 *
 * Enter, as drawn in inc/memlayout.h and with just the permissions given there:
 *   - the directory itself as a page table at UVPT (one directory entry, readable by programs);
 *   - pages[] at UPAGES, envs[] at UENVS and *kerninfo at UINFO, readable by programs;
 *   - the kernel stack, whose memory is bootstack, below KSTACKTOP. The KSTKGAP under it stays
 *     unmapped, so that a stack that overflows faults instead of overwriting something;
 *   - at KERNBASE, all memory of which there are frames (npages), writeable for the kernel.
 */
static void
map_kernel(void)
{
	/* EXERCISE 2.7 map_kernel */
	kern_pgdir[PDX(UVPT)] = PADDR(kern_pgdir) | PTE_P | PTE_U;
	boot_map_region(UPAGES, ROUNDUP(npages * sizeof(*pages), PGSIZE), PADDR(pages), PTE_U);
	boot_map_region(UENVS, sizeof(env_table), PADDR(envs), PTE_U);
	boot_map_region(UINFO, sizeof(info_page), PADDR(kerninfo), PTE_U);
	boot_map_region(KSTACKTOP - KSTKSIZE, KSTKSIZE, PADDR(bootstack), PTE_W);
	boot_map_region(KERNBASE, npages * PGSIZE, 0, PTE_W);
	/* END EXERCISE 2.7 */
}

/* LAB 4 */
/* Where mmio_map() goes on. */
static uintptr_t next_mmio = MMIOBASE;

/*
 * The page table of the region for devices is there before the first environment copies the
 * directory, so that what is mapped later is mapped for all.
 */
static void
make_device_table(void)
{
	if (!pgdir_walk(kern_pgdir, (void *)MMIOBASE, true))
		panic("no frame for the page table of devices");
}

void *
mmio_map(physaddr_t pa, size_t size)
{
	size_t mapped = ROUNDUP(PGOFF(pa) + size, PGSIZE);
	uintptr_t va = next_mmio;

	if (mapped < size || mapped > MMIOLIM - va)
		panic("no room to map %u bytes of a device at %08x: the region is full", size, pa);
	boot_map_region(va, mapped, PTE_ADDR(pa), PTE_W | PTE_PCD | PTE_PWT);
	next_mmio += mapped;
	return (void *)(va + PGOFF(pa));
}

void
kstack_map(int cpu)
{
	uintptr_t end = KSTACKTOP - (uint32_t)cpu * KSTACKSLOT;

	for (uintptr_t va = end - KSTKSIZE; va < end; va += PGSIZE) {
		struct PageInfo *pp = page_alloc(ALLOC_ZERO);

		if (!pp)
			panic("no frame for the stack of processor %d", cpu);
		if (page_insert(kern_pgdir, pp, (void *)va, PTE_W) < 0)
			panic("no page table for the stack of processor %d", cpu);
	}
}
/* END LAB 4 */

void
kmap_init(void)
{
	kern_pgdir = page2kva(page_alloc(ALLOC_ZERO));
	pa2page(PADDR(kern_pgdir))->pp_ref++;
	map_kernel();
	/* LAB 4 */
	make_device_table();
	/* END LAB 4 */
	/* LAB 5 */
	boot_map_region(UBINDINGS, sizeof(binding_table), PADDR(bindings), PTE_U);
	/* END LAB 5 */

	if (cpu_features & KI_PSE)
		lcr4(rcr4() | CR4_PSE);
	lcr3(PADDR(kern_pgdir));
	lcr0(rcr0() | CR0_WP);
}
