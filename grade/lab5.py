# SPDX-License-Identifier: MIT
"""The tests of lab 5, first part: bindings, and the disk as the kernel protects it.

Every run has a volume of which each word is known from its place (user/sectors.h). Programs say
what their calls returned; what has come of them is read from the kernel's tables, from the
programs' pages and from the disk, when all is over.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterable, Optional

from disks import Volume
from lab2 import PAGE
from lab4 import (
    BAD_ENV,
    INVAL,
    IN_USE,
    NO_MEM,
    Environment,
    environment,
    living,
    nonce_of,
    require_accounted,
    require_results,
    slot,
)
from lab4_ipc import WORD
from lab4_smp import require_frames_back
from model import Outcome, Run, judges
from qemu import Fault, Hardware

FAULT, IO, BAD_BINDING, NOT_BOUND = -6, -18, -19, -20
READ, WRITE, BOTH = 1, 2, 3  # BIND_*
SECTORS = 1  # BIND_SECTORS
SECTOR = 512
WORDS = SECTOR // 4
VOLUME_SECTORS = 2048
# As in lab 4. The runner allows more where programs wait for the disk.
LIMIT = 400_000_000


def volume_words(first: int, count: int) -> tuple[int, ...]:
    """So many sectors of the volume as they are at first: volume_word() of user/sectors.h."""
    return tuple(n * 2654435761 % WORD for n in range(first * WORDS, (first + count) * WORDS))


@lru_cache(None)
def volume_contents() -> bytes:
    """The whole volume as it is at first."""
    words = volume_words(0, VOLUME_SECTORS)
    return struct.pack(f"<{len(words)}I", *words)


def original(first: int, count: int) -> bytes:
    """Sectors of the volume as they are at first."""
    return volume_contents()[first * SECTOR : (first + count) * SECTOR]


def written(run: Outcome, first: int, count: int) -> bytes:
    """What programs write there: written_word() of user/sectors.h."""
    words = (word ^ nonce_of(run) for word in volume_words(first, count))
    return struct.pack(f"<{count * WORDS}I", *words)


def play(
    name: str,
    programs: str,
    hardware: Hardware = Hardware(),
    more: str = "",
    faults: tuple[Fault, ...] = (),
    recorded: bool = False,
) -> Run:
    """A run of these programs with the volume, "a*3 b" being three of a and one of b."""
    words: list[str] = []
    for word in programs.split():
        program, _, count = word.partition("*")
        words += [program] * int(count or 1)
    volume = Volume(contents=volume_contents, faults=faults, recorded=recorded)
    cmdline = f"ktest=count run={','.join(words)} {more}".strip()
    return Run(name, cmdline, hardware, limit=LIMIT, preempted=True, volume=volume)


# 5.1: bindings

FIELDS = {
    "ident": "b_id",
    "holder": "b_holder",
    "kind": "b_kind",
    "first": "b_first",
    "count": "b_count",
    "rights": "b_rights",
    "parent": "b_parent",
    "children": "b_children",
    "next": "b_next",
    "held_next": "b_held_next",
}


@dataclass(frozen=True)
class Binding:
    """One slot of the kernel's table (inc/binding.h)."""

    ident: int
    holder: int
    kind: int
    first: int
    count: int
    rights: int
    parent: int
    children: int
    next: int
    held_next: int

    def __str__(self) -> str:
        what = "".join(letter for bit, letter in ((READ, "R"), (WRITE, "W")) if self.rights & bit)
        end = self.first + self.count
        return f"{self.ident:08x}: [{self.first}, {end}) {what or 'no rights'}"


class Bindings:
    """All bindings, read out of memory at the end of a run."""

    def __init__(self, run: Outcome) -> None:
        numbers = run.build.constants
        count = 1 << numbers["LOG2NBINDING"]
        size = run.build.kernel.symbols["binding_table"].size // count
        data = run.space().read(numbers["UBINDINGS"], size * count)
        header = "inc/binding.h"
        at = {key: run.build.offset(header, "Binding", name) for key, name in FIELDS.items()}
        self._start = run.space().word(run.build.kernel.symbols["bindings"].address)
        self._size = size
        self.slots = [
            Binding(**{k: struct.unpack_from("<I", data, i * size + o)[0] for k, o in at.items()})
            for i in range(count)
        ]

    def at(self, address: int) -> Optional[Binding]:
        """The one at a kernel address, or None for null."""
        if address == 0:
            return None
        number, rest = divmod(address - self._start, self._size)
        return self.slots[number] if rest == 0 and 0 <= number < len(self.slots) else None

    def held(self) -> list[Binding]:
        """Those that somebody holds."""
        return [binding for binding in self.slots if binding.holder != 0]

    def get(self, ident: int) -> Optional[Binding]:
        """The one with this id that somebody holds."""
        found = self.slots[ident % len(self.slots)]
        return found if found.holder != 0 and found.ident == ident else None

    def chain(self, address: int, by: str) -> list[Binding]:
        """Those on a list."""
        found: list[Binding] = []
        while len(found) <= len(self.slots) and (binding := self.at(address)) is not None:
            found.append(binding)
            address = getattr(binding, by)
        return found


def require_bindings(run: Outcome) -> Bindings:
    """The table must be as inc/binding.h says, whatever the test was about."""
    table = Bindings(run)
    envs = {env.ident: env for env in living(run)}
    granted = dict.fromkeys(envs, 0)
    for binding in table.held():
        run.require(binding.holder in envs, f"a living holder of {binding}", "it has ended")
        end = binding.first + binding.count
        run.require(binding.first < end <= WORD, "a range that does not wrap around", str(binding))
        if binding.parent == 0:
            continue
        parent = table.get(binding.parent)
        run.require(parent is not None, f"the one from which {binding} was granted", "it is gone")
        assert parent is not None
        inside = parent.first <= binding.first and end <= parent.first + parent.count
        less = binding.rights & ~parent.rights == 0
        run.require(inside and less, f"part of {parent}", str(binding), "binding_allows()")
        children = table.chain(parent.children, "next")
        run.require(binding in children, f"{binding} among the children of its parent", "not there")
        granted[parent.holder] += 1
    for ident, env in envs.items():
        held = table.chain(env.field("env_bindings"), "held_next")
        ours = {binding.ident for binding in table.held() if binding.holder == ident}
        same = len(held) == len(ours) and {binding.ident for binding in held} == ours
        run.require(same, f"{len(ours)} bindings on the list of their holder", f"{len(held)}")
        count = env.field("env_ngrants")
        hint = "grant: env_ngrants counts what the giver has granted; free_binding() counts down"
        run.require(count == granted[ident], f"env_ngrants {granted[ident]}", str(count), hint)
    head = run.space().word(run.build.kernel.symbols["free_bindings"].address)
    free, wanted = len(table.chain(head, "held_next")), len(table.slots) - len(table.held())
    run.require(
        free == wanted,
        f"{wanted} free slots: all that nobody holds",
        str(free),
        "revoke_tree: free_binding() for every binding of the tree, once",
    )
    return table


GRANT = play("bind_grant", "bindgrant*4")
LIMITS = play("bind_limits", "bindlimits*2")
REVOKE = play("bind_revoke", "bindrevoke*5")
MANY = play("bind_many", "bindmany*10")


def reported_id(run: Outcome, key: str) -> int:
    """An id that a program has reported."""
    return int(run.values(key)[0], 16)


@judges(GRANT)
def bind_grant(run: Outcome) -> None:
    """A part of a binding is passed on, to another environment or to oneself"""
    run.require_off()
    start = 64 + nonce_of(run) % 512
    size = run.files.image.stat().st_size // SECTOR
    wanted = {
        "root": (0, "", 0, size, BOTH),
        "whole": (1, "root", start, 1000, BOTH),
        "part": (2, "whole", start + 10, 20, READ),
        "last": (3, "part", start + 29, 1, READ),
        "own": (0, "root", start + 5, 900, WRITE),
        "same": (3, "part", start + 10, 20, READ),
        "back": (0, "last", start + 29, 1, READ),
        "writes": (3, "whole", start + 999, 1, WRITE),
    }
    table = require_bindings(run)
    for key, (holder, parent, first, count, rights) in wanted.items():
        ident = reported_id(run, key)
        found = table.get(ident)
        run.require(found is not None, f"a binding {key}", f"{ident:08x} is none", "grant()")
        assert found is not None
        above = reported_id(run, parent) if parent else 0
        text = f"envs[{holder}], from {above:08x}, kind {SECTORS}, "
        text += f"[{first}, {first + count}) {rights}"
        shown = f"envs[{found.holder & 1023}], from {found.parent:08x}, kind {found.kind}, "
        shown += f"[{found.first}, {found.first + found.count}) {found.rights}"
        run.require(shown == text, f"{key}: {text}", shown, "grant()")
    run.require(len(table.held()) == len(wanted), f"{len(wanted)} of them", f"{len(table.held())}")


OUTSIDE = "before begins_before behind ends_behind one_too_many all_around far"
WRAPPED = "wraps wraps_to_end wraps_from_far wraps_to_start"


@judges(LIMITS)
def bind_limits(run: Outcome) -> None:
    """What one has not got cannot be passed on: other names, other rights, other people's"""
    require_results(run, dict.fromkeys(OUTSIDE.split(), NOT_BOUND), "binding_allows: the range")
    require_results(
        run,
        dict.fromkeys(WRAPPED.split(), NOT_BOUND),
        "binding_allows: first + count may be 2^32 or more, and wrap around",
    )
    rights = {"writes": NOT_BOUND, "reads_and_writes": NOT_BOUND}
    require_results(run, rights, "binding_allows: the rights")
    senseless = dict.fromkeys("nothing no_rights other_rights".split(), INVAL)
    require_results(run, senseless, "sys_bind_grant() looks at these by itself")
    others = dict.fromkeys("of_another slot_only next_of_slot negative zero".split(), BAD_BINDING)
    require_results(run, others, "grant: binding_held()")
    require_results(run, {"to_nobody": BAD_ENV, "to_negative": BAD_ENV}, "grant: any_env()")
    run.require_off()
    held = len(require_bindings(run).held())
    run.require(held == 3, "three bindings, as before all tries", str(held))


@judges(REVOKE)
def bind_revoke(run: Outcome) -> None:
    """Whoever is above takes back a binding, and all that came of it goes, too"""
    tries = "by_child by_grandchild of_root by_sibling unknown zero negative"
    require_results(run, dict.fromkeys(tries.split(), BAD_BINDING), "sys_bind_revoke()")
    require_results(run, {"all": 6, "by_grandparent": 0})
    hint = "revoke_tree: what was granted from it goes with it"
    require_results(run, {"without_c": 4}, hint)
    gone = dict.fromkeys("use_revoked revoke_again use_old".split(), BAD_BINDING)
    require_results(run, {**gone, "new_id": 1, "use_new": 1})
    require_results(run, {"own": 0, "without_b": 3, "use_orphan": BAD_BINDING}, hint)
    require_results(run, {"sibling_stays": 1}, "revoke_tree: not more than the tree")
    ended = {"branches": 6, "end_of_holder": BAD_ENV, "without_a": 1}
    require_results(run, ended, f"{hint}, every branch")
    require_results(run, {"use_after_end": BAD_BINDING})
    run.require_off()
    held = require_bindings(run).held()
    run.require(
        [b.ident for b in held if b.parent] == [reported_id(run, "left")],
        "one binding left, besides the root",
        "; ".join(map(str, held)),
    )


@judges(MANY)
def bind_many(run: Outcome) -> None:
    """There is an end to bindings, of one holder and of all; a tree may be as high as that"""
    most, slots = (run.build.constants[name] for name in ("NGRANTS_MAX", "LOG2NBINDING"))
    for key, text, hint in (
        ("beside", f"{most} {NO_MEM}", "grant: NGRANTS_MAX, and env_ngrants counts"),
        ("one_more", "1", "free_binding() counts env_ngrants down"),
        ("free_again", "0", "free_binding() counts env_ngrants down"),
        # All slots but those of the root and of the first below it.
        ("below", f"{(1 << slots) - 2} {NO_MEM}", "grant: free_bindings"),
        ("revoke", "0", "revoke_tree: no recursion, which takes more stack than there is"),
    ):
        found = " ".join(run.values(key, hint))
        run.require(found == text, f"{key}: {text}", found, hint, key)
    run.require_off()
    held = require_bindings(run).held()
    run.require(len(held) == 1, "the root alone is left", f"{len(held)} bindings")


# 5.2: what a request may do, and where its memory is

FOUR = Hardware(cpus=4)
PAGES = play("disk_pages", "diskpages")
PAGES_PIO = play("disk_pages_pio", "diskpages", more="nodma")
BOUNDS = play("disk_bounds", "diskbounds*2")
MEMORY = play("disk_memory", "diskmemory", Hardware(memory=64))
PINNED = play("disk_pinned", "diskpinned")


def require_sectors(run: Outcome, changed: dict[int, bytes], hint: str = "") -> None:
    """The volume must be as at first, but for these sectors from the key on."""
    wanted = bytearray(volume_contents())
    for first, data in changed.items():
        wanted[first * SECTOR : first * SECTOR + len(data)] = data
    found = run.files.sectors(0, VOLUME_SECTORS)
    if found == wanted:
        return
    wrong = [
        n
        for n in range(VOLUME_SECTORS)
        if found[n * SECTOR : (n + 1) * SECTOR] != wanted[n * SECTOR : (n + 1) * SECTOR]
    ]
    first = wrong[0]
    is_original = found[first * SECTOR : (first + 1) * SECTOR] == original(first, 1)
    what = "it is as at first" if is_original else "it holds something else"
    meant = "as it was" if wanted[first * SECTOR :][:SECTOR] == original(first, 1) else "written"
    run.require(False, f"sector {first} of the volume {meant}", f"{what}; {len(wrong)} wrong", hint)


def memory_of(env: Environment, address: int, size: int) -> bytes:
    """What an environment has in memory there."""
    return env.space.read(address, size)


def require_disk_idle(run: Outcome) -> None:
    """No request may be left in the kernel, and every slot for one be free."""
    source, count = "kern/disk.c", 1 << 7
    symbols, space = run.build.kernel.symbols, run.space()
    start, size = symbols["requests"].address, symbols["requests"].size // count
    state, following = (run.build.offset(source, "DiskRequest", f) for f in ("r_state", "r_next"))
    left = sum(space.word(start + size * n + state) != 0 for n in range(count))
    run.require(left == 0, "no request left when all is over", f"{left}", "end: forget()")
    free, at = 0, space.word(symbols["free_requests"].address)
    while at != 0 and free <= count:
        free, at = free + 1, space.word(at + following)
    run.require(free == count, f"{count} requests on the list of the free ones", str(free))
    busy = space.word(symbols["at_disk"].address)
    run.require(busy == 0, "nothing at the disk when all is over", f"request {busy:#x}")
    awaited = space.word(symbols["sched_awaited"].address)
    run.require(awaited == 0, "sched_awaited 0 when all is over", str(awaited), "end")


def require_memory(run: Outcome, address: int, wanted: bytes, what: str, hint: str = "") -> None:
    """The first program must have this in memory there."""
    found = memory_of(slot(run, 0), address, len(wanted))
    for at in range(0, len(wanted), SECTOR):
        run.require(
            found[at : at + SECTOR] == wanted[at : at + SECTOR],
            f"{what}: {address + at:#x}, as on the disk or untouched",
            f"bytes {found[at : at + 8].hex()}..., not {wanted[at : at + 8].hex()}...",
            hint,
        )


# What user/diskpages.c carries: the place in the first page, and how many sectors.
PIECES = ((0, 1), (7, 1), (3, 4), (0, 8), (7, 2), (4, 8), (1, 30), (0, 256), (5, 256), (7, 255))
PIECES += ((3, 105),)
FIRST_PIECE, GAP, AREAS, AREA_SIZE = 16, 3, 0x10000000, 0x100000


@judges(PAGES, PAGES_PIO)
def disk_pages(run: Outcome) -> None:
    """Sectors come and go at every place in a page, over many pages, each to its own frame"""
    hint = "pin: one extent for each page, at PGOFF(va) of its frame, as long as is left there"
    said = {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in run.said()}
    sector, changed = FIRST_PIECE, {}
    for number, (offset, count) in enumerate(PIECES * 2):
        result = said.get(f"piece {number}", "nothing: it never got so far")
        what = f"{count} sectors {'to' if number >= len(PIECES) else 'from'} the disk"
        run.require(result == "0", f"{what}: 0", result)
        words = -(-(offset + count) // 8) * PAGE // 4
        start = nonce_of(run) + number
        area = bytearray(struct.pack(f"<{words}I", *((start + 4 * n) % WORD for n in range(words))))
        place = slice(offset * SECTOR, (offset + count) * SECTOR)
        if number < len(PIECES):
            area[place] = original(sector, count)
        else:
            changed[sector] = bytes(area[place])
        require_memory(run, AREAS + number * AREA_SIZE, bytes(area), what, hint)
        sector += count + GAP
    run.require_off()
    require_sectors(run, changed, hint)
    require_accounted(run)
    require_disk_idle(run)


NOT_IN = "before begins_before behind ends_behind one_too_many all write_behind write_before"
WRAPS = "far wraps write_wraps"
READABLE, WRITABLE, SHARED, COUNT = 16, 32, 48, 8  # sectors of user/diskbounds.c
BUFFER, PLACE = 0x10000000, 0x10100000


@judges(BOUNDS)
def disk_bounds(run: Outcome) -> None:
    """A request outside of its binding, or not as that allows, is refused and touches nothing"""
    hint = "check: binding_allows(), with the request's sectors"
    require_results(run, dict.fromkeys(NOT_IN.split(), NOT_BOUND), hint)
    require_results(run, dict.fromkeys(WRAPS.split(), NOT_BOUND), f"{hint}; it must not wrap")
    require_results(run, {"disk_end": NOT_BOUND, "behind_disk": NOT_BOUND}, hint)
    rights = {"write_readable": NOT_BOUND, "read_writable": NOT_BOUND}
    require_results(run, rights, "check: BIND_WRITE to write to the disk, BIND_READ to read")
    others = dict.fromkeys("of_another slot_only zero negative revoked".split(), BAD_BINDING)
    require_results(run, others, "check: binding_held()")
    require_results(run, dict.fromkeys("none too_many very_many".split(), INVAL))
    require_results(run, {"requests": 0}, "a request that is refused does not count")
    good = dict.fromkeys("good_read good_write good_both good_last".split(), 0)
    require_results(run, good, "check: all of the range is allowed")
    run.require_off()
    place = original(READABLE, COUNT) + bytes(SECTOR) + written(run, 1000, 32)[9 * SECTOR :]
    require_memory(run, PLACE, place, "the memory read into")
    require_memory(run, BUFFER, written(run, 0, 32), "the memory written from")
    changed = {
        WRITABLE: written(run, 0, COUNT),
        SHARED + COUNT - 1: written(run, 0, 1),
    }
    require_sectors(run, changed)
    require_bindings(run)
    require_accounted(run)
    require_disk_idle(run)


NOT_WRITABLE = "read_only last_read_only middle_read_only first_read_only program_text"
NOT_THERE = "not_there last_not_there middle_not_there no_table null out_not_there"
NOT_THERE += " out_last_not_there"
ABOVE = "at_utop over_utop envs pageinfo tables tables_out kernel kernel_out last wraps"


@judges(MEMORY)
def disk_memory(run: Outcome) -> None:
    """A request for memory that its program may not use so is refused, and touches nothing"""
    all_pages = "pin: every page must allow it, not the first or the last alone"
    require_results(run, dict.fromkeys(NOT_WRITABLE.split(), FAULT), f"PTE_W; {all_pages}")
    require_results(run, dict.fromkeys(NOT_THERE.split(), FAULT), all_pages)
    require_results(run, dict.fromkeys(ABOVE.split(), FAULT), "pin: below UTOP, without wrapping")
    require_results(run, {"unaligned": INVAL, "half_aligned": INVAL})
    good = {"out_read_only": 0, "no_more_behind": 0}
    require_results(run, good, "pin: what goes to the disk needs no PTE_W")
    often = {"often": 0xFFFF, "no_more_references": NO_MEM, "still": 0xFFFF}
    require_results(run, often, "pin: pp_ref has 16 bits")
    require_results(run, {"requests": 0}, "a request that is refused does not count")
    run.require_off()
    pages = [number for number in range(8) if number != 5]
    for number in pages:
        page = bytearray(written(run, number * 8, 8))
        if number == 3:  # no_more_behind
            page[:SECTOR] = written(run, 16, 1)
        address = BUFFER + number * PAGE
        require_memory(run, address, bytes(page), "memory that was not to be touched", all_pages)
    require_sectors(run, {0: written(run, 16, 8)})
    require_accounted(run)
    require_disk_idle(run)


@judges(PINNED)
def disk_pinned(run: Outcome) -> None:
    """The frame of a request stays where it is until the end, though its page is unmapped"""
    found = " ".join(run.values("references"))
    hint = "pin: count a reference to each frame; unpin() drops it at the end"
    run.require(
        found == "1 2 1",
        "pp_ref 1 before the request, 2 after it, 1 when the page is unmapped",
        found,
        hint,
    )
    require_results(run, {"taken": IN_USE, "end": 0, "afterwards": 0, "then_taken": 0}, hint)
    run.require_off()
    require_accounted(run)
    require_disk_idle(run)


# 5.3: one after the other

WAITS = play("disk_waits", "diskwait*2")
WAITS_PIO = play("disk_waits_pio", "diskwait*2", more="nodma")
ORDER = play("disk_order", "diskorder*2", recorded=True)
QUEUE = play("disk_queue", "diskqueue", more="slice=100000")
# The processor is slow in carrying data, at least an emulated one.
QUEUE_486 = play("disk_queue_486", "diskqueue*2", Hardware(cpu="486"), "nodma sectors=256")
QUEUE_4 = play("disk_queue4", "diskqueue*4", FOUR, "slice=400000 sectors=1024")
BAD_READ, BAD_WRITE = 100, 300
ERRORS = play(
    "disk_errors", "diskerror*2", faults=(Fault(BAD_READ, write=False), Fault(BAD_WRITE))
)
# The kernel's requests above a disk of the test's own, which never answers.
PATIENCE = Run("disk_patience", "ktest=patience")
REVOKED = play("disk_revoked", "diskrevoked*2")
FUZZ = play("disk_fuzz", "diskfuzz*6")
FUZZ_4 = play("disk_fuzz4", "diskfuzz*6", FOUR, "slice=100000")
# In step with the processor: so the first request is still under way when its owner ends. The disk
# of the others may be quicker than that.
END = play("disk_end", "diskend*2", more="nodma")
END_DMA = play("disk_end_dma", "diskend*2")
END_4 = play("disk_end4", "diskend*2", FOUR)


@judges(WAITS, WAITS_PIO)
def disk_waits(run: Outcome) -> None:
    """The end of a request is heard once, by its owner, who sleeps until it comes"""
    hint = "end: who waits is woken with the result; for others it is kept, and then forgotten"
    for key in ("wait", "polled", "last", "again"):
        require_results(run, {key: 0}, hint)
    names = "wait_again poll_again of_another poll_of_another wait_polled zero negative never"
    require_results(run, dict.fromkeys(names.split(), INVAL), hint)
    require_results(run, {"new_name": 1})
    counts = {"one_more": NO_MEM, "by_another": BAD_BINDING, "full_again": 1}
    require_results(run, counts, "check: DISK_REQUESTS_MAX")
    hint = "end: is this the request its owner waits for (env_waits_disk)?"
    require_results(run, {"bad": 0}, hint)
    require_results(run, {"requests": 0}, "forget() counts env_nrequests down")
    require_results(run, {"runs": 1}, "one who waits runs when the end has come, not before")
    run.require_off()
    require_accounted(run)
    require_disk_idle(run)


def scattered(run: Outcome) -> Iterable[int]:
    """The sectors that user/diskorder.c writes, in order: those of user/chance.h."""
    x = nonce_of(run) * 2654435761 % WORD | 1
    for _ in range(4 * 14):
        x ^= x << 13 & WORD - 1
        x ^= x >> 17
        x ^= x << 5 & WORD - 1
        yield x % VOLUME_SECTORS


@judges(ORDER)
def disk_order(run: Outcome) -> None:
    """Requests reach the disk in the order in which they were made, and none is left out"""
    require_results(run, {"bad": 0})
    run.require_off()
    found = [write.sector for write in run.files.writes()]
    wanted = list(scattered(run))
    same = 0
    while same < len(wanted) and found[same : same + 1] == wanted[same : same + 1]:
        same += 1
    run.require(
        found == wanted,
        f"{len(wanted)} writes, number {same + 1} to sector {(*wanted, 0)[same]} of the volume",
        f"{len(found)} writes, number {same + 1} to {(*found, 'none')[same : same + 1]}",
        "begin_next: the first of the queue",
    )


@judges(QUEUE, QUEUE_486, QUEUE_4)
def disk_queue(run: Outcome) -> None:
    """Many requests of several environments: all that is read and written is right"""
    hint = "move_on: at each end the next request begins, until there is none"
    count = run.run.cmdline.count("diskqueue")
    for number in range(count):
        line = f"diskqueue: {number} wrong words 0"
        run.require(line in run.said(), line, "; ".join(run.said()) or run.describe_ending(), hint)
    run.require_off()
    few = re.search(r"sectors=(\d+)", run.run.cmdline)
    sectors = int(few[1]) if few else VOLUME_SECTORS
    require_sectors(run, {0: written(run, 0, sectors)}, hint)
    require_frames_back(run)
    require_disk_idle(run)


def judge_who_runs(run: Outcome) -> None:
    """Who waited for the disk gets the processor at its interrupt; no other one takes it away."""
    heard = run.number("heard")
    run.require(
        heard == 1,
        "who was woken by the disk's interrupt runs next (it answers 1)",
        f"it answers {heard}: the program that it struck goes on to the end of its slice",
        "move_on: pass on what end() says of the request that was at the disk",
        "heard",
    )
    for key, what in (("unheard", "no one waits for"), ("unfinished", "has not ended")):
        found = run.number(key)
        run.require(
            found == 0,
            f"an interrupt for a request that {what} leaves the processor to whom it struck (0)",
            f"it answers {found}: another one is looked for",
            "end, move_on: true only if somebody was woken",
            key,
        )


def judge_patience(run: Outcome) -> None:
    """Each request that the disk does not answer is given up, when it has had its time."""
    slices = run.number("slices")
    hint = "begin_next: patience_left is patience again for each request, the first one, too"
    for key in ("first", "next", "behind", "after_answer"):
        found = run.number(key)
        given_up = f"given up after {found} slices" if found else "it is waited for without an end"
        wanted = f"a request that the disk never answers ({key}) given up after {slices} slices"
        run.require(found == slices, wanted, given_up, hint, key)
    hint = "move_on: a disk that is working has new patience"
    require_results(run, {"alive": slices}, hint)
    judge_who_runs(run)
    require_results(run, {"begun": 8, "given_up": 5})
    run.require_off()


@judges(ERRORS, PATIENCE)
def disk_errors(run: Outcome) -> None:
    """An end, an error or no answer reaches who asked, nobody else, and the disk goes on"""
    if run.run.name == PATIENCE.name:
        judge_patience(run)
        return
    bad = dict.fromkeys("bad_write bad_read between written".split(), IO)
    require_results(run, bad, "move_on: a request has succeeded only if the state is IDE_DONE")
    good = dict.fromkeys("good_write good_read before behind".split(), 0)
    require_results(run, good, "move_on: the request at the disk has ended, not another")
    require_results(run, {"sector": 1})
    found = " ".join(run.values("theirs"))
    run.require(found == "0 0", "the other environment's requests: 0 0", found)
    run.require_off()
    require_accounted(run)
    require_disk_idle(run)


@judges(REVOKED)
def disk_revoked(run: Outcome) -> None:
    """A request whose binding is revoked while it waits for its turn never begins"""
    sector = run.number("sector")
    hint = "begin_next: binding_exists(), when its turn has come"
    results = {"refused": BAD_BINDING, "next": 0, "later": BAD_BINDING}
    require_results(run, results, hint)
    run.require_off()
    found = run.files.sectors(sector, 1)
    run.require(found == original(sector, 1), f"sector {sector} as it was", "written to", hint)
    require_accounted(run)
    require_disk_idle(run)


@judges(END, END_DMA, END_4)
def disk_end(run: Outcome) -> None:
    """Who ends with requests under way leaves no frame to the disk that others may have"""
    hint = "begin_next: AT_DISK, or forget_all() frees what the disk is writing to"
    require_results(run, {"frames": 32, "requests": 16, "died": BAD_ENV})
    run.values("mine", hint)
    require_results(run, {"mine": 0}, hint)
    require_results(run, {"kept_or_later": 32}, f"{hint}; it keeps those, till its end, no others")
    run.require_off()
    if run.run.hardware.cpus == 1:
        require_accounted(run)
    require_disk_idle(run)


# Sectors of the volume that user/diskfuzz.c may have written.
FUZZED = (64, 64 + 512)


@judges(FUZZ, FUZZ_4)
def disk_robust(run: Outcome) -> None:
    """Thousands of random calls write no sector that their callers may not, and leave nothing"""
    run.require_off()
    run.require("diskfuzz: all have ended" in run.said(), "an end of all", run.describe_ending())
    start, end = FUZZED
    changed = run.files.sectors(start, end - start)
    require_sectors(run, {start: changed}, "binding_allows() and check() say who may write what")
    held = len(require_bindings(run).held())
    run.require(held == 0, "no binding left when all have ended", str(held))
    require_disk_idle(run)
    require_frames_back(run)
