# SPDX-License-Identifier: MIT
"""The tests of lab 4: turns, upcalls, environments and pages given out by programs, and fork.

Environments that stay (user/stay.h) are looked at when all is over. Nothing here relies on the
order in which environments run that do not wait for each other: a time slice may end anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Iterator, Optional

from lab2 import PAGE, Frame, frame_table, show
from lab3 import (
    Report,
    reports,
    require_all_back,
    require_page_fault,
    require_refused,
    require_said,
    require_survival,
    require_trap,
)
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
        found = " ".join(run.values(key))
        run.require(found == str(value), f"{key}: {value}", found, hint)


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


# 4.5: upcalls. These programs get their exception stacks from kern/test/lab4.c.


def with_stacks(name: str, *names: str, more: str = "") -> Run:
    """A run of programs that have an exception stack from the start."""
    line = f"ktest=count,stacks stacks={','.join(names)} {more} run=faultnostack,hello nosysenter"
    return Run(name, " ".join(line.split()), preempted=True)


UPCALLS = with_stacks("upcalls", "upcalls")
UPCALL_FPU = with_stacks("upcall_fpu", "upcallfpu", "upcallfpu")
UPCALL_NO_FPU = with_stacks("upcall_no_fpu", "upcallfpu", more="nofpu")
UPCALL_STACK = with_stacks(
    "upcall_stack", "upcallstack", "upcallfull", more="readonly=faultrostack"
)
UPCALL_BAD = with_stacks("upcall_bad", "faultevilhandler", "faultbadhandler", "faulthighhandler")

# What each program raises: trap number, error code, address, and how far below the stack pointer of
# the caller.
RAISED = {
    "divide": (0, 0, 0, 4),
    "debug": (1, 0, 0, 4),
    "breakpoint": (3, 0, 0, 4),
    "overflow": (4, 0, 0, 4),
    "bound": (5, 0, 0, 12),
    "illegal": (6, 0, 0, 4),
    "privileged": (13, 0, 0, 4),
    "selector": (13, 0x28, 0, 4),
    "vector": (13, 14 * 8 + 2, 0, 4),
    "read": (14, 4, 0xA0000123, 4),
    "write": (14, 6, 0xA0000FFF, 4),
    "text": (14, 7, -1, 4),
    "kernel": (14, 5, 0xF0100004, 4),
    "jump": (14, 4, 0xA0000777, 4),
    "align": (17, 0, 0, 4),
}


@judges(UPCALLS)
def upcall_causes(run: Outcome) -> None:
    """Each exception that a program can raise reaches its upcall as what it is, where it was"""
    symbols = run.build.program("upcalls").symbols
    for name, (trap, error, address, depth) in RAISED.items():
        # QEMU before version 9 checks no alignment. That it would have to can be seen all the same.
        if name == "align" and run.stopped and "nothing align" in run.said():
            require_enabled(run, "CR0", CR0_AM, "alignment is checked")
            continue
        eip = 0xA0000777 if name == "jump" else symbols[f"eip_{name}"].address
        wanted = f"{trap} {error:x} {eip if address == -1 else address:08x} {eip:08x} {depth}"
        line = next((s for s in run.said() if s.startswith(f"caught {name} ")), "")
        run.require(
            line == f"caught {name} {wanted}",
            f"{name}: trap, error code, address, eip, depth of the stack: {wanted}",
            line or "its upcall is not called",
            "upcall_deliver: the frame is made of curenv->env_tf",
        )


CR0_NE, CR0_AM, CR4_OSXMMEXCPT = 1 << 5, 1 << 18, 1 << 10


def require_enabled(run: Outcome, register: str, bit: int, what: str) -> None:
    """The processor must have been told to raise an exception."""
    value = run.machine.register(register)
    run.require(value & bit, f"{what}: {bit:#x} in {register}", f"{register} = {value:#x}")


@judges(UPCALL_FPU, UPCALL_NO_FPU)
def upcall_fpu(run: Outcome) -> None:
    """Exceptions of x87 and SSE reach their upcalls, however late they are noticed"""
    symbols = run.build.program("upcallfpu").symbols
    without = run.run.name == UPCALL_NO_FPU.name
    wanted = ["device 7"] if without else ["x87 16"] * 2 + ["simd 19"] * 2
    # QEMU raises no exceptions of SSE (seen in 7.2).
    if run.stopped and not without and "nothing simd" in run.said():
        require_enabled(run, "CR4", CR4_OSXMMEXCPT, "SSE raises exceptions")
        wanted = wanted[:2]
    caught = sorted(line for line in run.said() if line.startswith("caught "))
    lines = [f"caught {w} 0 00000000 {symbols['eip_' + w.split()[0]].address:08x}" for w in wanted]
    run.require(
        caught == sorted(lines),
        "trap, error code, address, eip:\n" + "\n".join(lines),
        "\n".join(caught) or "no upcall is called",
        "upcall_deliver: the frame is made of curenv->env_tf",
    )
    if not without:
        kept = run.said().count("x87 kept")
        run.require(kept == 2, "an upcall finds the FPU as it was, in 2 programs", f"in {kept}")
    require_survival(run)


FL_RF = 0x10000
FLAGS_OFF = 0x100 | 0x400 | 0x3000 | 0x4000 | 0x40000  # FL_OFF_IN_UPCALL


@judges(UPCALLS)
def upcall_state(run: Outcome) -> None:
    """The frame holds all registers and flags; the upcall begins without those that disturb it"""
    nonce = nonce_of(run)
    words = [int(word, 16) for word in run.values("state")]
    eip = run.build.program("upcalls").symbols["eip_state"].address
    ones = (0, 0xFFFFFFFF, *(0x11111111 * n for n in range(1, 6)))
    wanted = [eip, 0, *(nonce ^ bits for bits in ones)]
    # Not IOPL, which a program cannot change; but IF. RF is set for a fault (SDM 3B, 17.3.1.1), not
    # by QEMU.
    wanted[1] = 0x44CD7 | 0x200
    words[1] &= ~FL_RF
    shown = " ".join(f"{word:08x}" for word in [*words[:2], *words[3:]])
    text = " ".join(f"{word:08x}" for word in wanted)
    run.require(shown == text, f"eip, eflags, edi, esi, ebp, ebx, edx, ecx, eax: {text}", shown)
    run.require(
        not words[2] & FLAGS_OFF and words[2] & 0x200,
        "an upcall begins without TF, DF, NT and AC, and with IF",
        f"eflags = {words[2]:#x}",
        "upcall_deliver: FL_OFF_IN_UPCALL",
    )
    require_said(run, "unanswerable 11 of 11", "not_ours -2 -2")
    require_trap(run, "upcalls", 6)
    require_survival(run)


@judges(UPCALL_STACK)
def upcall_nested(run: Outcome) -> None:
    """An exception in an upcall goes below it on the exception stack, with a word between"""
    top = run.build.constants["UXSTACKTOP"]
    places = [s.split()[1:] for s in run.said() if s.startswith("place ")]
    run.require(len(places) == 13, "13 exceptions", f"{len(places)} caught")
    for wanted, saved, began in ((int(word, 16) for word in place) for place in places):
        on_it = top - PAGE <= wanted < top
        where = (wanted - 4 if on_it else top) - 56
        run.require(
            (saved, began) == (wanted, where),
            f"esp {wanted:#010x}: the frame at {where:#010x}",
            f"at {began:#010x}, with esp {saved:#010x} in it",
            "upcall_deliver: on_exception_stack(), and 4 bytes for the handler's return",
        )
    require_lost(run, "upcallstack", 6, "full")
    report = require_lost(run, "upcallfull", 6, "full")
    count = 1 + (PAGE - 56) // 60
    run.require(
        f"ebx {count:08x}" in report.details,
        f"room for {count} frames: ebx {count:08x} in the report",
        (re.findall(r"ebx \w+", report.details) or ["nothing"])[0],
    )
    require_survival(run)


def require_lost(run: Outcome, name: str, trap: int, why: str) -> Report:
    """The program must have ended for this exception, and the kernel said why it had no upcall."""
    run.require_line(
        rf"^\[\w{{8}}\] {name}: its upcall is not called: .*{why}",
        f"a line that says why {name}'s upcall is not called: {why}",
        "upcall_deliver: say_lost()",
    )
    return require_trap(run, name, trap, 6 if trap == 14 else 0)


@judges(UPCALL_STACK)
def upcall_lost(run: Outcome) -> None:
    """Without an exception stack that can be written the program ends, for what it did"""
    for name in ("faultnostack", "faultrostack"):
        report = require_lost(run, name, 14, "no exception stack")
        require_page_fault(run, name, "write", 0, 6)
        where = report.function or f"{report.eip:#x}"
        run.require(where == "umain", f"{name} ended where it did it: in umain", where)
    require_survival(run)
    require_all_back(run)


@judges(UPCALL_BAD)
def upcall_bad_handler(run: Outcome) -> None:
    """An upcall at an address where a program cannot execute ends the program, nothing else"""
    for name, address, error in (
        ("faultevilhandler", 0xF0100020, 5),
        ("faultbadhandler", 0xDEADBEEF, 4),
        ("faulthighhandler", 0xFFFFFFFF, 4),  # no memory of this machine lies there
    ):
        require_page_fault(run, name, "execution", address, error)
    require_survival(run)
    require_all_back(run)


# 4.6: environments made by programs

EXOFORK = Run("exofork", "ktest=count run=exofork,hello", preempted=True)
FORK_ALL = preempted("fork_all", "ktest=count run=exoforkmany")
FORK_POOR = preempted("fork_poor", "ktest=scarce,count scarce=60 run=exoforkmany")
STATUS = Run("set_status", "ktest=status")
MEANWHILE = Run("set_status_meanwhile", "ktest=status_meanwhile run=breakpoint,breakpoint,hello")
TRAPFRAME = preempted("trapframe", "ktest=bystander run=trapframe,ptrframe,hello")


def of_nonce(run: Outcome) -> tuple[int, ...]:
    """Values that programs load: for edi, esi, ebp, ebx, edx, ecx and eax."""
    ones = (0, 0xFFFFFFFF, *(0x11111111 * n for n in range(1, 6)))
    return tuple(nonce_of(run) ^ bits for bits in ones)


def extended(value: int) -> bytes:
    """A whole number greater than 0 as the FPU has it in a register (SDM 1, 4.2.2)."""
    length = value.bit_length()
    return (value << 64 - length).to_bytes(8, "little") + (16382 + length).to_bytes(2, "little")


def fpu_top(run: Outcome, env: Environment) -> bytes:
    """ST(0) of an environment that does not run, from where kern/fpu.c keeps it (FXSAVE)."""
    number = env.ident & run.build.constants["NENV"] - 1
    at = run.build.kernel.symbols["states"].address + 512 * number + 32
    return run.space().read(at, 10)


@judges(EXOFORK)
def exofork_child(run: Outcome) -> None:
    """A child has its parent's registers but for the result, and nothing else; it does not run"""
    env = environment(run, "child")
    parent = int(run.values("parent")[0], 16)
    for name, wanted in (
        ("env_parent_id", parent),
        ("env_status", NOT_RUNNABLE),
        ("env_runs", 0),
        ("env_wait", 0),
    ):
        run.require(env.field(name) == wanted, f"{name} {wanted:#x}", f"{env.field(name):#x}")
    run.require(env.name == "exofork", "the parent's name", repr(env.name))
    run.require(not env.pages(), "an empty address space", f"{len(env.pages())} pages")
    upcalls = sum(1 for i in range(20) if env.field("env_upcalls", i))
    run.require(upcalls == 0, "no upcalls", f"{upcalls}: those of the parent")
    data = run.build.constants["GD_UD"] | 3
    registers = (*of_nonce(run)[:6], 0)
    for word, wanted in zip((EDI, ESI, EBP, EBX, EDX, ECX, EAX), registers):
        name = {EDI: "edi", ESI: "esi", EBP: "ebp", EBX: "ebx", EDX: "edx", ECX: "ecx"}
        found = env.saved(word)
        run.require(
            found == wanted,
            f"the child's {name.get(word, 'eax')} {wanted:#010x}",
            f"{found:#010x}",
            "sys_exofork: all of env_tf, and then its eax",
        )
    flags, eip = env.saved(EFLAGS), env.saved(EIP)
    run.require(flags == 0xE03, "eflags 0xe03", f"{flags:#x}")
    selectors = (env.saved(DS), env.saved(ES), env.saved(SS))
    run.require(all(s & 0xFFFF == data for s in selectors), "its segments", str(selectors))
    function = run.build.program("exofork").function_at(eip)
    where = function.name if function else f"{eip:#x}"
    run.require(where == "enter_by_int", "eip behind the parent's int", where)
    found = fpu_top(run, env)
    wanted = extended(nonce_of(run))
    hint = "sys_exofork: fpu_copy()"
    run.require(found == wanted, f"{wanted.hex()} in the FPU, as the parent", found.hex(), hint)


@judges(EXOFORK)
def exofork_runs(run: Outcome) -> None:
    """A child that may run goes on where its parent made it; who stops itself, stops"""
    require_results(run, {"set_status": 0, "set_status_gone": BAD_ENV})
    found = list(reports(run))
    names = [report.name for report in found]
    run.require(names == ["exofork"] * 2, "the ends of two children", str(names))
    for report in found:
        run.require(report.trap == (14, 4), "a page fault", f"{report.trap}")
        run.require(report.access == ("execution", report.eip), "at its eip", str(report.access))
        run.require("eax 00000000" in report.details, "0 in eax", report.details.split("\n")[2])
    edi = f"edi {nonce_of(run) ^ 0xFFFFFFFF:08x}"
    run.require(edi in found[0].details, edi, "; ".join(found[0].details.split("\n")[2:4]))
    env = environment(run, "parent")
    run.require(env.status == NOT_RUNNABLE, "the parent stopped", f"status {env.status}")
    result, hint = env.saved(EAX), "sys_env_set_status: the result goes to the saved eax"
    run.require(result == 0, "0 when it runs again", f"{result:#x}", hint)
    run.require(
        not any("SURVIVED" in s for s in run.said()),
        "who stops itself stops at once",
        "it went on",
        "sys_env_set_status: sched_yield()",
    )
    require_survival(run)
    require_accounted(run)


@judges(FORK_ALL, FORK_POOR)
def exofork_limits(run: Outcome) -> None:
    """When there is no environment or no memory left, nothing is lost"""
    first, second = run.values("round1"), run.values("round2")
    run.require(first == second, f"the second time as the first: {first}", str(second))
    if run.run.name == FORK_ALL.name:
        run.require(first == ["1023", str(NO_FREE_ENV)], "1023 children, then -5", str(first))
    else:
        good = int(first[0]) >= 30 and first[1] == str(NO_MEM)
        run.require(good, "30 children and more, then -4", str(first))
    run.require_off()
    require_all_back(run)


def require_obeyed(run: Outcome) -> None:
    """Of two programs at a breakpoint, one was ended meanwhile and the other stopped."""
    went_on = [line for line in run.said() if line.endswith("going on")]
    run.require(not went_on, "no program goes on that has been ended or stopped", "one does")
    for number, what, wanted in ((0, "ended", FREE), (1, "stopped", NOT_RUNNABLE)):
        status = slot(run, number).status
        run.require(status == wanted, f"the one {what}: status {wanted}", f"{status}")
    require_survival(run)


@judges(STATUS, MEANWHILE)
def set_status_states(run: Outcome) -> None:
    """Who may run is decided by the parent, unless something else is waited for"""
    if run.run is MEANWHILE:
        require_obeyed(run)
        return
    hint = "sys_env_set_status: the states that inc/lib.h speaks of"
    for key, result, status, stopping in (
        ("runnable", 0, RUNNABLE, 0),
        ("runnable_still", 0, RUNNABLE, 0),
        *((key, INVAL, RUNNABLE, 0) for key in ("free", "dying", "running", "beyond", "huge")),
        ("stopped", 0, NOT_RUNNABLE, 0),
        ("stopped_still", 0, NOT_RUNNABLE, 0),
        ("parent", BAD_ENV, NOT_RUNNABLE, 0),
        ("grandchild", BAD_ENV, NOT_RUNNABLE, 0),
        ("waiting", INVAL, NOT_RUNNABLE, 0),
        ("waiting_still", INVAL, NOT_RUNNABLE, 0),
        ("elsewhere_stop", 0, 3, 1),
        ("elsewhere_go", 0, 3, 0),
        ("elsewhere_again", 0, 3, 1),
        ("waiting_go", INVAL, NOT_RUNNABLE, 0),
    ):
        found = [int(word) for word in run.values(key, hint)][:3]
        wanted = [result, status, stopping]
        run.require(
            found == wanted, f"{key}: result, status, env_stopping {wanted}", str(found), hint
        )
    waits = run.values("waiting_still")[3]
    run.require(waits != "0", "the one that waits goes on waiting", "it waits for nothing")
    run.require(run.number("locks") == 0, "no lock held afterwards", run.values("locks")[0])
    run.require_off()


@judges(TRAPFRAME)
def trapframe_hostile(run: Outcome) -> None:
    """Registers that a program sets give it no rights"""
    wanted = {"frame_of_child": 0, "frame_of_nobody": BAD_ENV, "frame_of_other": BAD_ENV}
    require_results(run, wanted)
    env = environment(run, "frame_child")
    for word, wanted in zip((EDI, ESI, EBP, EBX, EDX, ECX, EAX), of_nonce(run)):
        run.require(env.saved(word) == wanted, f"{wanted:#x}", f"{env.saved(word):#x}")
    code, data = (run.build.constants[name] | 3 for name in ("GD_UT", "GD_UD"))
    found = [env.saved(word) & 0xFFFF for word in (CS, DS, ES, SS)]
    run.require(found == [code, data, data, data], "the user segments", str(found))
    flags = env.saved(EFLAGS)
    run.require(flags == 0x240FD7, "eflags 0x240fd7", f"{flags:#x}")
    landed = [int(word, 16) for word in run.values("landed")]
    wanted_here = [code, data, 0x240FD7 & ~0x100, of_nonce(run)[3]]
    run.require(landed == wanted_here, f"cs, ss, eflags, ebx {wanted_here}", str(landed))
    require_page_fault(run, "trapframe", "execution", 0xF0100000, 5)
    require_refused(run, "ptrframe", 0xF0100000)
    require_survival(run)


# 4.7: page calls

PAGE_ALLOC = preempted("page_alloc", "ktest=count run=pagealloc,hello")
PAGE_MAP = preempted("page_map", "ktest=count run=pagemap,hello")
PAGE_BAD = preempted("page_bad", "ktest=count,bystander run=pagebad,hello")
# Alone: the frames of another program are there when it has ended, whenever that is.
PAGE_POOR = preempted("page_poor", "ktest=scarce,count scarce=100 run=pagepoor")
DUMBFORK = preempted("dumbfork", "ktest=count run=dumbfork,hello")


def entry(page: Optional[Mapping]) -> str:
    """What a page's entry says to programs, as text."""
    return "nothing" if page is None else f"rights {page.entry & RIGHTS:#x}"


def require_pages(env: Environment, wanted: dict[int, int], start: int, end: int) -> None:
    """In [start, end), the environment must have just these pages, with these rights."""
    pages = env.pages(start, end)
    for virtual in sorted({*pages, *wanted}):
        rights = f"rights {wanted[virtual]:#x}" if virtual in wanted else "nothing"
        env.run.require(
            entry(pages.get(virtual)) == rights,
            f"{rights} at {virtual:#010x} of {env.ident:08x}",
            show(pages[virtual]) if virtual in pages else "nothing",
        )


def require_frame(env: Environment, virtual: int, references: int, owner: int) -> Frame:
    """The page's frame must have so many references, and this owner."""
    page = env.space.lookup(virtual)
    assert page is not None
    frame = frame_table(env.run)[page.physical // PAGE]
    run = env.run
    wanted = f"frame {frame.number:#x} (at {virtual:#010x}): {references} references"
    run.require(frame.references == references, wanted, str(frame.references))
    found = owner_of(run, frame.number)
    hint = "give_page: pp_owner is the id of the environment that gets it"
    run.require(found == owner, f"its pp_owner {owner:08x}", f"{found:08x}", hint)
    return frame


def owner_of(run: Outcome, number: int) -> int:
    """pp_owner of a frame."""
    table = run.space().word(run.build.kernel.symbols["pages"].address)
    return run.space().word(table + 16 * number + 12)


AREA, HERS = 0x10000000, 0x20000000  # user/pagealloc.c, user/pagemap.c


def ended_child(run: Outcome, key: str) -> Environment:
    """The child stays, the parent has ended."""
    env = environment(run, key)
    run.require(env.status == NOT_RUNNABLE, f"{key} never ran", f"status {env.status}")
    return env


@judges(PAGE_ALLOC)
def page_alloc_child(run: Outcome) -> None:
    """Pages given to a child are zeroed, have the rights asked for, and one reference"""
    keys = ("read_write", "read", "marks", "share", "null", "last", "again")
    require_results(run, {f"alloc_{key}": 0 for key in keys})
    require_results(run, dict.fromkeys(("unmap", "unmap_nothing", "unmap_no_table"), 0))
    env = ended_child(run, "alloc_child")
    wanted = {
        0: READ_WRITE,
        AREA: READ_WRITE,
        AREA + PAGE: READ_ONLY,
        AREA + 2 * PAGE: READ_WRITE | 0xE00,
        AREA + 3 * PAGE: READ_ONLY | SHARE,
        AREA + 4 * PAGE: READ_ONLY,
        AREA + 10 * PAGE: READ_WRITE,
        run.build.constants["UTOP"] - PAGE: READ_WRITE,
    }
    require_pages(env, wanted, 0, run.build.constants["UTOP"])
    for virtual in wanted:
        require_frame(env, virtual, 1, env.ident)
        dirty = any(env.space.read(virtual, PAGE))
        run.require(not dirty, f"zeros at {virtual:#010x}", "something else", "give_page")
    require_page_fault(run, "pagealloc", "read", AREA + PAGE, 4)
    require_survival(run)
    require_accounted(run)


@judges(PAGE_ALLOC)
def page_alloc_named(run: Outcome) -> None:
    """A frame asked for by its number is that one, or the answer is who has it"""
    env = ended_child(run, "alloc_child")
    wanted = {"named": 0}
    taken = ("again", "by_me", "own", "directory", "null", "kernel")
    wanted.update({f"named_{key}": IN_USE for key in taken})
    bad = ("beyond", "huge", "unaligned", "bad_perm", "utop")
    wanted.update({f"named_{key}": INVAL for key in bad})
    wanted.update({"named_nobody": BAD_ENV, "named_own_owner": 1})
    require_results(run, wanted, "take_frame() says who may have it")
    owner = int(run.values("named_owner")[0], 16)
    expected = f"pp_owner {env.ident:08x}, seen by the program"
    run.require(owner == env.ident, expected, f"{owner:08x}")
    page, number = env.space.lookup(AREA + 10 * PAGE), run.number("named_frame")
    found = page.physical // PAGE if page else -1
    run.require(found == number, f"frame {number:#x} and no other", f"frame {found:#x}")
    require_accounted(run)


@judges(PAGE_MAP)
def page_map_shares(run: Outcome) -> None:
    """A page mapped at another place is the same frame, never with more rights"""
    good = ("write", "read", "marks", "in_child", "back", "over", "self", "stack")
    require_results(run, {f"map_{key}": 0 for key in good})
    more = ("more", "more_back", "more_in_place", "text")
    hint = "page_share: PTE_W only where it is already"
    require_results(run, {f"map_{key}": INVAL for key in more}, hint)
    seen = " ".join(run.values("map_seen"))
    wanted_seen = f"{nonce_of(run) ^ 0xFFFFFFFF:08x}"
    run.require(seen == wanted_seen, f"a write through another place: {wanted_seen}", seen)
    env = ended_child(run, "map_child")
    last = run.build.constants["UTOP"] - PAGE
    wanted = {
        HERS: READ_WRITE,
        HERS + PAGE: READ_ONLY,
        HERS + 2 * PAGE: READ_ONLY | COW | SHARE,
        HERS + 3 * PAGE: READ_ONLY,
        HERS + 5 * PAGE: READ_ONLY,
        last: READ_WRITE,
    }
    require_pages(env, wanted, 0, run.build.constants["UTOP"])
    parent = int(run.values("map_parent")[0], 16)
    for virtual, content, references in (
        (HERS, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + PAGE, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + 2 * PAGE, nonce_of(run) + 1 & 0xFFFFFFFF, 1),
        (HERS + 3 * PAGE, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + 5 * PAGE, nonce_of(run) + 2 & 0xFFFFFFFF, 2),
        (last, nonce_of(run) + 2 & 0xFFFFFFFF, 2),
    ):
        found = env.word(virtual)
        run.require(found == content, f"{content:08x} at {virtual:#010x}", f"{found or 0:08x}")
        require_frame(env, virtual, references, parent)
    require_page_fault(run, "pagemap", "write", AREA + 3 * PAGE, 7)
    require_survival(run)
    require_accounted(run)


@judges(PAGE_BAD)
def page_errors(run: Outcome) -> None:
    """Each wrong argument has its error, and changes nothing"""
    for key, error, count in (
        ("alloc_places", INVAL, 8),
        ("map_places", INVAL, 8),
        ("map_sources", INVAL, 8),
        ("unmap_places", INVAL, 8),
        ("alloc_rights", INVAL, 12),
        ("map_rights", INVAL, 12),
        ("alloc_others", BAD_ENV, 5),
        ("map_to_others", BAD_ENV, 5),
        ("map_from_others", BAD_ENV, 5),
        ("unmap_others", BAD_ENV, 5),
        ("map_nothing", INVAL, 4),
    ):
        found = " ".join(run.values(key))
        wanted = " ".join([str(error)] * count)
        hint = "pages_ok(), perm_ok() and own_env(), before anything is done; see user/pagebad.c"
        run.require(found == wanted, f"{key}: {wanted}", found, hint)
    child, parent = environment(run, "bad_child"), environment(run, "bad_parent")
    other = environment(run, "bad_other")
    pages = {HERS + i * PAGE: READ_WRITE for i in range(3)}
    require_pages(child, pages, 0, run.build.constants["UTOP"])
    require_pages(other, {0x400000: READ_WRITE}, 0, run.build.constants["UTOP"])
    require_pages(parent, {AREA: READ_ONLY}, AREA, HERS)
    number = int(run.values("bad_frame")[0], 16)
    page = parent.space.lookup(AREA)
    found_number = page.physical // PAGE if page else -1
    run.require(found_number == number, f"frame {number:#x} at {AREA:#x}", f"{found_number:#x}")
    require_survival(run)
    require_accounted(run)


@judges(PAGE_POOR)
def page_no_memory(run: Outcome) -> None:
    """Without memory there is an error, and no frame is lost by it"""
    alls = [run.values(f"all{i}") for i in (1, 2, 3)]
    good = int(alls[0][0]) >= 40 and alls[0][1] == str(NO_MEM)
    run.require(good, "40 frames and more, then -4", " ".join(alls[0]))
    hint = "give_page: if there is no frame for the page table, the page goes back"
    run.require(alls[0] == alls[1] == alls[2], "as many each time", str(alls), hint)
    for i in (1, 2, 3):
        found = run.values(f"none{i}")
        run.require(found == ["-4"] * 3, "-4 from all", str(found))
        run.require(
            run.values(f"new{i}") == ["-4", "-4", "0"],
            "with one frame left: no page and table, but a page",
            " ".join(run.values(f"new{i}")),
            hint,
        )
        run.require(
            run.values(f"named{i}") == ["-4", "0"],
            "with one frame left: the frame by its number, where a table is",
            " ".join(run.values(f"named{i}")),
            hint,
        )
    run.require_off()
    require_all_back(run)


@judges(DUMBFORK)
def page_dumbfork(run: Outcome) -> None:
    """A program copies itself by page calls alone"""
    ids = set()
    for who, count, step in (("parent", 10, 1), ("child", 20, 0x100)):
        lines = re.findall(rf"dumbfork {who} (\w+): (\d+) (\w+)", "\n".join(run.said()))
        run.require(len(lines) == count, f"{count} lines of the {who}", str(len(lines)))
        ids.add(lines[0][0])
        for i, (ident, number, value) in enumerate(lines):
            wanted = (lines[0][0], str(i), f"{nonce_of(run) + i * step & 0xFFFFFFFF:08x}")
            found = (ident, number, value)
            run.require(found == wanted, f"{who}: {wanted}", str(found))
    run.require(len(ids) == 2, "two environments", str(ids))
    require_survival(run)
    require_all_back(run)


# 4.8: many pages in one entry

BATCH = preempted("batch", "ktest=count run=batch,hello")
BATCH_POOR = preempted("batch_poor", "ktest=scarce,count scarce=100 run=batchpoor")
BATCH_POINTERS = preempted(
    "batch_pointers", "ktest=count run=ptrbatch,ptrbatchkernel,ptrbatchedge,hello"
)


@judges(BATCH)
def batch_kinds(run: Outcome) -> None:
    """A list of operations of all kinds is carried out, each over its range of pages"""
    require_results(run, {"good": 10, "in_place": 3, "none": 0})
    many = run.values("many")
    run.require(many == ["12", "1"], "2,400 pages mapped, in a few calls", " ".join(many))
    child, parent = environment(run, "batch_child"), environment(run, "batch_parent")
    top = run.build.constants["UTOP"]
    wanted = {HERS + n * PAGE: READ_WRITE for n in (0, 16, 17, 32, 41)}
    wanted.update({HERS + n * PAGE: READ_ONLY for n in (2, 33, 36, 60, *range(200, 208))})
    wanted.update({HERS + n * PAGE: READ_ONLY | SHARE for n in (8, 9)})
    wanted.update({0x30000000 + n * PAGE: READ_ONLY for n in range(2400)})
    wanted[top - PAGE] = READ_WRITE
    # "Its range may be done in part": the page before the one that failed.
    part = {HERS + 42 * PAGE: READ_WRITE} if child.space.lookup(HERS + 42 * PAGE) else {}
    require_pages(child, {**wanted, **part}, 0, top)
    nonce = nonce_of(run)
    across = [(200 + i, 1022 + i % 4) for i in range(8)]
    for page, number in ((8, 0), (9, 1), (16, 1), (17, 2), (2, 3), (60, 5), *across):
        word, content = child.word(HERS + page * PAGE), nonce + number & 0xFFFFFFFF
        run.require(word == content, f"{content:08x} on page {page}", f"{word or 0:08x}")
    expected = ((8, 0, True), (9, 1, True), (16, 1, False), (2, 3, False), (60, 5, False))
    for page, own, same in expected:
        theirs, ours = (
            space.lookup(base + n * PAGE)
            for space, base, n in ((child.space, HERS, page), (parent.space, AREA, own))
        )
        assert theirs and ours
        text = "the frame of" if same else "another frame than"
        run.require(
            (theirs.physical == ours.physical) == same,
            f"page {page} of the child: {text} page {own} of the parent",
            f"frames {theirs.physical >> 12:#x} and {ours.physical >> 12:#x}",
        )
    rights = {AREA + 4 * PAGE: READ_ONLY, AREA + 5 * PAGE: READ_WRITE | COW}
    require_pages(parent, rights, AREA + 4 * PAGE, AREA + 6 * PAGE)
    own = (parent.word(AREA + 4 * PAGE), parent.word(AREA + 5 * PAGE))
    good = tuple(nonce + n & 0xFFFFFFFF for n in (4, 500))
    run.require(own == good, f"contents of pages copied in their place: {good}", str(own))
    require_survival(run)
    require_accounted(run)


@judges(BATCH)
def batch_errors(run: Outcome) -> None:
    """The first operation that fails ends the list; those before it are done and counted"""
    done = {"third": 2, "second": 1, "first": INVAL, "middle": 1, "copy_of_nothing": INVAL}
    require_results(run, done, "change_pages, fill_pages: up to the first error")
    inval = ("kind", "kind_huge", "unaligned", "unaligned_source", "beyond", "beyond_source")
    inval += ("unmap_beyond", "wraps", "kernel", "rights", "copy_rights", "too_many")
    require_results(run, dict.fromkeys(inval, INVAL))
    nobody = ("nobody", "nobody_to_unmap", "of_nobody", "copy_of_nobody", "copy_to_nobody")
    require_results(run, dict.fromkeys(nobody, BAD_ENV))
    child = environment(run, "batch_child")
    for page in (34, 35, 37, 38, 39, 40, 43, 44, 45, 50, 51):
        there = child.space.lookup(HERS + page * PAGE)
        run.require(there is None, f"nothing on page {page} of the child", "a page")
    require_accounted(run)


@judges(BATCH_POOR)
def batch_no_memory(run: Outcome) -> None:
    """Operations that run out of memory say so, and lose nothing"""
    for i in (1, 2, 3):
        wanted = {f"rich{i}": 2, f"full{i}": NO_MEM, f"copied{i}": NO_MEM, f"back{i}": 1}
        require_results(run, wanted)
    run.require_off()
    require_all_back(run)


@judges(BATCH_POINTERS)
def batch_pointers(run: Outcome) -> None:
    """A list that the program may not read itself ends it"""
    require_refused(run, "ptrbatch", 0)
    require_refused(run, "ptrbatchkernel", 0xF0100000)
    require_refused(run, "ptrbatchedge", 0x401000)
    require_survival(run)
    require_all_back(run)


# 4.9: the way back from an upcall

FAULT_REGS = preempted("fault_regs", "ktest=count run=faultregs,hello")
FAULT_C = preempted("fault_c", "ktest=count run=faultalloc,faultallocbad,faultdie,hello")

FAULT_FLAGS = (0x2, 0x8D7, 0x403, 0x4042)  # user/faultregs.c
CHANGED_FLAGS = 0x1 | 0x40 | 0x400


def came_back(run: Outcome, key: str) -> list[str]:
    """What was reported of registers after upcalls, without the key."""
    return [line[len(key) + 1 :] for line in run.said() if line.startswith(f"{key} ")]


def registers(depth: int, before: int, after: int, number: int, changed: int = 0) -> str:
    """What must be reported of an upcall: see try() in user/faultregs.c."""
    ones = (0, 0xFFFFFFFF, *(0x11111111 * n for n in range(1, 6)))
    words = " ".join(f"{(number ^ bits ^ changed) & 0xFFFFFFFF:08x}" for bits in ones)
    return f"{depth} {before:08x} 0 {after | 0x200:08x} {words}"


def require_back(run: Outcome, key: str, wanted: list[str], hint: str = "") -> None:
    """The registers must have come back so."""
    found = came_back(run, key)
    for number, text in enumerate(wanted):
        line = found[number] if number < len(found) else "nothing more"
        what = "stack, flags before, esp, flags, edi, esi, ebp, ebx, edx, ecx, eax"
        run.require(line == text, f"{key}: {what}: {text}", line, hint)


@judges(FAULT_REGS)
def upcall_returns(run: Outcome) -> None:
    """After an upcall all registers and flags are as before, wherever the stack pointer was"""
    nonce = nonce_of(run)
    wanted = [registers(depth, f, f, nonce) for depth in range(6) for f in FAULT_FLAGS]
    hint = "upcall_entry: popfl after the last instruction that changes flags; then esp, then ret"
    require_back(run, "back", wanted, hint)
    require_back(run, "aligned", [registers(0, 0x40082, 0x40082, nonce)], hint)


@judges(FAULT_REGS)
def upcall_returns_nested(run: Outcome) -> None:
    """So it is after upcalls in upcalls, and in single steps"""
    nonce = nonce_of(run)
    hint = "upcall_entry: the word below utf_esp is free, that at utf_esp is not"
    flags = FAULT_FLAGS[1]
    wanted = [registers(depth, flags, flags, nonce + depth) for depth in (0, 1, 2)]
    require_back(run, "nested", wanted, hint)
    require_back(run, "outer", [registers(2, FAULT_FLAGS[2], FAULT_FLAGS[2], nonce)], hint)
    require_back(run, "stepped", [registers(0, FAULT_FLAGS[0], FAULT_FLAGS[0], nonce)], hint)
    run.require(run.number("steps") >= 1, "a debug exception for TF", "none", "popfl")
    require_all_back(run)


@judges(FAULT_REGS)
def upcall_changes(run: Outcome) -> None:
    """What a handler changes in the frame is what the program goes on with"""
    flags = FAULT_FLAGS[1]
    wanted = registers(1, flags, flags ^ CHANGED_FLAGS, nonce_of(run), 0xFFFFFFFF)
    require_back(run, "changed", [wanted], "upcall_entry: all comes from the UTrapframe")
    require_results(run, {"no_exception": INVAL, "unanswerable": INVAL})
    require_trap(run, "faultregs", 6)
    require_survival(run)


@judges(FAULT_C)
def upcall_handlers(run: Outcome) -> None:
    """Handlers in C map what is missing, fault themselves, end the program"""
    text = "this string was faulted in at"
    faults = [s for s in run.said() if s.startswith(("fault ", text))]
    wanted = ["fault deadbeef", f"{text} deadbeef", "fault cafebffe", "fault cafec000"]
    wanted.append(f"{text} cafebffe")
    run.require(faults == wanted, "; ".join(wanted), "; ".join(faults))
    require_refused(run, "faultallocbad", 0xDEADBEEF)
    require_said(run, "faultdie: deadbeef, error code 6")
    run.require(not any("SURVIVED" in s for s in run.said()), "the end of both", "one went on")
    run.require(not list(reports(run)), "no report by the kernel", "there is one")
    require_survival(run)
    require_all_back(run)


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
