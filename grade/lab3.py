# SPDX-License-Identifier: MIT
"""The tests of lab 3: environments, exceptions, system calls, and what programs may not do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional

from badelf import BAD, GOOD, scattered, spoil
from lab1 import WRITEABLE, keys, load_segments
from lab2 import PAGE, frame_table, show
from memory import PRESENT, USER, AddressSpace, Mapping
from model import Ending, Failure, Outcome, Run, judges
from qemu import Hardware
from symbols import shorten


def programs(
    name: str, *names: str, more: str = "nosysenter", hardware: Hardware = Hardware()
) -> Run:
    """A run of these programs, one after the other; the frames are counted before.

    They enter the kernel by int, unless more says otherwise: sysenter is the last exercise.
    """
    return Run(name, f"ktest=count run={','.join(names)} {more}".strip(), hardware)


# For programs that take turns: from lab 4 on a time slice may end between any two instructions, and
# in Bochs there are few in one.
NEVER_ENDS = "slice=1000000000"
HELLO = programs(
    *("hello", "hello", "hello", "yieldtest", "yieldtest", "exitnow", "panictest"),
    more=f"nosysenter {NEVER_ENDS}",
)
# Without the word nofpu, a kernel of a later lab keeps the floating-point unit for programs.
ERRORS = programs(
    *("errors", "divzero", "illegal", "fpu", "bound", "overflow", "hello"), more="nosysenter nofpu"
)
SEGMENTS = programs(
    "segments", "softint", "badsegment", "badsegment2", "badsegment3", "farjump", "hello"
)
NOWHERE = programs(
    "nowhere", "faultread", "faultwrite", "faultguard", "stackoverflow", "jumpnull", "hello"
)
KERNEL = programs(
    "kernel_memory",
    *("faultreadkernel", "faultwritekernel", "faultkstack", "faultmmio", "faultkernelpt"),
    *("jumpkernel", "hello"),
)
READONLY = programs(
    "read_only",
    *("faulttext", "faultlines", "faultpages", "faultenvs", "faultvpt", "faultinfo", "hello"),
)
PRIVILEGED = programs(
    "privileged",
    *("privcli", "privhlt", "privin", "privout", "privcr0", "privcr3", "privlgdt", "privrdmsr"),
    *("privinvlpg", "privpopf", "privvm86", "hello"),
)
POINTERS = programs(
    "pointers",
    *("buggyhello", "buggyhello2", "evilhello", "ptrnull", "ptrunmapped", "ptrstraddle", "ptrwrap"),
    *("ptrtop", "ptrulim", "ptrbelowkernel", "ptrkernelpt", "ptrnopt", "ptrpages", "hello"),
)
GATES = programs(
    *("gates", "regs", "flags", "nullsegment", "yieldtest", "yieldtest", "hello"), more=NEVER_ENDS
)
SYSENTER_BAD = programs("sysenter_bad", "sysenterbad", "hello", more="")
GATES_INT = programs(
    *("gates_int", "ptrgood", "ptrempty", "badcall", "regs", "flags", "nullsegment", "hello")
)
GATES_486 = programs(
    *("gates_486", "regs", "flags", "nullsegment", "hello"), more="", hardware=Hardware(cpu="486")
)
TRAP_FLAG = programs(
    "trap_flag", "flagtf", "flagtf2", "hello", more=keys("continue\n" * 4)
)
BREAK = programs(
    *("break", "breakpoint", "hello"),
    more="nosysenter " + keys("step\nstep\nenvs\nbacktrace\ncontinue\n"),
)
BSS = programs("bss", "testbss", "execdata")
VIEWS = programs("views", "exposed")
DESTROY = programs("destroy", "destroy", "hello", "yieldtest")
COST = programs("cost", "bench", more="")
# As much memory as the kernel maps: each directory entry from KERNBASE up is in use.
LARGE = Hardware(memory=256)
LOAD = Run(
    "load",
    "ktest=load load=scattered",
    LARGE,
    members=(("bin/scattered", spoil(scattered)),),
)
SPACE = Run("space", "ktest=load load=hello", LARGE)
ENVS = Run("envs", "ktest=envs")
POOR = Run("poor", "ktest=poor with=hello", Hardware(memory=16))
KERNEL_FAULT = Run("kernel_fault", "ktest=kernel_fault")
OVERFLOW = Run("stack_overflow", "ktest=stack_overflow")
ELVES = Run(
    "elves",
    "ktest=elves elves=" + ",".join(change.__name__ for change in BAD + GOOD) + ",hello",
    members=tuple((f"bin/{change.__name__}", spoil(change)) for change in BAD + GOOD),
)
LOOKUP = Run("lookup", "ktest=lookup")
MEMCHECK = Run("memcheck", "ktest=memcheck with=hello")
LAST_FAULT = programs("last_fault", "faultflags")
LAST_CALL = programs("last_call", "exitflags")
LAST_SYSENTER = programs("last_sysenter", "exitflags", more="")
STEP = Run("step", "ktest=kernel_break " + keys("registers\nstep\ncontinue\n"))
NOTHING = Run("nothing_stopped", "ktest=monitor " + keys("step\ncontinue\npoweroff\n"))


def require_survival(run: Outcome) -> None:
    """After all that, an ordinary program must still run, and the machine end well."""
    run.require(
        any(line == "hello, world" for line in run.said()),
        "the program hello runs after the others",
        "it never printed its line",
    )
    run.require_off()


# What the kernel says about a program that it ends for an exception (kern/fault.c).
REPORT = re.compile(
    r"^\[(?P<id>[0-9a-f]{8})\] (?P<name>\w+): (?P<what>.*) at 0x(?P<eip>[0-9a-f]{8})"
    r"(?: in (?P<func>\w+))?(?: at (?P<file>\S+):(?P<line>\d+))?$",
    flags=re.M,
)


@dataclass(frozen=True)
class Report:
    """One report of an exception."""

    name: str
    what: str
    eip: int
    function: Optional[str]
    place: str
    details: str  # the lines that follow

    @property
    def trap(self) -> tuple[int, int]:
        """Vector and error code."""
        match = re.search(r"trap (\d+),.*error code ([0-9a-f]+)", self.details)
        return (int(match[1]), int(match[2], 16)) if match else (-1, -1)

    @property
    def access(self) -> tuple[str, int]:
        """Of a page fault: the kind of access and the address."""
        match = re.search(r"(read|write|execution) at ([0-9a-f]{8})", self.details)
        return (match[1], int(match[2], 16)) if match else ("none", -1)


def reports(run: Outcome) -> Iterator[Report]:
    """All reports in the output."""
    found = list(REPORT.finditer(run.output))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(run.output)
        yield Report(
            match["name"],
            match["what"],
            int(match["eip"], 16),
            match["func"],
            f"{match['file']}:{match['line']}",
            run.output[match.end() : end],
        )


def report_of(run: Outcome, name: str) -> Report:
    """The report on one program, which must have started, and must not have survived."""
    started = any(line.startswith(f"{name}:") for line in run.said())
    run.require(started, f"{name} starts and says what it is about to do", "it never ran")
    survived = next((line for line in run.said() if line.startswith(f"SURVIVED: {name}")), "")
    run.require(not survived, f"{name} is ended", survived)
    for report in reports(run):
        if report.name == name:
            return report
    hint = "trap_from_program: report_fault()" if run.ending is Ending.OFF else ""
    raise Failure(f"a report on what {name} did", "none", hint)


def require_trap(run: Outcome, name: str, vector: int, error: int = 0, hint: str = "") -> Report:
    """The program must have been ended by this exception with this error code."""
    report = report_of(run, name)
    found, code = report.trap
    if found == 13 != vector and code & 2:
        hint = f"fill_gates: vector {code >> 3} has no gate, or one that is closed for programs"
    run.require(
        report.trap == (vector, error),
        f"{name} ended by trap {vector} with error code {error:#x}",
        f"trap {found} with error code {code:#x} ({report.what})",
        hint or "the stubs: some exceptions push an error code, the others need a 0 in its place",
    )
    return report


def require_page_fault(
    run: Outcome, name: str, kind: str, address: Optional[int], error: int
) -> None:
    """The program must have been ended by a page fault of this kind at this address."""
    report = require_trap(run, name, 14, error)
    wanted = kind if address is None else f"{kind} at {address:08x}"
    ok = report.access[0] == kind and address in (None, report.access[1])
    shown = f"{report.access[0]} at {report.access[1] & 0xFFFFFFFF:08x}"
    run.require(ok, f"{name}: {wanted}", shown, "the address of a page fault is in CR2")


@judges(SPACE)
def env_space(run: Outcome) -> None:
    """A new address space has the kernel's half, and maps its own page tables for reading"""
    numbers = run.build.constants
    kernel = run.space()
    for index in (1, 2):
        space = run.space(run.number(f"space{index}_dir"))
        for slot in range(numbers["UTOP"] >> 22, 1024):
            ours = run.physical.word(kernel.directory + 4 * slot)
            if slot == numbers["UVPT"] >> 22:
                ours = space.directory | PRESENT | USER
            theirs = run.physical.word(space.directory + 4 * slot)
            run.require(
                ours & ~0x60 == theirs & ~0x60,
                f"directory entry {slot:#x} ({slot << 22:#010x}) = {ours:#x}",
                f"{theirs:#x}",
                "env_setup_vm: from UTOP up as in kern_pgdir, but for UVPT",
            )
    first, second = (run.number(f"space{i}_dir") for i in (1, 2))
    run.require(first != second, "two directories for two environments", f"both are {first:#x}")
    run.require(
        frame_table(run)[first // PAGE].references == 1,
        "one reference to the frame of a page directory",
        str(frame_table(run)[first // PAGE].references),
    )


def wanted_pages(run: Outcome) -> dict[int, tuple[bytes, bool]]:
    """The pages that the program must find: contents, and whether it may write."""
    image = spoil(scattered)(run.build.obj)
    found: dict[int, tuple[bytes, bool]] = {}
    for segment in load_segments(image):
        start, end = segment.virtual & ~0xFFF, segment.virtual + segment.memsz
        data = bytes(segment.virtual - start)
        data += image[segment.offset : segment.offset + segment.filesz]
        data = data.ljust((end - start + PAGE - 1) & ~0xFFF, b"\0")
        for at in range(0, len(data), PAGE):
            found[start + at] = (data[at : at + PAGE], bool(segment.flags & WRITEABLE))
    stack = run.build.constants["USTACKTOP"] - PAGE
    found[stack] = (bytes(PAGE), True)
    return found


@judges(LOAD)
def env_load(run: Outcome) -> None:
    """A program is loaded: the right bytes at the right addresses with the right permissions"""
    wanted = wanted_pages(run)
    for index in (1, 2):
        space = run.space(run.number(f"space{index}_dir"))
        pages = {page.virtual: page for page in space.pages(0, run.build.constants["UTOP"])}
        for virtual, (data, writeable) in sorted(wanted.items()):
            page = pages.get(virtual)
            hint = "load_segment: each page that [p_va, p_va + p_memsz) touches"
            run.require(page, f"{virtual:#010x} mapped", "it is not", hint)
            assert page is not None
            permissions = "RW/RW" if writeable else "R-/R-"
            good = page.permissions == permissions
            run.require(good, f"{virtual:#010x}: {permissions}", show(page))
            require_contents(run, space, page, data)
        extra = sorted(set(pages) - set(wanted))
        run.require(not extra, "no other page below UTOP", ", ".join(f"{va:#x}" for va in extra))


def require_contents(run: Outcome, space: AddressSpace, page: Mapping, data: bytes) -> None:
    """A page must hold these bytes."""
    found = space.read(page.virtual, PAGE)
    wrong = next((i for i in range(PAGE) if found[i] != data[i]), 0)
    run.require(
        found == data,
        f"byte {data[wrong]:#04x} at {page.virtual + wrong:#010x}",
        f"{found[wrong]:#04x}",
        "load_segment: p_filesz bytes from p_offset on, and zeros up to p_memsz",
    )


@judges(LOAD)
def env_isolated(run: Outcome) -> None:
    """Two environments of one program share no frame"""
    frames = []
    for index in (1, 2):
        space = run.space(run.number(f"space{index}_dir"))
        frames.append({page.physical for page in space.pages(0, run.build.constants["UTOP"])})
    shared = frames[0] & frames[1]
    run.require(frames[0], "pages below UTOP", "none")
    run.require(not shared, "no frame in both", ", ".join(f"{pa:#x}" for pa in sorted(shared)))
    table = frame_table(run)
    for address in sorted(frames[0] | frames[1]):
        run.require(
            table[address // PAGE].references == 1 and not table[address // PAGE].free,
            f"one reference to frame {address // PAGE:#x}",
            f"{table[address // PAGE].references}",
        )


@judges(ENVS)
def env_ids(run: Outcome) -> None:
    """Every slot can be used and used again; an old id names nothing any more"""
    for key in ("first", "second", "stale"):
        run.require(run.number(key) == 1024, f"{key}: 1024 environments", str(run.number(key)))
    run.require(run.number("then") == -5, "then -E_NO_FREE_ENV (-5)", str(run.number("then")))
    run.require(run.number("freed") == 0, "no frame lost", f"{-run.number('freed')} frames lost")
    first, second = (int(word, 16) for word in run.values("sample"))
    run.require(
        0 < first < 1 << 31 and 0 < second < 1 << 31 and first != second,
        "two different positive ids for two uses of a slot",
        f"{first:#x} and {second:#x}",
    )
    run.require(
        first & 1023 == second & 1023 == 7,
        "the slot, 7, in the low 10 bits of both",
        f"{first:#x} and {second:#x}",
    )


@judges(LOOKUP)
def env_lookup(run: Outcome) -> None:
    """An id names the caller, its children, or nobody that it may touch"""
    for key, wanted, why in (
        ("zero", "0 1", "id 0 is the caller"),
        ("self", "0 1", "the caller may"),
        ("child", "0 1", "a child of the caller's, checked"),
        ("parent", "-2 1", "the caller's parent, checked: refused, null stored"),
        ("other", "-2 1", "a stranger, checked: refused, null stored"),
        ("unchecked", "0 1", "a stranger, not checked"),
        ("dying", "-2 1", "an environment that is being ended: refused, null stored"),
        ("gone", "-2 1", "the id of an environment that has ended: refused, null stored"),
    ):
        found = " ".join(run.values(key))
        run.require(found == wanted, f"{why}: {wanted}", found, "envid2env: see kern/env.h", key)
    wrapped = run.number("wrapped")
    run.require(
        0 < wrapped < 1 << 31 and wrapped & 1023 == run.number("slot"),
        "a positive id of the same slot, after its largest uniqueifier",
        f"{wrapped:#x}",
        "next_envid: start again at 1 where the sum no longer is positive",
    )


@judges(POOR)
def env_no_memory(run: Outcome) -> None:
    """A program that does not fit leaves nothing behind"""
    run.require_off()
    words = run.values("fits")
    good = words[0] == "0" and int(words[2]) > 4
    run.require(good, "with enough frames it starts", " ".join(words))
    run.require(
        run.values("leaks") == ["0", "0"],
        "every frame back after each failure",
        f"{run.values('leaks')[0]} failures lost frames, {run.values('leaks')[1]} in all",
        "the failure paths of env_alloc, load_segment and page_insert",
    )


@judges(HELLO)
def env_hello(run: Outcome) -> None:
    """Programs run, one after the other, and end"""
    said = run.said()
    run.require(said.count("hello, world") == 2, "two greetings", str(said.count("hello, world")))
    ids = re.findall(r"i am environment ([0-9a-f]{8})", "\n".join(said))
    run.require(len(set(ids)) == 2, "two different ids", ", ".join(ids))
    run.require("exitnow: leaving" in said, "exitnow runs", "it does not")
    run.require(
        not any("SURVIVED" in line for line in said), "exit() does not return", "it returns"
    )
    run.require_off()


@judges(HELLO)
def env_yield(run: Outcome) -> None:
    """sys_yield lets the environments take turns"""
    order = require_turns(run)
    size = run.build.kernel.symbols["env_table"].size // run.build.constants["NENV"]
    for name in sorted(set(order)):
        slot = run.build.constants["UENVS"] + size * (int(name, 16) & 1023)
        runs = run.space().word(slot + run.build.env_offset("env_runs"))
        run.require(runs >= 6, f"env_runs of {name}: at least 6", str(runs), "env_run counts")


def require_turns(run: Outcome) -> list[str]:
    """Two yieldtests must have taken turns. Returns the environments, one for each line."""
    found = re.findall(r"yieldtest: environment (\w+), round (\d)", "\n".join(run.said()))
    run.require(len(found) == 10, "5 rounds of two environments", f"{len(found)} lines")
    order = [environment for environment, _ in found]
    run.require(
        all(a != b for a, b in zip(order, order[1:])),
        "the two in turn",
        " ".join(order),
        "env_run: the environment that gives up the processor becomes runnable, at the end",
    )
    return order


def require_all_back(run: Outcome) -> None:
    """No environment is left, and every frame is free that was free before the first program."""
    before = run.number("nfree")
    free = sum(frame.free for frame in frame_table(run))
    run.require(
        free == before,
        f"{before} free frames at the end, as before the first program",
        f"{free}",
        "env_destroy: pages, page tables and the directory are given back, once each",
    )


@judges(HELLO, READONLY, POINTERS, DESTROY)
def env_frames_back(run: Outcome) -> None:
    """When the programs are gone, so is every trace of them in memory"""
    run.require_off()
    require_all_back(run)


@judges(DESTROY)
def env_rights(run: Outcome) -> None:
    """A program can destroy itself, and nothing that is not its own"""
    said = run.said()
    for line in ("destroy: 5 of 5 bad ids refused", "destroy: 2 of 2 others refused"):
        alike = (s for s in said if s.startswith(line[:9]) and s[-11:] == line[-11:])
        shown = next(alike, "nothing")
        run.require(line in said, line, shown, "envid2env: checkperm")
    run.require("destroy: about to destroy myself" in said, "destroy gets that far", "it does not")
    run.require(not any("SURVIVED" in s for s in said), "it destroys itself", "it survived")
    require_survival(run)


@judges(ERRORS)
def fault_divide(run: Outcome) -> None:
    """A division by zero ends the program, and only the program"""
    require_trap(run, "divzero", 0)
    require_survival(run)


@judges(ERRORS)
def fault_causes(run: Outcome) -> None:
    """Invalid opcode, floating point, bound and overflow arrive as what they are"""
    for name, vector in (("illegal", 6), ("fpu", 7), ("bound", 5), ("overflow", 4)):
        require_trap(run, name, vector)
    require_survival(run)


GATE_PRESENT, GATE_INTERRUPT, GATE_TASK = 0x80, 0xE, 0x5


@judges(KERNEL_FAULT)
def idt_gates(run: Outcome) -> None:
    """Every exception has an interrupt gate, open for programs only where it must be"""
    run.values("faulting")  # the driver has called idt_init()
    numbers = run.build.constants
    match = re.search(r"^IDT=\s*([0-9a-f]{8}) ([0-9a-f]{8})", run.machine.registers, flags=re.M)
    assert match is not None
    base, limit = int(match[1], 16), int(match[2], 16)
    with_gate = {*range(8), *range(10, 15), *range(16, 20), numbers["T_SYSCALL"]}
    open_ones = {numbers["T_BRKPT"], numbers["T_OFLOW"], numbers["T_SYSCALL"]}
    for vector in range((limit + 1) // 8):
        low, high = (run.space().word(base + 8 * vector + offset) for offset in (0, 4))
        present, kind = high >> 8 & GATE_PRESENT, high >> 8 & 0x1F
        if vector in with_gate:
            run.require(
                present and kind == GATE_INTERRUPT and low >> 16 == numbers["GD_KT"],
                f"an interrupt gate to kernel text for vector {vector}",
                f"descriptor {high:08x} {low:08x}",
                "fill_gates: every vector that has a stub, and the system call, all of type e",
            )
        level = 3 if vector in open_ones else 0
        run.require(
            not present or high >> 13 & 3 == level,
            f"privilege level {level} for the gate of vector {vector}",
            str(high >> 13 & 3),
            "fill_gates: a program may raise breakpoint, overflow and the system call",
        )


def require_kernel_state(run: Outcome) -> None:
    """At the end the kernel runs with its own segments, and with harmless flags."""
    for name in ("DS", "ES"):
        match = re.search(rf"^{name} ?=([0-9a-f]{{4}})", run.machine.registers, flags=re.M)
        assert match is not None
        wanted = run.build.constants["GD_KD"]
        found = int(match[1], 16)
        run.require(found == wanted, f"{name.lower()} = {wanted:#x} in the kernel", f"{found:#x}")
    flags = run.machine.register("EFL")
    run.require(
        not flags & (FLAG_DIRECTION | FLAG_NESTED),
        "the flags DF and NT clear in the kernel: compilers, and iret, count on it",
        f"eflags = {flags:#x}",
    )
    run.require(
        not flags & FLAG_INTERRUPT,
        "interrupts off in the kernel",
        f"eflags = {flags:#x}",
        "interrupt gates clear the interrupt flag, trap gates do not",
    )


def require_chain_ends(run: Outcome) -> None:
    """The kernel's chain of frames, from ebp on, must end with a zero within its stack."""
    lowest = run.build.constants["ULIM"]
    frame = run.machine.register("EBP")
    for _ in range(64):
        if frame == 0:
            return
        run.require(
            frame >= lowest,
            "the kernel's chain of frames ends with an ebp of 0",
            f"it goes on at {frame:#010x}, in the program's stack",
            "alltraps: a zero in ebp is where a backtrace ends",
        )
        frame = run.space().word(frame)
    raise Failure("the kernel's chain of frames ends", "it has 64 frames and more")


FLAG_CARRY, FLAG_SIGN = 0x1, 0x80
FLAG_INTERRUPT, FLAG_DIRECTION, FLAG_NESTED = 0x200, 0x400, 0x4000


@judges(LAST_FAULT)
def fault_state(run: Outcome) -> None:
    """After an exception the kernel has segments and flags of its own, the program's are saved"""
    report = require_trap(run, "faultflags", 0)
    run.require_off()
    require_kernel_state(run)
    require_chain_ends(run)
    selector = run.build.constants["GD_UD"] | 3
    for wanted in (
        "eax aaaaaaaa  ebx bbbbbbbb  ecx 00000000  edx d0d0d0d0",
        "esi 51515151  edi d1d1d1d1",
        f"ds {selector:04x}  es 0000",
    ):
        run.require(
            wanted in report.details,
            f"{wanted}, in the report",
            "; ".join(line.strip() for line in report.details.split("\n")[1:4]),
            "alltraps: first ds, then es, then the registers",
        )


@judges(LAST_CALL)
def syscall_state(run: Outcome) -> None:
    """In a system call the kernel has segments and flags of its own"""
    require_last_call(run)


@judges(LAST_SYSENTER)
def sysenter_state(run: Outcome) -> None:
    """Through sysenter, too, the kernel has segments and flags of its own"""
    require_last_call(run)


def require_last_call(run: Outcome) -> None:
    """A program has ended itself with unusual flags, and the kernel is in order."""
    require_said(run, "exitflags: about to leave, going backwards")
    run.require(not any("SURVIVED" in s for s in run.said()), "the program is gone", "it is not")
    run.require_off()
    require_kernel_state(run)


@judges(SEGMENTS)
def fault_softint(run: Outcome) -> None:
    """A program can't raise the page fault's vector itself"""
    hint = "the gate's DPL: only breakpoint, overflow and the system call are for ring 3"
    require_trap(run, "softint", 13, 14 * 8 + 2, hint)
    require_survival(run)


@judges(SEGMENTS)
def fault_segments(run: Outcome) -> None:
    """Bad segment selectors end the program"""
    require_trap(run, "badsegment", 13, 0x28)
    require_trap(run, "badsegment2", 13, 0x10)
    require_trap(run, "badsegment3", 13, 0x1004)
    require_trap(run, "farjump", 13, 0x08)
    require_survival(run)


@judges(NOWHERE)
def fault_null(run: Outcome) -> None:
    """Reading, writing and executing at null are page faults, with their address"""
    require_page_fault(run, "faultread", "read", 0, 4)
    require_page_fault(run, "faultwrite", "write", 0, 6)
    require_page_fault(run, "jumpnull", "execution", 0, 4)
    require_survival(run)


@judges(NOWHERE)
def fault_stack(run: Outcome) -> None:
    """The pages around the user stack are not mapped"""
    require_page_fault(run, "faultguard", "read", run.build.constants["USTACKTOP"], 4)
    require_page_fault(run, "stackoverflow", "write", None, 6)
    require_survival(run)


@judges(KERNEL)
def fault_kernel(run: Outcome) -> None:
    """Programs can't read, write or execute kernel memory"""
    numbers = run.build.constants
    text = numbers["KERNBASE"] + numbers["EXTPHYSMEM"]
    require_page_fault(run, "faultreadkernel", "read", text, 5)
    require_page_fault(run, "faultwritekernel", "write", text, 7)
    require_page_fault(run, "faultkstack", "write", numbers["KSTACKTOP"] - 4, 7)
    require_page_fault(run, "faultkernelpt", "read", None, 5)
    require_page_fault(run, "jumpkernel", "execution", text, 5)
    require_trap_any(run, "faultmmio")
    require_survival(run)


def require_trap_any(run: Outcome, name: str) -> None:
    """The program must have been ended by a page fault."""
    report = report_of(run, name)
    run.require(report.trap[0] == 14, f"{name} ended by a page fault", report.what)


@judges(READONLY)
def fault_readonly(run: Outcome) -> None:
    """What programs may read of the kernel's tables and their own text, they can't write"""
    numbers = run.build.constants
    require_page_fault(run, "faultpages", "write", numbers["UPAGES"], 7)
    require_page_fault(run, "faultinfo", "write", numbers["UINFO"], 7)
    require_page_fault(run, "faultlines", "write", numbers["ULINES"], 7)
    for name in ("faulttext", "faultenvs", "faultvpt"):
        require_page_fault(run, name, "write", None, 7)
    require_survival(run)


@judges(PRIVILEGED)
def fault_privileged(run: Outcome) -> None:
    """Privileged instructions are general protection faults"""
    names = ("cli", "hlt", "in", "out", "cr0", "cr3", "lgdt", "rdmsr", "invlpg")
    for name in names:
        require_trap(run, f"priv{name}", 13)
    run.require(
        any(s.startswith("privpopf:") and "unchanged" in s for s in run.said()),
        "popf leaves IOPL and IF unchanged",
        "it does not",
        "the I/O privilege level in tf_eflags must be 0",
    )
    # QEMU ends it (see user/privvm86.c); a processor ignores the flag.
    if "privvm86: the flag is ignored" not in run.said():
        require_trap(run, "privvm86", 13)
    require_survival(run)


@judges(NOWHERE, KERNEL, ERRORS, SEGMENTS)
def fault_report(run: Outcome) -> None:
    """The report of a fault names function, file and line of the program"""
    seen = 0
    for report in reports(run):
        elf = run.build.program(report.name)
        function = elf.function_at(report.eip)
        place = elf.line_at(report.eip)
        if function is None or place is None:
            continue
        seen += 1
        run.require(
            report.function == function.name,
            f"{report.name}: {report.eip:#x} in {function.name}",
            str(report.function),
        )
        expected = f"{shorten(place[0])}:{place[1]}"
        run.require(report.place == expected, f"{report.name}: at {expected}", report.place)
        chain = re.findall(r"#\d+ 0x[0-9a-f]{8} in (\w+)", report.details)
        run.require(
            "libmain" in chain or report.name == "stackoverflow",
            f"{report.name}: a backtrace down to libmain",
            ", ".join(chain) or "none",
        )
    run.require(seen >= 3, "reports with function, file and line", f"only {seen}")


def require_refused(run: Outcome, name: str, address: Optional[int] = None) -> None:
    """The program must have been ended for the pointer that it passed."""
    said = run.said()
    started = any(line.startswith(f"{name}:") for line in said)
    run.require(started, f"{name} starts", "it never ran")
    run.require(
        not any(line.startswith(f"SURVIVED: {name}") for line in said),
        f"{name} ended for a bad pointer",
        "it survived",
        "user_mem_check: each page of the range, for the access that the call makes",
    )
    match = re.search(rf"^\[[0-9a-f]{{8}}\] {name}: ended.* ([0-9a-f]{{8}})$", run.output, re.M)
    if match is None:
        raise Failure(f"a line on why {name} was ended", "none")
    found = int(match[1], 16)
    run.require(
        address is None or found == address,
        f"{name}: bad address {address or 0:08x}",
        f"{found:08x}",
        "user_mem_check: va itself if its own page is wrong, else the first byte of the first page",
    )


@judges(POINTERS)
def pointer_unmapped(run: Outcome) -> None:
    """Pointers to nowhere end the program that passes them"""
    require_refused(run, "buggyhello", 1)
    require_refused(run, "ptrnull", 0)
    require_refused(run, "ptrunmapped", 0xA0000123)
    require_refused(run, "ptrnopt")
    require_survival(run)


@judges(POINTERS)
def pointer_kernel(run: Outcome) -> None:
    """Pointers to kernel memory end the program that passes them"""
    require_refused(run, "evilhello")
    require_refused(run, "ptrulim", run.build.constants["ULIM"])
    require_refused(run, "ptrbelowkernel")
    require_refused(run, "ptrkernelpt")
    require_survival(run)


@judges(POINTERS)
def pointer_ranges(run: Outcome) -> None:
    """Ranges that leave what is mapped, or wrap around 4 GiB, are refused as a whole"""
    require_refused(run, "ptrstraddle", run.build.constants["USTACKTOP"])
    require_refused(run, "buggyhello2")
    require_refused(run, "ptrwrap")
    require_refused(run, "ptrtop", 0xFFFFFFFF)
    require_refused(run, "ptrpages")
    run.require(
        len(run.output) < 100_000, "nothing printed of a refused range", "the output is full of it"
    )
    require_survival(run)


@judges(MEMCHECK)
def pointer_check(run: Outcome) -> None:
    """user_mem_check finds the first bad address, at every edge, for reading and writing"""
    numbers = run.build.constants
    top, text = numbers["USTACKTOP"], numbers["UTEXT"]
    none = 0x600DBEEF
    for key, result, bad, what in (
        ("whole", 0, none, "the whole page of the stack, for writing"),
        ("last", 0, none, "its last byte"),
        ("behind", -6, top, "its last byte and the one behind"),
        ("before", -6, top - PAGE - 1, "its first byte and the one before"),
        ("text", 0, none, "the program's text, for reading"),
        ("write", -6, text + 5, "the program's text, for writing"),
        ("wraps", -6, top, "from the stack on, with a sum that wraps around"),
        ("kernel", -6, numbers["KERNBASE"], "the kernel"),
        ("none", 0, none, "no byte of the kernel"),
    ):
        found = run.values(key)
        wanted = [str(result), f"{bad:08x}"]
        run.require(found == wanted, f"{what}: {' '.join(wanted)}", " ".join(found))
    run.require(run.values("no_store") == ["-6"], "-E_FAULT with nowhere to store", "not that")


def require_said(run: Outcome, *lines: str) -> None:
    """The programs must have reported these lines."""
    said = run.said()
    for line in lines:
        name = line.split(":")[0]
        others = [s for s in said if s.startswith(name)]
        run.require(line in said, line, "; ".join(others) or f"nothing by {name}")


@judges(GATES_INT)
def pointer_good(run: Outcome) -> None:
    """Good pointers are accepted: read-only memory, and any pointer to no byte at all"""
    require_said(
        run,
        "ptrgood: printed from read-only memory",
        "ptrempty: 4 calls of length 0 returned 0",
    )
    wanted = f"command line: {run.run.command_line(run.nonce)}"
    run.require(wanted in run.lines(), wanted, "no such line")


@judges(GATES_INT)
def syscall_unknown(run: Outcome) -> None:
    """Unknown system calls return -E_NO_SYS"""
    require_said(run, "badcall: 6 of 6 refused: no such system call")
    require_survival(run)


@judges(GATES_INT, GATES_486)
def syscall_registers(run: Outcome) -> None:
    """A system call through int keeps every register but eax, and the flags"""
    require_said(
        run,
        "regs: int: registers kept",
        "flags: int: kept in 6 of 6 calls",
        "nullsegment: int: the call works",
    )
    require_survival(run)


@judges(GATES)
def sysenter_registers(run: Outcome) -> None:
    """A system call through sysenter keeps what it promises"""
    require_said(
        run,
        "regs: sysenter: registers kept",
        "regs: sysenter and yield: registers kept",
        "flags: sysenter: 6 of 6 calls good",
        "flags: sysenter: 6 of 6 yields good",
        "nullsegment: sysenter: the call works",
    )
    require_turns(run)
    require_survival(run)


@judges(SYSENTER_BAD)
def sysenter_hostile(run: Outcome) -> None:
    """sysexit to kernel addresses gives no kernel rights"""
    report = require_trap(run, "sysenterbad", 14, 5)
    run.require(report.eip >= run.build.constants["KERNBASE"], "a fault there", f"{report.eip:#x}")
    require_survival(run)


@judges(GATES_INT, GATES_486)
def sysenter_absent(run: Outcome) -> None:
    """Without sysenter, programs use int and nothing else changes"""
    require_said(run, "regs: no sysenter here", "flags: no sysenter here")
    require_survival(run)


@judges(TRAP_FLAG)
def sysenter_trap_flag(run: Outcome) -> None:
    """The trap flag set across int and sysenter does not stop the kernel"""
    require_said(run, "flagtf: still here", "flagtf2: still here")
    for name in ("flagtf", "flagtf2"):
        found = [r for r in reports(run) if r.name == name and "debug" in r.what]
        run.require(found, f"a debug exception reported for {name}", "none")
    require_survival(run)


@judges(COST)
def syscall_cost(run: Outcome) -> None:
    """A null system call takes at most 110 instructions through int, 70 through sysenter"""
    for name, limit in (("syscall_int", 110), ("syscall_sysenter", 70)):
        match = re.search(rf"^{run.nonce} BENCH {name} instructions (\d+)", run.output, re.M)
        if match is None:
            raise Failure(f"a measurement of {name}", "none")
        run.require(0 < int(match[1]) <= limit, f"at most {limit} for {name}", match[1])


@judges(BREAK)
def breakpoint_step(run: Outcome) -> None:
    """A breakpoint enters the monitor; step runs one instruction, continue the rest"""
    places = [r.eip for r in reports(run) if r.name == "breakpoint"]
    run.require(len(places) == 3, "3 stops: the breakpoint and two steps", f"{len(places)} stops")
    elf = run.build.program("breakpoint")
    for address in places:
        function = elf.function_at(address)
        run.require(
            function is not None, "each stop in the program's code", f"a stop at {address:#x}"
        )
    run.require(places[0] != places[1] != places[2], "three places", str(places))
    run.require_line(r"^\s*[0-9a-f]{8}\s.*\bbreakpoint\b", "envs lists the program")
    require_said(run, "breakpoint: going on")
    require_survival(run)


@judges(STEP)
def kernel_breakpoint(run: Outcome) -> None:
    """A breakpoint in the kernel itself can be looked at, stepped over, and left"""
    word = int(run.nonce, 16)
    flips = (0x44444444, 0, 0x33333333, 0x22222222, 0xFFFFFFFF, 0x55555555, 0x11111111)
    run.require_line(
        rf"^  eax \w+  ebx {word:08x}  .*$", "registers shows ebx as it was at the breakpoint"
    )
    run.require_line("^debug exception in the kernel", "a stop after one step", "run_step: FL_TF")
    shown = " ".join(run.values("went_on", "alltraps: undo all that was pushed, then iret"))
    wanted = " ".join(f"{word ^ flip:08x}" for flip in flips)
    order = "eax, ebx, ecx, edx, esi, edi and ebp"
    run.require(shown == wanted, f"{order} as before: {wanted}", shown)
    selector = run.build.constants["GD_UD"] | 3
    wanted = f"eflags {2 | FLAG_DIRECTION | FLAG_SIGN | FLAG_CARRY:08x} es {selector:04x}"
    shown = " ".join(run.values("with"))
    run.require(shown == wanted, f"flags and es as before: {wanted}", shown)


@judges(NOTHING)
def step_nothing(run: Outcome) -> None:
    """step and continue say so where nothing is stopped"""
    for command in ("step", "continue"):
        answer = run.output.partition(f"K> {command}\n")[2].split("K> ")[0].strip()
        run.require(
            "nothing is stopped" in answer,
            f"{command}: nothing is stopped",
            answer or "no answer",
            "something_is_stopped() says so itself",
        )
    run.require_off("poweroff, the last command, was not run")


@judges(BSS)
def program_bss(run: Outcome) -> None:
    """4 MiB of uninitialised data read as zeros, and end where they should"""
    require_said(
        run,
        "testbss: 1048576 words are zero",
        "testbss: 1048576 words can be written",
    )
    require_page_fault(run, "testbss", "write", None, 6)
    require_said(run, "execdata: code in data returned 42")


@judges(VIEWS)
def program_views(run: Outcome) -> None:
    """Programs read frames, environments and page tables without a system call"""
    text = "\n".join(run.said())
    match = re.search(r"exposed: (\d+) frames, (\d+) free", text)
    if match is None:
        raise Failure("a count of frames by the program", "none")
    total = len(frame_table(run))
    run.require(int(match[1]) == total, f"{total} frames", match[1])
    free = sum(frame.free for frame in frame_table(run))
    run.require(0 < int(match[2]) < free, f"fewer free frames than the {free} at the end", match[2])


NOT_EXECUTABLE = "-14"  # -E_NOT_EXEC


@judges(ELVES)
def elf_hostile(run: Outcome) -> None:
    """Each damaged or hostile ELF image is refused with a reason, and the machine goes on"""
    for bad in BAD:
        name, title = bad.__name__, (bad.__doc__ or "").strip().lower().rstrip(".")
        result = run.values(f"elf_{name}", "the kernel did not get over the image before it")
        run.require(
            result[0] == NOT_EXECUTABLE,
            f"image {name} refused: {title}",
            "it was loaded" if result[0] == "0" else f"error {result[0]} while it was loaded",
            "check_segment: compare in ways in which nothing can overflow",
        )
        run.require(
            result[1] == "0", f"image {name}: no frame lost by the refusal", f"{result[1]} lost"
        )
        run.require_line(rf"^cannot start {name}: \w+", f"a line that says why {name} is refused")


@judges(ELVES)
def elf_good(run: Outcome) -> None:
    """Good images beside them are accepted"""
    run.require(run.values("elf_hello")[0] == "0", "hello loaded", run.values("elf_hello")[0])
    for good in GOOD:
        title = (good.__doc__ or "").strip().lower().rstrip(".")
        result = " ".join(run.values(f"elf_{good.__name__}"))
        run.require(
            result == "0 0",
            f"image {good.__name__} loaded, and all its frames given back: {title}",
            result,
            "check_segment: [lo, hi) may be used up to its last byte",
        )
    run.require_off()


def require_kernel_panic(run: Outcome, pattern: str, expected: str, function: str) -> None:
    """The kernel must have panicked with this text, and the backtrace name this function."""
    run.require(not any("survived" in s for s in run.said()), expected, "the kernel went on")
    run.require_line(rf"^kernel panic.*{pattern}", expected)
    run.require_line(rf"#0 .* in {function}\(.* at kern/test/", f"the place: {function}")
    run.require(run.ending is Ending.OFF, "the run ends", run.describe_ending())


@judges(KERNEL_FAULT)
def kernel_fault(run: Outcome) -> None:
    """An exception in the kernel is a panic that names its place"""
    require_kernel_panic(run, "page fault in the kernel", "a panic", "run_kernel_fault")


@judges(OVERFLOW)
def kernel_overflow(run: Outcome) -> None:
    """A kernel stack that overflows is a panic too, not a triple fault"""
    require_kernel_panic(run, "stack overflow", "a panic about the stack", "ktest_recurse")
