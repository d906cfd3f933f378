# SPDX-License-Identifier: MIT
"""The words of the grader: a run of the machine, its outcome, a test that judges it, a verdict."""

from __future__ import annotations

import enum
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Collection, Iterable, Optional

# LAB 5 #
from disks import Left, Volume
# END LAB 5 #
from memory import AddressSpace, NotMapped, Physical
from qemu import Dialogue, Hardware, Stopped
# LAB 5 #
from qemu import WAITING
# END LAB 5 #
from symbols import Constants, Elf

# The sizes of fields of struct Env that are not of four bytes; inc/trap.h pins the first.
FIELD_SIZES = {"struct Trapframe": 68, "struct EnvLink": 8, "bool": 1, "char": 1, "uint8_t": 1}
FIELD = re.compile(r"(?:volatile )?(.*?)\s*\**(\w+)(?:\[(\w+)\])?$", flags=re.S)
DOUBLE_FAULT_GATE = 8 * 8  # where vector 8 stands in the IDT
BIOS_START, BIOS_END, ROM_START = 0xC0000, 0x100000, 0xFFF00000
DEFAULT_LIMIT = 100_000_000  # instructions, BIOS included


class Failure(Exception):
    """The system under test did something else than expected: the student's bug."""

    def __init__(self, expected: str, happened: str, hint: str = "", report: str = "") -> None:
        """report: the first word of the report that shows it, if one does."""
        super().__init__(expected)
        self.expected = expected
        self.happened = happened
        self.hint = hint
        self.report = report


class CannotJudge(Exception):
    """This emulator does not show what the test looks at."""


class Verdict(enum.Enum):
    """What became of one test."""

    PASSED = "passed"
    NOT_JUDGED = "not judged"  # this emulator does not show what the test looks at
    SKIPPED = "skipped"  # a prerequisite failed
    FAILED = "FAILED"
    GRADER_ERROR = "GRADER ERROR"
    TOO_SLOW = "HOST TOO SLOW"


@dataclass(frozen=True)
class Run:
    """One boot of the machine. Tests that declare the same run share the boot."""

    name: str
    cmdline: str  # "nonce=..." and "end" are added
    hardware: Hardware = Hardware()
    limit: int = DEFAULT_LIMIT
    dialogue: tuple[Dialogue, ...] = ()
    # Members to add to the program archive: name, and what makes the content from obj/.
    members: tuple[tuple[str, Callable[[Path], bytes]], ...] = ()
    # The file that stands in for the disk image: made from the prepared one.
    alter_image: Optional[Callable[[Path], None]] = None
    # Another seed than 1 moves the timer's interrupts: runner.seeded().
    preempted: bool = False
    # LAB 5 #
    # Programs work with the disk, and this is what it holds.
    volume: Optional[Volume] = None
    # END LAB 5 #

    def command_line(self, nonce: str) -> str:
        """The complete command line of the guest."""
        return " ".join(part for part in (self.cmdline, f"nonce={nonce}", "end") if part)


class Ending(enum.Enum):
    """How a run came to its end."""

    OFF = "switched itself off"
    TRIPLE_FAULT = "triple fault"
    LIMIT = "instruction limit"
    ASTRAY = "execution of what is no code"


@dataclass
class Build:
    """The files of obj/ that the grader reads."""

    tree: Path
    image: Path
    constants: Constants
    _elves: dict[str, Elf] = field(default_factory=dict)
    _offsets: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def obj(self) -> Path:
        """The build directory."""
        return self.image.parent

    @property
    def kernel(self) -> Elf:
        """The kernel with its symbols."""
        return self.elf("kern/kernel.elf")

    def program(self, name: str) -> Elf:
        """A program of user/ with its symbols."""
        # LAB 5 #
        if not (self.obj / "user" / f"{name}.elf").exists():
            return self.elf(f"user/bin/{name}.elf")
        # END LAB 5 #
        return self.elf(f"user/{name}.elf")

    def env_offset(self, field: str) -> int:
        """The offset of a field of struct Env."""
        return self.offset("inc/env.h", "Env", field)

    def offset(self, header: str, name: str, field: str) -> int:
        """The offset of a field of a struct that this header defines, as i386 compilers have it."""
        key = header, name, field
        if key not in self._offsets:
            self._offsets[key] = self._compute_offset(*key)
        return self._offsets[key]

    def _compute_offset(self, header: str, name: str, field: str) -> int:
        text = re.sub(r"/\*.*?\*/", "", (self.tree / header).read_text(), flags=re.S)
        offset = 0
        for declaration in text.partition(f"struct {name} {{")[2].partition("}")[0].split(";"):
            match = FIELD.match(declaration.strip())
            if match is None:
                continue
            kind, found, count = match.groups("1")  # a field without a count is one
            size = 4 if "*" in declaration else FIELD_SIZES.get(kind, 4)
            offset = -(-offset // min(size, 4)) * min(size, 4)
            if found == field:
                return offset
            offset += size * (int(count) if count.isdigit() else self.constants[count])
        raise KeyError(f"struct {name} has no field {field}")

    def elf(self, name: str) -> Elf:
        """An ELF file of obj/, read once."""
        if name not in self._elves:
            self._elves[name] = Elf(self.obj / name)
        return self._elves[name]


@dataclass
class Outcome:
    """A finished run, with all that tests may look at."""

    run: Run
    nonce: str
    build: Build
    output: str  # of the serial line, without carriage returns
    ending: Ending
    stopped: Optional[Stopped] = None  # None under Bochs
    ram: Optional[Physical] = None
    # LAB 5 #
    disk: Optional[Left] = None  # if the run has a volume
    # END LAB 5 #
    _lines: Optional[list[str]] = None  # of the output, once somebody has asked for them
    _said: Optional[list[str]] = None

    # Looking into the machine

    @property
    def machine(self) -> Stopped:
        """Registers and the like at the end."""
        if self.stopped is None:
            raise CannotJudge("needs the processor's registers, which Bochs does not show")
        return self.stopped

    @property
    def physical(self) -> Physical:
        """The machine's RAM."""
        if self.ram is None:
            raise CannotJudge("needs to read memory from outside, which Bochs does not allow")
        return self.ram

    def space(self, cr3: Optional[int] = None) -> AddressSpace:
        """The address space of a page directory, by default the one in use at the end."""
        large = bool(self.machine.register("CR4") & 0x10)
        directory = self.machine.register("CR3") if cr3 is None else cr3
        return AddressSpace(self.physical, directory, large)

    def paging(self) -> bool:
        """Whether paging was on at the end."""
        return bool(self.machine.register("CR0") & 0x80000000)

    # LAB 5 #
    # Looking at the disk

    @property
    def files(self) -> Left:
        """The run's disk as it was left."""
        assert self.disk is not None, "only a run with a volume has files"
        return self.disk

    def require_clean(self, hint: str = "") -> None:
        """e2fsck must find nothing wrong with the file system."""
        verdict = self.files.check()
        said = "\n".join(verdict.problems[:6])
        self.require(verdict.clean, "a file system with which e2fsck -fn is content", said, hint)

    # END LAB 5 #
    # Looking at the output, which may be long where a program is wrong

    def said(self) -> list[str]:
        """What the test driver or the programs reported: lines that begin with the nonce."""
        if self._said is None:
            marker = f"{self.nonce} "
            self._said = [line[len(marker) :] for line in self.lines() if line.startswith(marker)]
        return self._said

    def lines(self) -> list[str]:
        """The output's lines."""
        if self._lines is None:
            self._lines = self.output.split("\n")
        return self._lines

    def values(self, key: str, hint: str = "") -> list[str]:
        """The words after `key` in the first report "key word word ..."."""
        for line in self.said():
            words = line.split()
            if words and words[0] == key:
                return words[1:]
        raise Failure(f"a report of {key} by the test driver", "it never got so far", hint)

    def number(self, key: str) -> int:
        """The number that was reported as `key`: hexadecimal with 0x, or decimal."""
        words = self.values(key)
        try:
            return int(words[0], 0)
        except (ValueError, IndexError):
            found = " ".join(words) or "nothing"
            raise Failure(f"a number reported as {key}", found, report=key) from None

    # Demanding

    def require(
        self, condition: object, expected: str, happened: str, hint: str = "", report: str = ""
    ) -> None:
        """Fails the test unless the condition holds; report as for a Failure."""
        if not condition:
            raise Failure(expected, happened, hint, report)

    def require_line(self, pattern: str, expected: str, hint: str = "") -> "re.Match[str]":
        """The first match of a regular expression in the output, searched by line."""
        match = re.search(pattern, self.output, flags=re.M)
        if match is None:
            raise Failure(expected, "no such line in the output", hint)
        return match

    def require_off(self, hint: str = "") -> None:
        """The machine must have ended by itself, without a panic."""
        self.require(
            self.ending is Ending.OFF,
            "the machine ends the run by itself",
            self.describe_ending(),
            hint,
        )
        panic = re.search(r"^kernel panic.*$", self.output, flags=re.M)
        shown = panic.group(0).strip() if panic else ""
        self.require(panic is None, "no kernel panic", shown, hint)

    # Explaining

    def describe_ending(self) -> str:
        """How the run ended, decoded as far as possible; lines of text."""
        panic = re.search(r"^kernel panic.*$", self.output, flags=re.M)
        if self.ending is Ending.OFF:
            return panic.group(0) if panic else "the machine switched itself off"
        if self.stopped is None:
            return "the machine did not switch itself off"
        if self.ending is Ending.ASTRAY:  # where exactly depends on the host
            return "it executes what is neither the BIOS's code nor ours, and no end of it is seen"
        if self.ending is Ending.LIMIT:
            limit = f"{self.run.limit // 1_000_000} million instructions"
            # LAB 5 #
            if self.run.hardware.drive is not None:  # which answers in host time
                if self.stopped.reason != "limit":
                    limit = f"{WAITING // 1_000_000_000} seconds of waiting"
                return f"still running after {limit}, {self.describe_runner()}"
            # END LAB 5 #
            return f"still running after {limit}, at {self.describe_place()}"
        return (
            f"triple fault: an exception that the processor could not deliver,\n"
            f"at {self._where()}; cr2 = {self.stopped.register('CR2'):#010x}, "
            f"esp = {self.stopped.register('ESP'):#010x}{self._calls()}{self._lost_address()}"
        )

    # LAB 5 #
    def describe_runner(self) -> str:
        """What the first processor did at the end, where its instruction is left to chance."""
        name = self._program_name()
        return f"in the program {name}" if name else "with nothing to do but to wait"

    # END LAB 5 #
    def astray(self) -> bool:
        """Whether the loader was there, and then something was executed that is no code.

        Garbage may run so slowly that the watchdog ends it; no faster host would make that right.
        """
        start = self.build.constants["LOADER_START"]
        code = (self.build.obj / "kern/boot/loader.bin").read_bytes()[:64]
        if self.paging() or self.boot_part() or self.physical.read(start, len(code)) != code:
            return False
        at = self.machine.instruction_address()
        return not (BIOS_START <= at < BIOS_END or at >= ROM_START)

    def describe_place(self) -> str:
        """Where the processor was at the end, and the calls that led there."""
        return f"{self._where()}{self._calls()}"

    def _lost_address(self) -> str:
        """A word on CR2 where it says nothing of the first fault: the IDT was not mapped either."""
        idt = self.machine.register("IDT")
        if not self.paging() or self.machine.register("CR2") != idt + DOUBLE_FAULT_GATE:
            return ""
        return (
            "\n(this cr2 is where a double fault's handler was looked for, and no page is there;"
            "\nthe address that failed first is lost: see which one the instruction used)"
        )

    def _calls(self) -> str:
        """The kernel's calls that led to the end, by a walk of the frame pointers from outside."""
        base = self.build.constants["KERNBASE"]
        frame = self.machine.register("EBP")
        lines = []
        try:
            while self.machine.register("EIP") >= base and frame >= base - (1 << 22):
                address = self.space().word(frame + 4)
                if address < base or len(lines) == 8:
                    break
                lines.append(f"\n  called from {self.build.kernel.describe(address - 1)}")
                frame, below = self.space().word(frame), frame
                if frame <= below:
                    break
        except NotMapped:
            pass
        return "".join(lines)

    def _where(self) -> str:
        """The last instruction, symbolised in the kernel or in the program that ran."""
        eip = self.machine.register("EIP")
        if eip >= self.build.constants["KERNBASE"]:
            return self.build.kernel.describe(eip)
        if not self.paging():
            return self._where_at_boot()
        name = self._program_name()
        with suppress(OSError):
            if name:
                return f"{self.build.program(name).describe(eip)} of the program {name}"
        above = eip + self.build.constants["KERNBASE"]
        if eip < self.build.constants["BOOT_MAPPED"] and self.build.kernel.line_at(above):
            return f"{eip:#010x}, {self.build.kernel.describe(above)} at its physical address"
        return f"{eip:#010x}"

    def boot_part(self) -> str:
        """What ran at the end, as long as paging is off: "boot", "loader", "kernel" or nothing."""
        constants = self.build.constants
        at = self.machine.instruction_address()
        if constants["BOOT_SECTOR"] <= at < constants["BOOT_SECTOR"] + constants["SECTOR_SIZE"]:
            return "boot"
        loader = self.build.elf("kern/boot/loader.elf")
        if constants["LOADER_START"] <= at < (loader.address("loader_bss") or 0):
            return "loader"
        kernel_end = (self.build.kernel.address("etext") or 0) - constants["KERNBASE"]
        return "kernel" if constants["BOOT_KERNEL_START"] <= at < kernel_end else ""

    def _where_at_boot(self) -> str:
        at, part = self.machine.instruction_address(), self.boot_part()
        if not part:
            inside = BIOS_START <= at < BIOS_END
            return f"{at:#010x}, {'in the BIOS' if inside else 'where nothing of ours lies'}"
        if part == "kernel":
            above = self.build.constants["KERNBASE"]
            return f"{at:#010x}, {self.build.kernel.describe(at + above)} at its physical address"
        return self.build.elf(f"kern/boot/{part}.elf").describe(at)

    def _program_name(self) -> str:
        """Of the current environment, as the kernel keeps it; empty if there is none."""
        constants = self.build.constants
        current = constants["KSTACKTOP"] - constants["KSTACKRESERVED"]  # struct Cpu of CPU 0
        try:
            env = self.space().word(current) if self.paging() else 0
            return self.space().string(env + self.build.env_offset("env_name"), 32) if env else ""
        except NotMapped:
            return ""


Judge = Callable[[Outcome], None]


@dataclass(frozen=True)
class Case:
    """One test: what it is worth, and how it is judged."""

    name: str
    lab: int
    exercise: str
    points: int
    requires: tuple[str, ...]
    runs: tuple[Run, ...]
    judge: Judge

    @property
    def title(self) -> str:
        """The first line of the judge's docstring."""
        return (self.judge.__doc__ or self.name).strip().split("\n")[0]


@dataclass
class Result:
    """The verdict on one test, and the text that explains it."""

    case: Case
    verdict: Verdict
    run: str  # the name of the run that decided
    text: str = ""

    @property
    def score(self) -> int:
        """The points earned."""
        return self.case.points if self.verdict is Verdict.PASSED else 0

    @property
    def max_score(self) -> int:
        """The points that could be earned."""
        return 0 if self.verdict is Verdict.NOT_JUDGED else self.case.points


# Registration of tests

_JUDGES: dict[str, tuple[tuple[Run, ...], Judge]] = {}


def judges(*runs: Run) -> Callable[[Judge], Judge]:
    """Decorator: the function judges the outcome of each of the runs; its name is the test's."""

    def register(judge: Judge) -> Judge:
        if judge.__name__ in _JUDGES:
            raise ValueError(f"two tests are called {judge.__name__}")
        _JUDGES[judge.__name__] = (runs, judge)
        return judge

    return register


def read_points(lines: Iterable[str], labs: Collection[int]) -> list[Case]:
    """The table of points (grade/points), joined with the registered judges of these labs.

    Raises ValueError if a line is malformed, or a test of the table has no judge, or a judge is
    not in the table.
    """
    cases: list[Case] = []
    for number, line in enumerate(lines, 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) < 4 or not words[1].isdigit() or not words[3].isdigit():
            raise ValueError(f"grade/points:{number}: not: name lab exercise points [requires]")
        name, lab, exercise, points, *requires = words
        if int(lab) not in labs:
            continue
        if name not in _JUDGES or name in {case.name for case in cases}:
            raise ValueError(f"grade/points:{number}: {name} has no judge, or stands here twice")
        runs, judge = _JUDGES[name]
        cases.append(Case(name, int(lab), exercise, int(points), tuple(requires), runs, judge))
    listed = {case.name for case in cases}
    if set(_JUDGES) - listed:
        raise ValueError(f"not in grade/points: {', '.join(sorted(set(_JUDGES) - listed))}")
    for case in cases:
        if case.name in prerequisites(cases, {case.name}) or not set(case.requires) <= listed:
            raise ValueError(f"grade/points: {case.name} requires itself, or what is not there")
    return cases


def prerequisites(cases: list[Case], names: set[str]) -> set[str]:
    """The names of all that the tests of these names require, directly or not."""
    requires = {case.name: case.requires for case in cases}
    found: set[str] = set()
    waiting = [needed for name in names for needed in requires.get(name, ())]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(requires.get(name, ()))
    return found
