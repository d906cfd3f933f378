# SPDX-License-Identifier: MIT
"""The tests of lab 4: upcalls, and the way back from them."""

from __future__ import annotations

import re

from lab2 import PAGE
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
from lab4 import INVAL, nonce_of, preempted, require_results
from model import Outcome, Run, judges

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
