# SPDX-License-Identifier: MIT
"""The tests of lab 4, first part: locks, several processors, and the end of a time slice."""

from __future__ import annotations

import re
from dataclasses import replace

from lab2 import PAGE, frame_table, show
from lab3 import require_survival
from lab4 import later_stacks
from model import DEFAULT_LIMIT, Ending, Outcome, Run, judges
from qemu import Hardware

# The BIOS starts the processors, too: of four, that takes 105 million instructions, of eight 150.
SMP_LIMIT = 250_000_000
LONG_LIMIT = 400_000_000
FOUR = Hardware(cpus=4)


def crew(
    name: str, programs: str, hardware: Hardware = Hardware(), more: str = "", limit: int = 0
) -> Run:
    """A run of these programs side by side, "a*3 b" being three of a and one of b.

    The frames are counted before. It is one of those that another seed interrupts elsewhere.
    """
    limit = limit or (DEFAULT_LIMIT if hardware.cpus == 1 else SMP_LIMIT)
    words: list[str] = []
    for word in programs.split():
        program, _, count = word.partition("*")
        words += [program] * int(count or 1)
    cmdline = f"ktest=count run={','.join(words)} {more}".strip()
    return Run(name, cmdline, hardware, limit=limit, preempted=True)


def require_frames_back(run: Outcome) -> None:
    """No frame is lost that was free before the first program; more processors have stacks."""
    stacks = later_stacks(run)
    wanted = run.number("nfree") - stacks
    free = sum(frame.free for frame in frame_table(run))
    run.require(
        free == wanted,
        f"{wanted} free frames at the end, as before the first program"
        + (f", less {stacks} of stacks" if stacks else ""),
        str(free),
        "every frame is given back, once, on whichever processor its last user ends",
    )


HELD = Run("lock_held", "ktest=lock_held")
ORDER = Run("lock_order", "ktest=lock_order")
TWICE = Run("lock_twice", "ktest=lock_twice")
NOT_HELD = Run("lock_not_held", "ktest=lock_not_held")
LEFT = Run("lock_left", "ktest=lock_left with=hello")
LEFT_IN_CALL = Run("lock_left_in_call", "ktest=lock_left_in_call run=hello")
RACE = Run("lock_race", "ktest=lock_race", FOUR, limit=SMP_LIMIT)

TOGETHER = tuple(crew(f"together{n}", f"together*{n}", Hardware(cpus=n)) for n in (1, 2, 4))
TOGETHER += (crew("together8", "together*8", Hardware(cpus=8), limit=LONG_LIMIT),)
# From power-on, with a BIOS that takes its time: under one seed only.
MP_TABLE = replace(crew("mp_table", "together*2", Hardware(cpus=2, acpi=False)), preempted=False)

# These take several slices of 10 ms.
OUTLAST = crew("outlast", "outlast hello yieldtest*2", limit=LONG_LIMIT)
OUTLAST_486 = crew("outlast_486", "outlast hello yieldtest*2", Hardware(cpu="486"), "", LONG_LIMIT)
SHARE = crew("share", "share*3", more="slice=60000")
NUDGED = Run("nudged", "ktest=nudge run=hello slice=500000000")
PATTERNS = crew("patterns", "patterns*3", more="slice=3000")
PATTERNS_4 = crew("patterns4", "patterns*6", FOUR, more="slice=12000")
KILL = crew("kill", "killspin hello", more="slice=20000")
KILL_4 = crew("kill4", "killspin hello", FOUR, more="slice=20000")


@judges(HELD)
def lock_held(run: Outcome) -> None:
    """cpu_held has a bit for each lock that the processor holds, and for no other"""
    for key, wanted in (("taken", "0 1 3 7"), ("given", "2 0"), ("alone", "2")):
        found = " ".join(run.values(key))
        run.require(found == wanted, f"cpu_held, {key}: {wanted}", found, "lock_bit() is the bit")
    waiting = [line for line in run.said() if line.startswith("waiting")]
    run.require(
        waiting == ["waiting 0"] * 3,
        "as many tickets served as were taken, of each lock",
        ", ".join(waiting),
        "unlock serves the next ticket",
    )
    run.require_off()


def require_lock_panic(run: Outcome, text: str, why: str) -> None:
    """The kernel must have panicked with this text, before it went on."""
    run.require("survived" not in run.said(), why, "the kernel went on")
    run.require_line(rf"^kernel panic.*: {text}", f"a panic: {text}")
    run.require(run.ending is Ending.OFF, "the run ends", run.describe_ending())


@judges(ORDER, TWICE)
def lock_order(run: Outcome) -> None:
    """A lock of the same or a lower rank than one that is held is a panic with its name"""
    name = "sched_lock" if run.run is ORDER else "memory_lock"
    require_lock_panic(run, f"{name} is taken while the locks 2 are held", "a panic in lock()")


@judges(NOT_HELD)
def lock_not_held(run: Outcome) -> None:
    """Giving back a lock that is not held is a panic with its name"""
    text = "memory_lock is given back by a processor that does not hold it"
    require_lock_panic(run, text, "a panic in unlock()")


@judges(LEFT, LEFT_IN_CALL)
def lock_left(run: Outcome) -> None:
    """A lock that is still held on the way into a program is a panic"""
    locks = 3 if run.run is LEFT else 2
    text = f"on the way to a program with the locks {locks} held"
    require_lock_panic(run, text, "no way into a program with a lock in hand")
    run.require("hello, world" not in run.said(), "the program never runs", "it did")


@judges(RACE)
def lock_fair(run: Outcome) -> None:
    """Processors enter in the order in which they came"""
    run.require(run.number("processors") == 4, "4 processors", str(run.number("processors")))
    run.require(
        run.number("inside") == 0,
        "nobody enters while the lock is held",
        f"{run.number('inside')} did",
    )
    came, entered = (" ".join(run.values(key)) for key in ("came", "entered"))
    run.require(entered == came, f"they enter as they came: {came}", entered, "fetch_and_add()")


@judges(RACE)
def lock_exclusive(run: Outcome) -> None:
    """Four processors count under a lock, and no count is lost"""
    run.values("finished", "a processor waits for ever: each ticket must be served")
    run.require(run.number("finished") == 1, "all processors come to the end", "some do not")
    run.require(run.number("together") == 1, "one inside at a time", str(run.number("together")))
    counted, wanted = run.values("counted")[0::2]
    run.require(counted == wanted, f"{wanted} counted", counted)
    run.require_off()


def cpu_field(run: Outcome, cpu: int, field: str, size: int = 1) -> int:
    """A field of what belongs to one processor."""
    numbers = run.build.constants
    base = numbers["KSTACKTOP"] - cpu * numbers["KSTACKSLOT"] - numbers["KSTACKRESERVED"]
    at = base + run.build.offset("kern/percpu.h", "Cpu", field)
    return int.from_bytes(run.space().read(at, size), "little")


def in_use(run: Outcome) -> int:
    """How many processors programs are told of."""
    at = run.build.constants["UINFO"]
    return run.space().word(at + run.build.offset("inc/kerninfo.h", "KernInfo", "ki_ncpus"))


@judges(*TOGETHER, MP_TABLE)
def smp_count(run: Outcome) -> None:
    """1, 2, 4 and 8 processors are found and started, by ACPI or by the MP table"""
    wanted = run.run.hardware.cpus
    run.require(in_use(run) == wanted, f"ki_ncpus = {wanted}", str(in_use(run)))
    ids = set()
    for cpu in range(wanted):
        run.require(
            cpu_field(run, cpu, "cpu_started") == 1,
            f"cpu_started of processor {cpu}",
            "it has not started",
            "start: INIT, then one startup interrupt, or two",
        )
        ids.add(cpu_field(run, cpu, "cpu_apic_id"))
    run.require(
        ids == set(range(wanted)), f"cpu_apic_id from 0 to {wanted - 1}", f"{sorted(ids)}"
    )


@judges(*TOGETHER, MP_TABLE)
def smp_runs(run: Outcome) -> None:
    """Every processor runs programs, all of them at the same time"""
    wanted = run.run.hardware.cpus
    found = re.findall(r"together: (\d+) at once, on processor (\d+)", "\n".join(run.said()))
    run.require(len(found) == wanted, f"a report of {wanted} programs", f"{len(found)}")
    run.require(
        all(int(most) == wanted for most, _ in found),
        f"{wanted} programs at once",
        ", ".join(most for most, _ in found),
    )
    run.require(
        {int(where) for _, where in found} == set(range(wanted)),
        f"one on each of the processors 0 to {wanted - 1}",
        ", ".join(where for _, where in found),
    )
    if run.run.hardware.acpi:
        run.require_off()


@judges(TOGETHER[3])
def smp_stacks(run: Outcome) -> None:
    """Each processor has a kernel stack of its own, with nothing mapped below it"""
    numbers = run.build.constants
    frames: set[int] = set()
    pages = (numbers["KSTACKSLOT"] - numbers["KSTKGAP"]) // PAGE
    for cpu in range(run.run.hardware.cpus):
        top = numbers["KSTACKTOP"] - cpu * numbers["KSTACKSLOT"]
        for address in range(top - pages * PAGE, top, PAGE):
            page = run.space().lookup(address)
            run.require(page, f"{address:#x}, stack of processor {cpu}, mapped", "it is not")
            assert page is not None
            run.require(page.permissions == "RW/--", f"{address:#x}: RW/--", show(page))
            frames.add(page.physical)
        below = list(run.space().pages(top - numbers["KSTACKSLOT"], top - pages * PAGE))
        run.require(not below, f"a guard below the stack of processor {cpu}", "it is mapped")
    wanted = run.run.hardware.cpus * pages
    run.require(len(frames) == wanted, f"{wanted} different frames", str(len(frames)))


@judges(OUTLAST, OUTLAST_486)
def timer_preempts(run: Outcome) -> None:
    """A program that never gives up the processor does not keep others from it"""
    lines = [line for line in run.said() if line.startswith("outlast")]
    run.require(
        lines == ["outlast: here I stay", "outlast: all others have ended"],
        "outlast sees the end of all others",
        "; ".join(lines) or "nothing",
        "handle_interrupt: when its turn is over, somebody else is next",
    )
    require_survival(run)


def env_field(run: Outcome, slot: int, field: str) -> int:
    """A field of what is, or last was, in a slot."""
    size = run.build.kernel.symbols["env_table"].size // run.build.constants["NENV"]
    at = run.build.constants["UENVS"] + size * slot
    return run.space().word(at + run.build.env_offset(field))


def require_uncounted(run: Outcome) -> None:
    """What other processors send ends a turn, perhaps, but is no slice used up."""
    require_survival(run)
    found = env_field(run, 0, "env_slices")
    run.require(
        found == 0,
        "env_slices 0 after interrupts from other processors (INT_WAKE, INT_FLUSH)",
        str(found),
        "handle_interrupt: count what INT_TIMER ends, nothing else",
    )
    runs = env_field(run, 0, "env_runs")
    run.require(runs == 2, "2 turns: INT_WAKE, and not INT_FLUSH, has ended one", str(runs))


@judges(SHARE, NUDGED)
def timer_slices(run: Outcome) -> None:
    """Programs that only compute share the processor evenly, and env_slices counts it"""
    if run.run is NUDGED:
        require_uncounted(run)
        return
    lines = [line for line in run.said() if line.startswith("share:")]
    run.require(len(lines) == 3, "a report by each of three programs", f"{len(lines)}")
    numbers = [[int(word) for word in re.findall(r"\d+", line)] for line in lines]
    # Whoever reports first still finds all others at it.
    own, _, *others = numbers[0]
    run.require(
        own >= 20 and all(abs(other - own) <= 2 for other in others),
        f"as many slices for the others as the {own} of the first",
        ", ".join(map(str, others)),
        "handle_interrupt: count what INT_TIMER ends, then sched_yield()",
    )
    rounds = [found[1] for found in numbers]
    run.require(
        max(rounds) <= 1.2 * min(rounds), "three rows of about as many rounds", f"{rounds}"
    )
    for slot in range(3):
        found = env_field(run, slot, "env_slices")
        run.require(20 < found < 30, f"env_slices of envs[{slot}]: 20 and a few", str(found))
    run.require_off()


@judges(PATTERNS, PATTERNS_4)
def timer_registers(run: Outcome) -> None:
    """Every register, x87 and SSE included, survives an interrupt at any point"""
    wanted = run.run.cmdline.count("patterns")
    lines = [line for line in run.said() if line.startswith("patterns:")]
    run.require(len(lines) == wanted, f"a report by each of {wanted} programs", f"{len(lines)}")
    for line in lines:
        good, of, slices = (int(word) for word in re.findall(r"\d+", line))
        run.require(good == of == 20, "all values kept in 20 of 20 rounds", line)
        often = run.run.cmdline.count("slice=") > 1 or slices >= 20
        run.require(often, "the timer interrupted it, and it was counted", line)
    run.require_off()
    require_frames_back(run)


@judges(KILL, KILL_4)
def timer_kill(run: Outcome) -> None:
    """A program that never enters the kernel by itself can be destroyed, wherever it runs"""
    wanted = "killspin: 3 of 3 are gone"
    found = next((line for line in run.said() if line.startswith("killspin")), "nothing")
    run.require(found == wanted, wanted, found)
    require_survival(run)
    require_frames_back(run)
