# SPDX-License-Identifier: MIT
"""The tests of lab 2: frames, page tables, the kernel's address space, the monitor's view of them.

The drivers in kern/test/lab2.c do things and say where; what became of memory is read here.
"""

from __future__ import annotations

import re
import struct
from typing import Iterator, NamedTuple

from expect import randoms
from lab1 import boot_info, keys, memory_map
from memory import LARGE_PAGE, PAGE, PRESENT, USER, WRITE, AddressSpace, Mapping
from model import Ending, Failure, Outcome, Run, judges
from qemu import Hardware

# So little that the entry page tables reach all of it: these tests run before kmap_init().
SMALL = Hardware(memory=8)
FRAMES = Run("frames", "ktest=frames", SMALL)
KMAP = Run("kmap", "ktest=kmap", Hardware(memory=24))
KMAP_486 = Run("kmap_486", "ktest=kmap", Hardware(memory=24, cpu="486,-pse"))
FRAMES_ALL = Run("frames_all", "ktest=frames_all", SMALL)
FRAMES_FEW = Run("frames_few", "ktest=frames_zero,refcount", SMALL)
WALK = Run("walk", "ktest=walk", SMALL)
DOUBLE_FREE = Run("double_free", "ktest=double_free", SMALL)
FREE_IN_USE = Run("free_in_use", "ktest=free_in_use", SMALL)
NO_MEMORY = Run("no_memory", "ktest=no_memory", SMALL)
# What frees frames stands last: the next test in the boot would get them.
INSERT = Run("insert", "ktest=insert,again,insert_full,replace", SMALL)
REMOVE = Run("remove", "ktest=remove", SMALL)
TLB = Run("tlb", "ktest=tlb", SMALL)

# Where kern/test/lab2.c maps things.
VA_ONE = 0x00800000 + 5 * PAGE
VA_TWO = 0x00800000 + LARGE_PAGE + 7 * PAGE
# A page that a 4 MiB page maps, of memory that nobody uses; and the directory's own page.
VA_LARGE = 0xF0000000 + 2 * LARGE_PAGE + 5 * PAGE
VA_DIRECTORY = 0xEF400000 + (0xEF400000 >> 10)


def monitor_run(name: str, *commands: str) -> Run:
    """The monitor's commands, with four pages of different rights mapped, every other one.

    One run for each command that is an exercise: none must fail for the lack of another.
    """
    return Run(name, "ktest=mapped_monitor " + keys("\n".join([*commands, "poweroff", ""])))


SHOWMAPPINGS = monitor_run(
    "showmappings",
    f"showmappings {VA_ONE:#x} {VA_ONE + 7 * PAGE - 1:#x}",
    "showmappings 0xeec00000 0xffffffff",
    "showmappings 2 1",
)
SETPERM = monitor_run(
    "setperm",
    f"setperm {VA_ONE + 6 * PAGE:#x} u",
    f"setperm {VA_ONE:#x} -",
    f"setperm {VA_ONE + PAGE:#x} u",
    f"setperm {VA_LARGE:#x} u",
    f"setperm {VA_DIRECTORY:#x} w",
    "setperm zz u",
    "setperm 0x805000 rwx",
)
DUMP = monitor_run(
    "dump",
    f"dump v {VA_ONE + 2 * PAGE - 4:#x} 64",
    f"dump v {VA_ONE + PAGE - 6:#x} 32",
    "dump p 0x100004 40",
    "dump v 0 99999999",
)


class Frame(NamedTuple):
    """One entry of pages[]."""

    number: int
    free: bool
    references: int

    @property
    def address(self) -> int:
        """Physical."""
        return self.number * PAGE


def frame_table(run: Outcome) -> list[Frame]:
    """The kernel's pages[], read out of memory."""
    return frames(run, 0, frame_count(run))


def frame_of(run: Outcome, address: int) -> Frame:
    """The entry of pages[] for a physical address."""
    inside = address // PAGE < frame_count(run)
    run.require(inside, "an address of a frame", f"{address:#x}")
    return frames(run, address // PAGE, 1)[0]


def frame_count(run: Outcome) -> int:
    """How many entries pages[] has."""
    count = run.space().word(run.build.kernel.symbols["npages"].address)
    limit = len(run.physical) // PAGE
    run.require(0 < count <= limit, f"npages at most {limit}", str(count))
    return count


def frames(run: Outcome, first: int, count: int) -> list[Frame]:
    """So many entries of pages[]."""
    table = run.space().word(run.build.kernel.symbols["pages"].address)
    entries = struct.iter_unpack("<IIHHI", run.space().read(table + 16 * first, 16 * count))
    return [Frame(i, link != 0, refs) for i, (link, _, refs, _, _) in enumerate(entries, first)]


def reserved(run: Outcome) -> Iterator[tuple[int, int, str]]:
    """Ranges of physical memory that must not be handed out, and why: [start, end)."""
    base = run.build.constants["KERNBASE"]
    symbols = run.build.kernel.symbols
    yield 0, PAGE, "the BIOS's data"
    yield 0xA0000, 0x100000, "the hole for devices and the BIOS"
    yield 0x100000, symbols["end"].address - base, "the kernel"
    _, archive, size = boot_info(run)
    yield archive, archive + size, "the program archive"
    table = run.space().word(symbols["pages"].address) - base
    count = run.space().word(symbols["npages"].address)
    yield table, table + 16 * count, "the frame table itself"
    for start, end in holes(run):
        yield start, end, "no memory according to the BIOS"


def holes(run: Outcome) -> Iterator[tuple[int, int]]:
    """What the BIOS does not offer, below the end of RAM."""
    offered = sorted((start, end) for start, end, kind in memory_map(run) if kind == 1)
    at = 0
    for start, end in offered:
        if start > at:
            yield at, start
        at = max(at, end)


def require_unreserved(run: Outcome, addresses: list[int], verb: str) -> None:
    """No frame of the list lies in a reserved range."""
    for start, end, why in reserved(run):
        for address in addresses:
            run.require(
                address + PAGE <= start or end <= address,
                f"no frame {verb} in {start:#x}-{end:#x} ({why})",
                f"frame {address // PAGE:#x} at {address:#x}",
                "page_init: run_at() says which frames may be used",
            )


@judges(FRAMES)
def frames_reserved(run: Outcome) -> None:
    """No frame of the BIOS, the kernel, the archive or a hole is free"""
    run.require_off()
    run.require(run.number("nfree") > 0, "free frames at all", "none")
    require_unreserved(run, [f.address for f in frame_table(run) if f.free], "free")

@judges(FRAMES)
def frames_count(run: Outcome) -> None:
    """All other memory is free, and the counts agree with it"""
    table = frame_table(run)
    free = sum(frame.free for frame in table)
    run.require(
        run.number("nfree") == free,
        f"page_nfree() = {free}, the number of free frames in pages[]",
        str(run.number("nfree")),
    )
    usable = 0
    for start, end, kind in memory_map(run):
        if kind == 1:
            usable += min(end, 256 << 20) // PAGE - -(-start // PAGE)
    taken = sum(-(-(end - start) // PAGE) for start, end, why in reserved(run) if "the " in why)
    least = usable - taken - 64
    run.require(
        least <= free <= usable,
        f"{least} to {usable} free frames on a machine with {run.run.hardware.memory} MB",
        str(free),
        "page_init: memory below 640 KiB counts too",
    )
    for frame in table:
        run.require(
            frame.free == (frame.references == 0),
            f"frame {frame.number:#x}: free exactly if its reference count is 0",
            f"free: {frame.free}, references: {frame.references}",
        )


@judges(FRAMES_ALL)
def frames_all(run: Outcome) -> None:
    """All frames can be taken, each once, given back, and taken again"""
    run.require_off()
    count = run.number("nfree")
    for key, wanted in (
        ("taken", count),
        ("left", 0),
        ("given", count),
        ("nfree_again", count),
        ("taken_again", count),
    ):
        run.require(run.number(key) == wanted, f"{key}: {wanted}", str(run.number(key)))
    tag = int(run.nonce, 16)
    marked = [a for a in range(0, len(run.physical), PAGE) if run.physical.word(a) == tag]
    run.require(
        len(marked) == count,
        f"{count} different frames handed out",
        f"{len(marked)} frames bear the mark of the test",
        "page_alloc must take the frame off the list",
    )
    require_unreserved(run, marked, "handed out")
    table = frame_table(run)
    for address in marked:
        run.require(
            not table[address // PAGE].free,
            f"pp_link of frame {address // PAGE:#x} null while it is handed out",
            "it is not",
        )


@judges(FRAMES_FEW)
def frames_zero(run: Outcome) -> None:
    """page_alloc(ALLOC_ZERO) gives frames full of zeros, without a reference"""
    for name in ("zeroed_one", "zeroed_two", "zeroed_three"):
        address = run.number(f"{name}_frame")
        data = run.physical.read(address, PAGE)
        wrong = next((i for i, byte in enumerate(data) if byte), None)
        run.require(
            wrong is None,
            f"zeros in the frame at {address:#x}",
            f"byte {wrong} is {data[wrong or 0]:#x}",
            "ALLOC_ZERO is a flag: memset the whole page behind page2kva()",
        )
    run.require(run.values("refs") == ["0", "0"], "reference counts 0", str(run.values("refs")))


@judges(FRAMES_FEW)
def frames_refcount(run: Outcome) -> None:
    """page_decref frees a frame with its last reference, and stops where there is none"""
    for key, wanted in (("after_two", ["1", "0"]), ("after_three", ["0", "1"])):
        run.require(
            run.values(key) == wanted,
            f"{key} calls of page_decref on a frame with 3 references: "
            f"{wanted[0]} left, {wanted[1]} frames freed",
            " ".join(run.values(key)),
        )
    frame = frame_of(run, run.number("counted_frame"))
    run.require(frame.references == 0, "no reference left", str(frame.references))
    require_panic(run, "after_three", "after_four", "page_decref")


def require_panic(run: Outcome, before: str, after: str, function: str) -> None:
    """The kernel must have panicked in a function, between two reports of the driver."""
    run.values(before)
    panic = f"a panic in {function}"
    went_on = any(line.startswith(after) for line in run.said())
    run.require(not went_on, panic, "it went on as if nothing were wrong")
    run.require_line("^kernel panic", f"a panic in {function}")
    run.require_line(rf"#\d+ .* in {function}\(", f"{function} in the backtrace")
    run.require(run.ending is Ending.OFF, "the run ends", run.describe_ending())


@judges(DOUBLE_FREE)
def frames_double_free(run: Outcome) -> None:
    """Freeing a free frame stops the kernel"""
    require_panic(run, "freed_once", "freed_twice", "page_free")


@judges(FREE_IN_USE)
def frames_free_in_use(run: Outcome) -> None:
    """Freeing a frame that has references stops the kernel"""
    require_panic(run, "freeing", "freed_in_use", "page_free")


def space_of(run: Outcome, name: str) -> AddressSpace:
    """The address space that the driver made and named."""
    return run.space(run.number(f"{name}_dir"))


def require_mapping(
    run: Outcome, space: AddressSpace, virtual: int, physical: int, rights: int
) -> None:
    """A page must be mapped to this frame, with just these rights at the last level."""
    mapping = space.lookup(virtual)
    found = "not mapped" if mapping is None else show(mapping)
    wanted = f"{virtual:#010x} mapped to {physical:#x}, entry {physical | rights | PRESENT:#x}"
    run.require(
        mapping is not None
        and mapping.physical == physical
        and mapping.entry & (PRESENT | WRITE | USER) == rights | PRESENT,
        wanted,
        found,
        "page_insert: the entry is page2pa(pp) | perm | PTE_P",
    )
    assert mapping is not None
    run.require(
        mapping.write == bool(rights & WRITE) and mapping.user == bool(rights & USER),
        f"{wanted}; the directory entry must not take rights away",
        found,
        "pgdir_walk: the directory entry allows everything (PTE_P | PTE_W | PTE_U)",
    )


def show(mapping: Mapping) -> str:
    """A mapping for people."""
    return (
        f"{mapping.virtual:#010x} mapped to {mapping.physical:#x} ({mapping.size // 1024} KiB), "
        f"entry {mapping.entry:#x}, {mapping.permissions} over both levels"
    )


def require_references(run: Outcome, address: int, count: int, free: bool = False) -> None:
    """The frame's state in pages[]."""
    frame = frame_of(run, address)
    run.require(
        (frame.references, frame.free) == (count, free),
        f"frame {frame.number:#x}: {count} references, {'' if free else 'not '}free",
        f"{frame.references} references, {'' if frame.free else 'not '}free",
    )


@judges(WALK)
def walk_nocreate(run: Outcome) -> None:
    """pgdir_walk without create makes no page table"""
    run.require(run.number("without_table") == 0, "null", f"{run.number('without_table'):#x}")
    run.require(run.number("took") == 0, "no frame taken", f"{run.number('took')} frames taken")


@judges(WALK)
def walk_create(run: Outcome) -> None:
    """pgdir_walk with create makes one empty page table, and finds it again"""
    directory = run.number("walk_dir")
    entry = run.physical.word(directory + (VA_ONE >> 22) * 4)
    run.require(entry & PRESENT, "a page table in the directory", f"entry {entry:#x}")
    run.require(
        entry & (WRITE | USER) == WRITE | USER,
        "a directory entry with PTE_P | PTE_W | PTE_U",
        f"entry {entry:#x}",
        "the entry of the page table decides on rights; the directory allows all",
    )
    table = entry & ~0xFFF
    address = run.build.constants["KERNBASE"] + table + (VA_ONE >> 12 & 0x3FF) * 4
    for key in ("created", "again", "found"):
        run.require(
            run.number(key) == address,
            f"{key}: {address:#x}, the kernel address of the page-table entry",
            f"{run.number(key):#x}",
            "the directory holds physical addresses; KADDR() turns them around",
        )
    for key in ("created_took", "again_took"):
        run.require(run.number(key) == 1, f"{key}: one frame", str(run.number(key)))
    require_references(run, table, 1)
    data = run.physical.read(table, PAGE)
    run.require(not any(data), "an empty page table", "it holds old data", "ALLOC_ZERO")


@judges(NO_MEMORY)
def walk_no_memory(run: Outcome) -> None:
    """pgdir_walk says null where no frame is left for a page table, and changes nothing"""
    run.require(run.number("walk") == 0, "null from pgdir_walk", f"{run.number('walk'):#x}")
    entry = run.number("entry")
    run.require(entry == 0, "the directory entry as before: 0", f"{entry:#x}")


@judges(NO_MEMORY)
def insert_no_memory(run: Outcome) -> None:
    """Without a frame for a page table, nothing changes and -E_NO_MEM comes back"""
    run.require(run.number("insert") == -4, "-E_NO_MEM (-4)", str(run.number("insert")))
    run.require(
        run.number("refs") == 1,
        "the reference count as before: 1",
        str(run.number("refs")),
        "page_insert: raise the count after pgdir_walk has succeeded",
    )
    entry = run.physical.word(run.number("poor_dir") + (VA_ONE >> 22) * 4)
    run.require(entry == 0, "the directory entry as before: 0", f"{entry:#x}")
    run.require(
        run.number("insert_with_one_frame") == 0 and run.number("left") == 0,
        "with one frame free, page_insert succeeds and takes it",
        f"{run.number('insert_with_one_frame')}, {run.number('left')} frames left",
    )
    require_mapping(run, space_of(run, "poor"), VA_TWO, run.number("poor_frame"), WRITE)
    require_references(run, run.number("poor_frame"), 2)


@judges(INSERT)
def insert_new(run: Outcome) -> None:
    """page_insert maps a frame, also twice, and counts the references"""
    for key in ("new", "shared_one", "shared_two"):
        run.require(run.number(key) == 0, f"{key}: page_insert returns 0", str(run.number(key)))
    space = space_of(run, "new")
    frame, shared = run.number("new_frame"), run.number("shared_frame")
    require_mapping(run, space, VA_ONE, frame, WRITE | USER)
    require_mapping(run, space, VA_TWO, shared, USER)
    require_mapping(run, space, VA_TWO + PAGE, shared, WRITE)
    require_references(run, frame, 1)
    require_references(run, shared, 2)
    mapped = [page.virtual for page in space.pages(0, run.build.constants["UTOP"])]
    run.require(len(mapped) == 3, "3 pages mapped", ", ".join(f"{va:#x}" for va in mapped))
    good = space.word(VA_ONE) == int(run.nonce, 16)
    run.require(good, "the nonce behind the page", "something else")


@judges(INSERT)
def insert_replace(run: Outcome) -> None:
    """page_insert over another page unmaps and frees that one"""
    second, freed = run.number("replace_second"), run.number("replace_freed")
    run.require(second == 0, "page_insert returns 0", str(second))
    space = space_of(run, "replace")
    require_mapping(run, space, VA_ONE, run.number("successor_frame"), USER)
    require_references(run, run.number("successor_frame"), 1)
    require_references(run, run.number("old_frame"), 0, free=True)
    run.require(freed == 1, "one frame freed", str(freed))


@judges(INSERT)
def insert_again(run: Outcome) -> None:
    """The same frame at the same address again: only the permissions change"""
    for key in ("again_first", "again_second", "again_third", "again_freed"):
        run.require(
            run.number(key) == 0,
            "three successes (0) and no frame freed",
            f"{key}: {run.number(key)}",
            "page_insert: take the new reference before page_remove drops the old one",
        )
    frame = run.number("again_frame")
    require_references(run, frame, 1)
    require_mapping(run, space_of(run, "again"), VA_ONE, frame, WRITE)


@judges(INSERT)
def insert_overflow(run: Outcome) -> None:
    """A frame with 65,535 references gets no other, and nothing changes"""
    last = run.number("full_last")
    run.require(last == 0, "the 65,535th reference", str(last))
    for key in ("full_over", "full_new"):
        run.require(
            run.number(key) == -4,
            f"{key}: -E_NO_MEM (-4) for one reference more",
            str(run.number(key)),
            "pp_ref has 16 bits: the next reference makes it 0, as if the frame were unused",
        )
    require_references(run, run.number("full_frame"), 65535)
    space = space_of(run, "full")
    require_mapping(run, space, VA_ONE, run.number("kept_frame"), USER)
    require_references(run, run.number("kept_frame"), 1)
    entry = run.physical.word(space.directory + (VA_TWO >> 22) * 4)
    run.require(entry == 0, "no page table made for what is refused", f"directory entry {entry:#x}")


@judges(REMOVE)
def lookup(run: Outcome) -> None:
    """page_lookup finds frame and entry, and says null where there is none"""
    run.require(
        run.number("lookup") == run.number("lookup_expected"),
        f"{run.number('lookup_expected'):#x}",
        f"{run.number('lookup'):#x}",
    )
    wanted = run.number("once_frame") | PRESENT | WRITE
    entry = run.number("lookup_entry") & ~0x60  # accessed and dirty belong to the processor
    run.require(entry == wanted, f"entry {wanted:#x}", f"{entry:#x}")
    none = run.values("lookup_none")
    run.require(all(int(v, 0) == 0 for v in none), "null for pages not mapped", " ".join(none))
    took = run.number("lookup_took")
    run.require(took == 0, "no page table made for a lookup", f"{took} frames taken")


@judges(REMOVE)
def remove(run: Outcome) -> None:
    """page_remove unmaps, drops the reference, and frees with the last one"""
    run.require_off()
    space = space_of(run, "remove")
    left = [page.virtual for page in space.pages(0, run.build.constants["UTOP"])]
    run.require(
        left == [VA_TWO + PAGE],
        f"only {VA_TWO + PAGE:#x} still mapped",
        ", ".join(f"{va:#x}" for va in left) or "nothing",
    )
    require_references(run, run.number("once_frame"), 0, free=True)
    require_references(run, run.number("twice_frame"), 1)
    run.require(run.number("remove_freed") == 1, "one frame freed", str(run.number("remove_freed")))


def require_seen(run: Outcome, key: str, *wanted: int) -> None:
    """The processor must have read these words."""
    texts = [f"{value:08x}" for value in wanted]
    found = " ".join(run.values(key))
    hint = "tlb_invalidate must follow the change of the entry"
    wanted = " ".join(texts)
    run.require(found == wanted, f"{key}: reads give {wanted}", found, hint, key)


@judges(TLB)
def tlb_flush(run: Outcome) -> None:
    """After page_remove the processor has forgotten the old mapping"""
    number = int(run.nonce, 16)
    require_seen(run, "mapped", number)
    require_seen(run, "removed", number ^ 0xFFFFFFFF)


@judges(TLB)
def insert_flush(run: Outcome) -> None:
    """After page_insert over another page the processor sees the new one"""
    number = int(run.nonce, 16)
    require_seen(run, "replaced", number)
    require_seen(run, "written", number ^ 0x55555555, number ^ 0xFFFFFFFF)


def require_region(
    run: Outcome, start: int, size: int, physical: int, permissions: str, name: str
) -> None:
    """A region of the kernel's address space: mapped in order, with just these permissions."""
    space = run.space()
    for offset in range(0, size, PAGE):
        mapping = space.lookup(start + offset)
        found = "not mapped" if mapping is None else show(mapping)
        ok = (
            mapping is not None
            and mapping.physical + start + offset - mapping.virtual == physical + offset
            and mapping.permissions == permissions
        )
        run.require(
            ok,
            f"{name}: {start + offset:#010x} mapped to {physical + offset:#x}, "
            f"{permissions} (kernel/program)",
            found,
            "boot_map_region: the pages before this one are right; what changes from page to page?"
            if offset
            else "map_kernel: see the drawing in inc/memlayout.h",
        )


def require_unmapped(run: Outcome, start: int, end: int, name: str) -> None:
    """Nothing may be mapped in [start, end)."""
    for mapping in run.space().pages(start, end):
        raise Failure(f"{name}: nothing mapped in {start:#x}-{end:#x}", show(mapping))


@judges(KMAP, KMAP_486)
def kmap_views(run: Outcome) -> None:
    """Programs can read pages[], envs[], the kernel's information and the page tables"""
    run.require_off()
    numbers, symbols = run.build.constants, run.build.kernel.symbols
    base = numbers["KERNBASE"]
    pages = run.space().word(symbols["pages"].address)
    count = run.space().word(symbols["npages"].address)
    size = -(-16 * count // PAGE) * PAGE
    require_region(run, numbers["UPAGES"], size, pages - base, "R-/R-", "UPAGES")
    require_unmapped(run, numbers["UPAGES"] + size, numbers["UVPT"], "behind pages[]")
    for name, symbol, window in (("UENVS", "envs", 0), ("UINFO", "kerninfo", PAGE)):
        table = run.space().word(symbols[symbol].address)
        size = window or -(-symbols["env_table"].size // PAGE) * PAGE
        require_region(run, numbers[name], size, table - base, "R-/R-", name)
    directory = run.space().directory
    entry = run.physical.word(directory + (numbers["UVPT"] >> 22) * 4)
    run.require(
        entry & ~0x60 == directory | PRESENT | USER,
        f"UVPT: directory entry {directory | PRESENT | USER:#x}, the directory itself",
        f"{entry:#x}",
    )
    require_unmapped(run, 0, numbers["UTOP"], "below UTOP")


@judges(KMAP, KMAP_486)
def kmap_stack(run: Outcome) -> None:
    """The kernel stack is mapped below KSTACKTOP, with an unmapped guard under it"""
    numbers = run.build.constants
    top, size = numbers["KSTACKTOP"], numbers["KSTKSIZE"]
    stack = run.build.kernel.symbols["bootstack"].address - numbers["KERNBASE"]
    require_region(run, top - size, size, stack, "RW/--", "the kernel stack")
    require_unmapped(run, numbers["MMIOLIM"], top - size, "the guard under the kernel stack")


@judges(KMAP, KMAP_486)
def kmap_memory(run: Outcome) -> None:
    """All memory is mapped at KERNBASE for the kernel alone"""
    base = run.build.constants["KERNBASE"]
    count = run.space().word(run.build.kernel.symbols["npages"].address)
    require_region(run, base, count * PAGE, 0, "RW/--", "physical memory")


@judges(KMAP)
def kmap_large(run: Outcome) -> None:
    """Where the processor has them, 4 MiB pages map physical memory"""
    base = run.build.constants["KERNBASE"]
    count = run.space().word(run.build.kernel.symbols["npages"].address)
    for offset in range(0, count * PAGE // LARGE_PAGE * LARGE_PAGE, LARGE_PAGE):
        mapping = run.space().lookup(base + offset)
        run.require(
            mapping is not None and mapping.size == LARGE_PAGE,
            f"one 4 MiB page at {base + offset:#x}",
            "not mapped" if mapping is None else show(mapping),
            "boot_map_region: PTE_PS, if KI_PSE is set and va, pa and size allow it",
        )


LINE = re.compile(
    r"^\s*([0-9a-f]{8})-([0-9a-f]{8})\s+"
    r"(?:(not mapped)|-> ([0-9a-f]{8})-([0-9a-f]{8})\s+(4[KM]) pde (\S+)(?:\s+pte (\S+))?)\s*$"
)


def after_command(run: Outcome, command: str) -> list[str]:
    """The lines that the monitor printed in answer to a command."""
    _, found, rest = run.output.partition(f"K> {command}\n")
    run.require(found, f"the command {command}", "the monitor did not read it")
    return rest.split("K> ")[0].split("\n")


def shown_ranges(run: Outcome, command: str) -> list[tuple[int, int, str]]:
    """What showmappings printed: first, last, and the rest in one normal form."""
    ranges = []
    for line in after_command(run, command):
        match = LINE.match(line)
        if match:
            first, last = int(match[1], 16), int(match[2], 16)
            text = "" if match[3] else f"{int(match[4], 16):#x} {match[7]} {match[8] or ''}".strip()
            ranges.append((first, last, text))
    return ranges


def rights_text(entry: int) -> str:
    """As the monitor writes rights."""
    return ("U" if entry & USER else "-") + ("W" if entry & WRITE else "-") + "P"


def walked_ranges(run: Outcome, first: int, last: int) -> list[tuple[int, int, str]]:
    """What showmappings should print for [first, last], by the grader's own walk."""
    ranges: list[tuple[int, int, str]] = []
    space = run.space()
    at = first
    while at <= last:
        mapping = space.lookup(at)
        upper = run.physical.word(space.directory + (at >> 22) * 4)
        if mapping is None:
            step, physical, text = (PAGE if upper & PRESENT else LARGE_PAGE), None, ""
        else:
            step, physical = mapping.size, mapping.physical + at - mapping.virtual
            lower = "" if step == LARGE_PAGE else " " + rights_text(mapping.entry)
            text = rights_text(upper) + lower
        end = min((at | (step - 1)), last)
        ranges = join(ranges, at, end, physical, text)
        at = end + 1
    return ranges


def join(
    ranges: list[tuple[int, int, str]], first: int, last: int, physical: "int | None", text: str
) -> list[tuple[int, int, str]]:
    """Adds a run of pages to a list of ranges, as a part of the last range if it continues it."""
    full = text if physical is None else f"{physical:#x} {text}"
    if ranges:
        start, end, before = ranges[-1]
        base, _, rights = before.partition(" ")
        same = not before if physical is None else (
            rights == text and bool(before) and int(base, 16) + first - start == physical
        )
        if same:
            return ranges[:-1] + [(start, last, before)]
    return ranges + [(first, last, full)]


@judges(SHOWMAPPINGS)
def monitor_showmappings(run: Outcome) -> None:
    """showmappings agrees with the page tables"""
    for first, last in ((VA_ONE, VA_ONE + 7 * PAGE - 1), (0xEEC00000, 0xFFFFFFFF)):
        shown = shown_ranges(run, f"showmappings {first:#x} {last:#x}")
        for ours in walked_ranges(run, first, last):
            run.require(
                ours in shown,
                f"{ours[0]:08x}-{ours[1]:08x} {ours[2] or 'not mapped'}",
                "; ".join(f"{a:08x}-{b:08x} {t or 'not mapped'}" for a, b, t in shown) or "nothing",
            )
    answer = after_command(run, "showmappings 2 1")
    run.require(any(line.strip() for line in answer), "an answer to showmappings 2 1", "nothing")


@judges(SETPERM)
def monitor_setperm(run: Outcome) -> None:
    """setperm changes the rights of a page, and refuses what it can't change"""
    run.require_off()
    for index, rights in ((0, 0), (1, USER), (2, WRITE), (3, USER)):
        virtual = VA_ONE + 2 * index * PAGE
        mapping = run.space().lookup(virtual)
        entry = None if mapping is None else mapping.entry & (USER | WRITE)
        run.require(
            entry == rights,
            f"{virtual:#x} with rights {rights_text(rights)}",
            "not mapped" if mapping is None else show(mapping),
        )
    for command in (
        f"setperm {VA_ONE + PAGE:#x} u",
        f"setperm {VA_LARGE:#x} u",
        f"setperm {VA_DIRECTORY:#x} w",
        "setperm zz u",
        "setperm 0x805000 rwx",
    ):
        answer = " ".join(after_command(run, command)).strip()
        refused = answer and not shown_ranges(run, command)
        run.require(refused, f"one line that refuses {command!r}", answer or "nothing")
    directory = run.space().directory
    entry = run.physical.word(directory + (VA_DIRECTORY >> 22) * 4)
    run.require(not entry & WRITE, "the page tables at UVPT still read-only", f"entry {entry:#x}")


def dumped(run: Outcome, command: str) -> dict[int, int]:
    """The bytes that dump printed, by address."""
    found = {}
    for line in after_command(run, command):
        match = re.match(r"\s*([0-9a-f]{8})((?:\s{1,3}[0-9a-f]{2})+)\s", line + " ")
        if match:
            for index, byte in enumerate(match[2].split()):
                found[int(match[1], 16) + index] = int(byte, 16)
    return found


@judges(DUMP)
def monitor_dump(run: Outcome) -> None:
    """dump shows virtual and physical memory, and survives pages that are not mapped"""
    row = randoms(int(run.nonce, 16))
    words = [next(row) for _ in range(2048)]
    second = struct.pack("<1024I", *words[1024:])
    shown = dumped(run, f"dump v {VA_ONE + 2 * PAGE - 4:#x} 64")
    wanted = {VA_ONE + 2 * PAGE + i: second[i] for i in range(60)}
    run.require(
        shown == wanted,
        f"60 bytes from {VA_ONE + 2 * PAGE:#x}, {second[:4].hex(' ')} ...; none of the page before",
        f"{len(shown)} bytes from {min(shown, default=0):#x}",
        "dump: ask mapping_of() before touching a page",
    )
    shown = dumped(run, f"dump v {VA_ONE + PAGE - 6:#x} 32")
    first = struct.pack("<1024I", *words[:1024])
    run.require(
        shown == {VA_ONE + PAGE - 6 + i: first[PAGE - 6 + i] for i in range(6)},
        f"6 bytes from {VA_ONE + PAGE - 6:#x}, and nothing of the page behind",
        f"{len(shown)} bytes from {min(shown, default=0):#x}",
        "dump: a line ends with its page at the latest",
    )
    memory = run.physical.read(0x100004, 40)
    shown = dumped(run, "dump p 0x100004 40")
    run.require(
        shown == {0x100004 + i: memory[i] for i in range(40)},
        f"40 bytes of physical memory from 0x100004: {memory[:4].hex(' ')} ...",
        f"{len(shown)} bytes from {min(shown, default=0):#x}",
    )
    answer = " ".join(after_command(run, "dump v 0 99999999")).strip()
    run.require(answer, "one line that refuses a dump of 99999999 bytes", "nothing")
    run.require_off("poweroff, the last command, was not run")
