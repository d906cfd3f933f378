# SPDX-License-Identifier: MIT
"""What several processors gain, from how long the kernel holds its locks.

QEMU writes down every instruction of a short run of the program scaling. Where a lock is taken and
given back is found in the kernel's text by the addresses of its two fields. So for each operation
it is known how many of its instructions need which lock. From that follows how many operations
several processors do in the time in which one does one, if each works for an environment of its
own and waits for locks: they are a closed queueing network (mean value analysis; Reiser and
Lavenberg, 1980), in which a lock serves one processor at a time.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Optional

import tree
from model import Build
from qemu import Hardware, QemuError, dies_with_us, machine_arguments, program
from runner import scratch
from symbols import Elf

LOCKS = ("sched", "memory", "console")  # in the order of kern/spinlock.h
LOCK_SIZE, SERVED = 8, 4  # struct Spinlock
ROUND = "round_"  # begins the name of what scaling does in a round
PROCESSORS = 4
ROUNDS = 200_000  # in wall time
SECONDS = 60.0

# What stands before the address of a field: lock xadd %register, sl_next; then addl $1 or incl
# sl_served, of which the instruction is all that counts.
TAKES = re.compile(rb"\xf0\x0f\xc1[\x05\x0d\x15\x1d\x25\x2d\x35\x3d]$")
GIVES = re.compile(rb"(?:\x83|\xff)\x05$")


class Cost(NamedTuple):
    """What one round of an operation costs, in instructions."""

    name: str
    total: int
    held: dict[str, int]  # with each lock held

    def speedup(self, processors: int) -> float:
        """How many rounds they do in the time in which one processor does one."""
        queued = dict.fromkeys(self.held, 0.0)
        alone = self.total - sum(self.held.values())
        rate = 0.0
        for n in range(1, processors + 1):
            stay = {lock: time * (1 + queued[lock]) for lock, time in self.held.items()}
            rate = n / (alone + sum(stay.values()))
            queued = {lock: rate * time for lock, time in stay.items()}
        return rate * self.total


class Text:
    """Where the kernel takes its locks, and where it gives them back."""

    def __init__(self, kernel: Elf) -> None:
        base = kernel.address("spinlocks")
        if base is None:
            raise QemuError("the kernel has no spinlocks")
        self.takes: dict[int, str] = {}
        self.gives: dict[int, str] = {}
        for i, lock in enumerate(LOCKS):
            first = base + i * LOCK_SIZE
            self.takes |= {at: lock for at in mentions(kernel, first, TAKES)}
            self.gives |= {at: lock for at in mentions(kernel, first + SERVED, GIVES)}


def mentions(elf: Elf, address: int, opcode: re.Pattern[bytes]) -> Iterator[int]:
    """Where instructions begin that name an address after this opcode."""
    for text, start in elf.code():
        for found in re.finditer(re.escape(address.to_bytes(4, "little")), text):
            before = opcode.search(text[: found.start()][-4:])
            if before:
                yield start + found.start() - len(before[0])


def trace(build: Build, directory: Path) -> list[int]:
    """The addresses of all instructions of the kernel and of scaling, in a run of that."""
    image, log = directory / "disk", directory / "trace"
    tree.write_image(build, image, "run=scaling end", [])
    ranges = []
    for elf in (build.kernel, build.program("scaling")):
        ranges += [f"{start:#x}+{len(text):#x}" for text, start in elf.code()]
    arguments = [*dies_with_us(), program(), *machine_arguments(image, Hardware())]
    arguments += ["-display", "none", "-serial", "null", "-no-reboot", "-singlestep"]
    arguments += ["-d", "exec,nochain", "-dfilter", ",".join(ranges), "-D", str(log)]
    try:
        subprocess.run(arguments, check=True, capture_output=True, timeout=SECONDS)
    except subprocess.SubprocessError as error:
        raise QemuError(f"no trace: {error}") from error
    return [int(pc, 16) for pc in re.findall(r"\[[0-9a-f]+/([0-9a-f]+)/", log.read_text())]


def cost(name: str, instructions: list[int], text: Text) -> Cost:
    """Counts the instructions of one round."""
    held = dict.fromkeys(LOCKS, 0)
    holding: set[str] = set()
    for pc in instructions:
        if pc in text.takes:
            holding.add(text.takes[pc])
        for lock in holding:
            held[lock] += 1
        holding.discard(text.gives.get(pc, ""))
    if holding:
        raise QemuError(f"{name}: the trace shows no end of {', '.join(holding)}")
    return Cost(name, len(instructions), {lock: n for lock, n in held.items() if n})


def costs(build: Build) -> list[Cost]:
    """What each operation of scaling costs."""
    elf = build.program("scaling")
    text = Text(build.kernel)
    with tempfile.TemporaryDirectory() as directory:
        pcs = trace(build, Path(directory))
    found = []
    for name in sorted(name for name in elf.symbols if name.startswith(ROUND)):
        starts = [i for i, pc in enumerate(pcs) if pc == elf.address(name)]
        rounds = [pcs[a:b] for a, b in zip(starts[1:], starts[2:])]
        if not rounds:
            raise QemuError(f"the trace does not show {name}()")
        found.append(cost(name[len(ROUND) :], min(rounds, key=len), text))
    return found


def wall_times(build: Build) -> Optional[dict[str, float]]:
    """The same, measured on the host's processors; None if it has not got as many."""
    if len(os.sched_getaffinity(0)) < PROCESSORS:
        return None
    ticks = []
    for workers in (1, PROCESSORS):
        command = f"run=scaling workers={workers} rounds={ROUNDS} end"
        ticks.append(run_freely(build, command))
    return {name: PROCESSORS * ticks[0][name] / ticks[1][name] for name in ticks[0]}


def run_freely(build: Build, command: str) -> dict[str, int]:
    """How many ticks each operation took, with a host's processor for each of the machine's."""
    with scratch(build.obj) as directory:
        image, serial = Path(directory) / "disk", Path(directory) / "serial"
        tree.write_image(build, image, command, [])
        arguments = [*dies_with_us(), program(), "-nodefaults", "-machine", "pc", "-m", "32"]
        arguments += ["-smp", str(PROCESSORS), "-accel", "tcg,thread=multi", "-display", "none"]
        arguments += ["-drive", f"file={image},format=raw,snapshot=on", "-no-reboot"]
        arguments += ["-serial", f"file:{serial}"]
        try:
            subprocess.run(arguments, check=True, capture_output=True, timeout=SECONDS)
        except subprocess.SubprocessError as error:
            raise QemuError(f"the run on {PROCESSORS} processors: {error}") from error
        found = re.findall(r"SCALING (\w+) \d+ \d+ (\d+)", serial.read_text(errors="replace"))
    return {name: int(value) for name, value in found}


def report(build: Build) -> str:
    """How operations of independent environments speed up, for people."""
    if not Text(build.kernel).takes:
        return "(speed-up not computed: in this build the locks are not in line)"
    wall = wall_times(build)
    titles = ("instructions", *(f"{lock}_lock" for lock in LOCKS[:2]), "computed", "measured")
    lines = [f"{'a round of':18} " + " ".join(f"{title:>12}" for title in titles)]
    for c in costs(build):
        numbers = (c.total, *(c.held.get(lock, 0) for lock in LOCKS[:2]))
        shown = " ".join(f"{n:>12,}" for n in numbers)
        measured = f"{wall[c.name]:12.2f}" if wall else f"{'-':>12}"
        lines.append(f"{c.name:18} {shown} {c.speedup(PROCESSORS):>12.2f} {measured}")
    lines.append(f"(speed-up of {PROCESSORS} processors, one environment on each, from the locks)")
    if not wall:
        lines.append(f"(not measured: this host has not got {PROCESSORS} processors)")
    return "\n".join(lines)
