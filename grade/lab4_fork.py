# SPDX-License-Identifier: MIT
"""The tests of lab 4: fork, which the library makes."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Iterator

from lab2 import PAGE, show
from lab3 import (
    reports,
    require_all_back,
    require_page_fault,
    require_said,
    require_survival,
    require_trap,
)
from lab4 import (
    BAD_ENV,
    COW,
    NOT_RUNNABLE,
    NO_MEM,
    READ_ONLY,
    READ_WRITE,
    RIGHTS,
    SHARE,
    Environment,
    environment,
    nonce_of,
    preempted,
    require_accounted,
    require_results,
)
from lab4_calls import AREA, entry
from lab4_upcalls import came_back
from memory import PRESENT, USER, WRITE
from model import DEFAULT_LIMIT, Outcome, judges

# 4.10: fork, which the library makes of all that

FORK_MARKS = preempted("fork_marks", "ktest=count run=forkmarks,hello")
FORK_COPYING = preempted("fork_copying", "ktest=count run=forkcopying,hello")
FORK_GENERATIONS = preempted("fork_generations", "ktest=count run=forkgenerations,hello")
FORK_FAULTS = preempted("fork_faults", "ktest=count run=forkfaults,hello")
FORK_TREE = preempted("fork_tree", "ktest=count run=forktree,forktree,hello")
FORK_NO_MEMORY = preempted(
    "fork_no_memory", "ktest=scarce,count scarce=200 run=forkpoor", limit=2 * DEFAULT_LIMIT
)
WAITS = preempted("waits", "ktest=count run=waits,hello")

# user/forkpages.h: pages that an earlier fork has marked; that the child writes, and the parent.
ELDERS, CHILD_WRITES, PARENT_WRITES = {8, 9}, {2, 4, 6, 7, 9}, {5, 6}
KINDS = {n: READ_WRITE for n in range(10)} | {
    1: READ_ONLY,
    2: READ_WRITE | SHARE,
    3: READ_ONLY | SHARE,
    7: READ_WRITE | 0x200,
}
FAR, TABLE, NFAR = 0x20000000, 1 << 22, 24
MARKED = PRESENT | USER | COW


def fork_pages() -> Iterator[tuple[int, int, int, bool, bool]]:
    """Address, number in the contents, rights before the fork, and who writes: parent, child."""
    for n, rights in KINDS.items():
        yield AREA + n * PAGE, n, rights, n in PARENT_WRITES, n in CHILD_WRITES
    for n in range(NFAR):
        yield FAR + n * TABLE, 100 + n, READ_WRITE, False, n % 5 == 0


def family(run: Outcome) -> tuple[Environment, Environment]:
    """Parent and child of user/forkpages.h, which have both stopped."""
    parent, child = environment(run, "fork_parent"), environment(run, "fork_child")
    for env in (parent, child):
        run.require(env.status == NOT_RUNNABLE, "both stopped", f"{env.ident:08x}: {env.status}")
    found = child.field("env_parent_id")
    run.require(found == parent.ident, f"the child's parent {parent.ident:08x}", f"{found:08x}")
    return parent, child


def require_contents(run: Outcome, parent: Environment, child: Environment) -> None:
    """Each must have what was written before the fork, and by itself; and all of what is shared."""
    for address, number, rights, by_parent, by_child in fork_pages():
        before = nonce_of(run) + number & 0xFFFFFFFF
        written = before ^ 0xFFFFFFFF
        ours = before ^ 0x55555555 if by_parent else before
        theirs = written if by_child else before
        if rights & SHARE:
            ours = theirs
        for who, env, wanted in (("parent", parent, ours), ("child", child, theirs)):
            found = env.word(address)
            shown = "nothing" if found is None else f"{found:08x}"
            run.require(found == wanted, f"{who}: {wanted:08x} at {address:#010x}", shown)
            last, kept = env.word(address + PAGE - 4), nonce_of(run) ^ number
            where = f"at the end of the page {address:#010x}, as before the fork"
            run.require(last == kept, f"{who}: {kept:08x} {where}", f"{last or 0:08x}")


def require_own_state(run: Outcome, name: str, parent: Environment, child: Environment) -> None:
    """The child must know itself, and have upcalls and an exception stack of its own."""
    variable = run.build.program(name).symbols["thisenv"].address
    for env in (parent, child):
        found = env.word(variable) or 0
        run.require(
            found == env.address,
            f"thisenv of {env.ident:08x}: {env.address:#010x}",
            f"{found:#010x}",
            "fork_by: the child sets its own thisenv",
        )
    for trap in range(20):
        ours, theirs = (env.field("env_upcalls", trap) for env in (parent, child))
        run.require(ours == theirs, f"upcall {trap} at {ours:#x}", f"{theirs:#x}", "fork_upcalls()")
    stack = run.build.constants["UXSTACKTOP"] - PAGE
    pages = [env.space.lookup(stack) for env in (parent, child)]
    for page in pages:
        good = page is not None and page.entry & RIGHTS == READ_WRITE
        run.require(good, "an exception stack, with PTE_W and no mark", entry(page))
    frames = {page.physical for page in pages if page}
    hint = "a page fault on a stack that two share would write over the other's frame"
    run.require(len(frames) == 2, "an exception stack for each", "they share one", hint)


def require_fork_page(
    run: Outcome,
    parent: Environment,
    child: Environment,
    address: int,
    wanted: tuple[int, int, bool],
) -> None:
    """Rights of the page in parent and child, and whether it is the same frame."""
    ours, theirs, same = wanted
    pages = []
    for who, env, rights in (("parent", parent, ours), ("child", child, theirs)):
        page = env.space.lookup(address)
        found = entry(page)
        expected = f"rights {rights:#x}"
        run.require(found == expected, f"{who}: {address:#010x} {expected}", found)
        assert page is not None
        pages.append(page.physical)
    run.require(
        (pages[0] == pages[1]) == same,
        f"{address:#010x}: {'one frame for both' if same else 'a frame for each'}",
        f"frames {pages[0] // PAGE:#x} and {pages[1] // PAGE:#x}",
    )


@judges(FORK_MARKS)
def fork_marks(run: Outcome) -> None:
    """After a fork, what could be written is marked PTE_COW in parent and child until it is"""
    parent, child = family(run)
    for address, number, rights, by_parent, by_child in fork_pages():
        if rights & SHARE or not rights & WRITE:
            require_fork_page(run, parent, child, address, (rights, rights, True))
            continue
        marked = rights & ~WRITE | COW
        ours = rights if by_parent else marked
        theirs = rights if by_child else marked
        same = not by_parent and not by_child
        require_fork_page(run, parent, child, address, (ours, theirs, same))
    text = run.build.constants["UTEXT"]
    require_fork_page(run, parent, child, text, (READ_ONLY, READ_ONLY, True))
    require_survival(run)


@judges(FORK_MARKS)
def fork_writes(run: Outcome) -> None:
    """What one writes, the other does not see, but where both want to; each knows itself"""
    parent, child = family(run)
    require_contents(run, parent, child)
    require_own_state(run, "forkmarks", parent, child)
    run.require(not list(reports(run)), "no program ended by an exception", "there is one")
    require_accounted(run)


@judges(FORK_COPYING)
def fork_copying(run: Outcome) -> None:
    """fork_copying copies at once what could be written, and marks nothing"""
    parent, child = family(run)
    for address, number, rights, _, _ in fork_pages():
        ours = MARKED if number in ELDERS else rights
        same = bool(rights & SHARE) or not rights & WRITE
        require_fork_page(run, parent, child, address, (ours, rights, same))
    for page in child.pages().values():
        run.require(not page.entry & COW, "nothing marked in the child", show(page))
    require_contents(run, parent, child)
    require_own_state(run, "forkcopying", parent, child)
    require_accounted(run)


@judges(FORK_GENERATIONS)
def fork_generations(run: Outcome) -> None:
    """Children and grandchildren have what was written before they were made"""
    frames: list[set[int]] = [set(), set()]
    for name, values in (
        ("0", (0, 700, 2, 3, 404, 5, 606, 7)),
        ("1", (0, 101, 2, 303, 4, 5, 6, 7)),
        ("11", (0, 101, 202, 3, 4, 5, 6, 7)),
        ("2", (0, 1, 2, 3, 404, 505, 6, 7)),
    ):
        env = environment(run, f"generation{name}")
        for number, value in enumerate(values):
            found = env.word(AREA + number * PAGE)
            wanted = nonce_of(run) + value & 0xFFFFFFFF
            shown = "nothing" if found is None else f"{found:08x}"
            text = f"{wanted:08x} (nonce + {value}) on page {number} of generation {name}"
            run.require(found == wanted, text, shown)
        for number, kept in enumerate((0, 7)):
            page = env.space.lookup(AREA + kept * PAGE)
            assert page is not None
            run.require(page.entry & RIGHTS == MARKED, "a mark on an unwritten page", entry(page))
            frames[number].add(page.physical)
    run.require(all(len(f) == 1 for f in frames), "one frame of what nobody wrote", str(frames))
    require_survival(run)
    require_accounted(run)


@judges(FORK_FAULTS)
def fork_faults(run: Outcome) -> None:
    """After a fork, all other page faults are the program's own, wherever they are"""
    numbers = run.build.constants
    table, empty, kernel = 0x10000000, 0x30000000, numbers["KERNBASE"]
    faults = [(table, 7), (table + PAGE, 6), (table + PAGE, 4), (empty, 6), (empty, 4)]
    faults += [(numbers["UTEXT"], 7), (numbers["UENVS"], 7), (numbers["KSTACKTOP"] - PAGE, 7)]
    faults += [(kernel, 7), (kernel, 5)]
    for who in ("parent", "child"):
        for (address, code), found in zip_longest(faults, came_back(run, who)):
            run.require(
                found == f"{address:08x} {code}",
                f"{who}: a fault at {address:08x}, error code {code}, in its handler",
                found or "nothing more",
                "cow_fault: false for all but a write to a marked page; from UTOP up the program "
                "cannot read its page tables",
            )
    report = require_trap(run, "forkfaults", 14, 7)
    require_page_fault(run, "forkfaults", "write", numbers["KSTACKTOP"] - PAGE, 7)
    where = report.function or f"{report.eip:#x}"
    run.require(where == "last_write", "the child ended where it did it: in last_write", where)
    require_said(run, "forkfaults: done")
    require_survival(run)
    require_all_back(run)


@judges(FORK_TREE)
def fork_tree(run: Outcome) -> None:
    """Two trees of forks: each node once, an environment that knows its id; all gone in the end"""
    nodes = re.findall(r"node \[([01]*)\] (\w+) (\w+)", "\n".join(run.said()))
    names = ["", *(format(i, f"0{n}b") for n in (1, 2, 3) for i in range(1 << n))]
    found = sorted(name for name, _, _ in nodes)
    run.require(found == sorted(names * 2), f"each of {names} twice", str(found))
    for name, known, ident in nodes:
        hint = "fork_by: the child sets its own thisenv"
        run.require(known == ident, f"thisenv of node {name}: {ident}", known, hint)
    ids = {ident for _, _, ident in nodes}
    run.require(len(ids) == 30, "30 environments", str(len(ids)))
    require_survival(run)
    require_all_back(run)


@judges(FORK_NO_MEMORY)
def fork_no_memory(run: Outcome) -> None:
    """A fork that runs out of memory half-way leaves nothing behind"""
    require_said(run, "forkpoor: done")
    for key in ("poor_fork", "poor_copying"):
        attempts = [[int(w) for w in s.split()[1:]] for s in run.said() if s.startswith(key)]
        run.require(len(attempts) == 24, f"{key}: 24 attempts", f"{len(attempts)} with an answer")
        for result, keep, before, after in attempts:
            run.require(
                result in (1, NO_MEM), f"{key} with {keep} frames: a child or -4", str(result)
            )
            run.require(
                before == after == keep,
                f"{key} with {keep} frames free: as many after it",
                f"{before} before, {after} after",
                "fork_by: destroy the child on every error",
            )
        failed = [keep for result, keep, _, _ in attempts if result == NO_MEM]
        good = [keep for result, keep, _, _ in attempts if result == 1]
        run.require(len(failed) >= 5, f"{key}: 5 failures and more", str(len(failed)))
        run.require(good and max(failed) < min(good), "with enough memory a child", str(good))
    run.require_off()
    require_all_back(run)


@judges(WAITS)
def fork_wait(run: Outcome) -> None:
    """Who waits for the end of an environment hears of it, however many there are"""
    found = came_back(run, "waited")
    run.require(found == ["0 -2"] * 4, "4 that waited: 0, and -E_BAD_ENV again", str(found))
    require_results(run, dict.fromkeys(("wait_self", "wait_zero", "wait_nobody"), BAD_ENV))
    require_said(run, "waits: done")
    require_survival(run)
    require_all_back(run)
