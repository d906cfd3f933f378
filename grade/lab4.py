# SPDX-License-Identifier: MIT
"""What the tests of lab 4 look with, and those of turns.

Environments that stay (user/stay.h) are looked at when all is over. Nothing here relies on the
order in which environments run that do not wait for each other: a time slice may end anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional

from lab2 import PAGE, frame_table
from lab3 import require_survival
from memory import PRESENT, USER, WRITE, AddressSpace, Mapping, NotMapped
from model import DEFAULT_LIMIT, Outcome, Run, judges

SHARE, COW = 0x400, 0x800  # inc/lib.h
READ_ONLY, READ_WRITE = PRESENT | USER, PRESENT | USER | WRITE
RIGHTS = 0xE00 | READ_WRITE  # what a program may ask for: PTE_SYSCALL
BAD_ENV, INVAL, NO_MEM, NO_FREE_ENV, IN_USE = -2, -3, -4, -5, -17
FREE, RUNNABLE, NOT_RUNNABLE = 0, 2, 4  # env_status


# What all exercises' tests look with


def preempted(name: str, cmdline: str, limit: int = DEFAULT_LIMIT) -> Run:
    """A run that another seed interrupts elsewhere: nothing here depends on where.

    Its programs enter the kernel by int: what is judged here needs no sysenter.
    """
    return Run(name, f"{cmdline} nosysenter", limit=limit, preempted=True)


def nonce_of(run: Outcome) -> int:
    """The nonce as programs take it for a number (user/stay.h)."""
    return int(run.nonce, 16)


@dataclass(frozen=True)
class Environment:
    """A slot of the kernel's table, read from outside."""

    run: Outcome
    address: int

    def field(self, name: str, index: int = 0) -> int:
        """A field of four bytes, or an element of an array of such."""
        return self.run.space().word(self.address + self.run.build.env_offset(name) + 4 * index)

    @property
    def ident(self) -> int:
        """env_id."""
        return self.field("env_id")

    @property
    def status(self) -> int:
        """env_status."""
        return self.field("env_status")

    @property
    def name(self) -> str:
        """env_name."""
        return self.run.space().string(self.address + self.run.build.env_offset("env_name"), 32)

    @property
    def space(self) -> AddressSpace:
        """Its address space."""
        return self.run.space(self.field("env_pgdir") - self.run.build.constants["KERNBASE"])

    def saved(self, word: int) -> int:
        """A word of its trap frame (inc/trap.h)."""
        return self.run.space().word(self.address + 4 * word)

    def pages(self, start: int = 0, end: Optional[int] = None) -> dict[int, Mapping]:
        """What it has mapped below UTOP, or in [start, end)."""
        limit = self.run.build.constants["UTOP"] if end is None else end
        return {page.virtual: page for page in self.space.pages(start, limit)}

    def word(self, address: int) -> Optional[int]:
        """What it has in memory there."""
        try:
            return self.space.word(address)
        except NotMapped:
            return None


# Words of a trap frame.
EDI, ESI, EBP, EBX, EDX, ECX, EAX, ES, DS = 0, 1, 2, 4, 5, 6, 7, 8, 9
EIP, CS, EFLAGS, ESP, SS = 12, 13, 14, 15, 16


def slot(run: Outcome, ident: int) -> Environment:
    """The slot that an id names, whoever is in it now."""
    size = run.build.kernel.symbols["env_table"].size // run.build.constants["NENV"]
    return Environment(run, run.build.constants["UENVS"] + size * (ident & 1023))


def living(run: Outcome) -> Iterator[Environment]:
    """All environments that are still there."""
    count, table = run.build.constants["NENV"], run.build.constants["UENVS"]
    size = run.build.kernel.symbols["env_table"].size // count
    status = run.build.env_offset("env_status")
    data = run.space().read(table, count * size)
    for number in range(count):
        if int.from_bytes(data[number * size + status :][:4], "little") != FREE:
            yield slot(run, number)


def environment(run: Outcome, key: str) -> Environment:
    """The one whose id a program has reported as key; it must have stayed."""
    ident = int(run.values(key)[0], 16)
    env = slot(run, ident)
    there = env.ident == ident and env.status != FREE
    run.require(there, f"environment {ident:08x} ({key}) still there", "it has ended")
    return env


def require_results(run: Outcome, wanted: dict[str, int], hint: str = "") -> None:
    """Calls must have returned these values, each reported as "key value"."""
    for key, value in wanted.items():
        found = " ".join(run.values(key, hint))
        run.require(found == str(value), f"{key}: {value}", found, hint, key)


def later_stacks(run: Outcome) -> int:
    """The frames of the kernel stacks of more processors, which start after frames were counted."""
    return (run.run.hardware.cpus - 1) * run.build.constants["KSTKSIZE"] // PAGE


def require_accounted(run: Outcome) -> None:
    """Each frame that was free before the first program is free, or living environments use it.

    And each of these is counted as often as it is used.
    """
    uses: dict[int, int] = {}
    for env in living(run):
        directory = env.space.directory
        tables = set(run.physical.words(directory, 0xEEC00000 >> 22))
        for address in [directory, *(entry & ~0xFFF for entry in tables if entry & PRESENT)]:
            uses[address] = uses.get(address, 0) + 1
        for page in env.pages().values():
            uses[page.physical] = uses.get(page.physical, 0) + 1
    table = frame_table(run)
    for address, count in sorted(uses.items()):
        frame = table[address // PAGE]
        run.require(
            (frame.references, frame.free) == (count, False),
            f"frame {frame.number:#x}: {count} references, for as many uses",
            f"{frame.references} references{', free' if frame.free else ''}",
        )
    free = sum(frame.free for frame in table)
    wanted = run.number("nfree") - later_stacks(run) - len(uses)
    run.require(
        free == wanted,
        f"{wanted} free frames: all of before, less the {len(uses)} of the environments left",
        f"{free}",
        "a frame that nobody uses must be given back, on every way out",
    )


# 4.4: turns

YIELD_TO = preempted("yield_to", "ktest=count run=yieldto,yieldto,yieldto,hello")
YIELD_BAD = preempted("yield_bad", "ktest=bystander run=yieldbad,hello")


@judges(YIELD_TO)
def yield_to_turns(run: Outcome) -> None:
    """Two environments give each other their turns, and nobody else gets one in between"""
    found = re.findall(r"yieldto (\w+) gave (\d+) turns, then (-?\d+)", "\n".join(run.said()))
    run.require(len(found) == 3, "three environments that end", f"{len(found)} lines")
    turns = {int(ident, 16): (int(given), int(last)) for ident, given, last in found}
    first, second, third = (slot(run, ident) for ident in sorted(turns, key=lambda i: i & 1023))
    # Where the timer ended the turn of one, the other comes to its turn without being given it.
    slices = sum(env.field("env_slices") for env in (first, second, third))
    for env in (first, third):
        given = turns[env.ident][0]
        run.require(given >= 99 - slices, "a hundred turns given by each of the two", str(given))
        runs = env.field("env_runs")
        run.require(runs >= 100 - slices, "env_runs of the two: at least 100", str(runs))
    run.require(turns[third.ident][1] == BAD_ENV, "-E_BAD_ENV in the end", str(turns[third.ident]))
    runs = second.field("env_runs")
    run.require(
        runs <= 8 + slices,
        "few turns for the one between: it is not asked",
        f"it had {runs}; {slices} time slices were used up",
        "sys_yield_to: sched_hand_over() runs the one that was named, not the first on the queue",
    )
    require_survival(run)


@judges(YIELD_BAD)
def yield_to_errors(run: Outcome) -> None:
    """A turn is not given to who is not there, runs already, or is not to run"""
    names = {key: BAD_ENV for key in ("yield_nobody", "yield_stale", "yield_free")}
    names.update({key: INVAL for key in ("yield_self", "yield_zero", "yield_stopped")})
    require_results(run, names, "sys_yield_to: envid2env(), then env_status")
    require_survival(run)
