#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make bench: what the kernel's operations cost, in guest instructions, beside JOS and xv6.

Under "-icount shift=0,sleep=off" the TSC counts instructions, on every host alike. The boot is
counted from the first instruction of the boot sector, so the BIOS is left out, but not what it does
to read the disk. The disk is one that works in step with the processor: for others the BIOS waits,
by the clock of the host, and on a busy one the boot would seem to cost up to twice as much. Writes
obj/bench.json.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Optional

import tree
from model import Build, Ending, Outcome, Run
from qemu import Hardware, QemuError
from runner import Runner, scratch

BOOTS = 2  # to show that they are the same

# Measured with the same method: the better of two solved JOS trees, and xv6 for x86.
RIVALS = {
    "boot": (17_100_000, 65_400_000),
    "syscall_int": (422, 1_395),
    "syscall_sysenter": (422, 1_395),
}

# A boot sector that sends the low half of the TSC through COM1 and switches the machine off.
STAMPING_BOOT_SECTOR = bytes.fromhex(
    "0f31"  # rdtsc
    "baf803"  # mov $0x3f8, %dx
    "b90400"  # mov $4, %cx
    "ee"  # 1: out %al, (%dx)
    "66c1e808"  # shr $8, %eax
    "e2f9"  # loop 1b
    "ba0406 b80020 ef"  # out $0x2000 to port 0x604
    "faf4"  # cli; hlt
)


class Measurement(NamedTuple):
    """One line of the table."""

    name: str
    unit: str
    median: int
    minimum: int
    n: int


def stamp_boot_sector(image: Path) -> None:
    """Puts the stamping boot sector into an image."""
    with image.open("r+b") as file:
        file.write(STAMPING_BOOT_SECTOR)


IN_STEP = Hardware(exact=True)
BENCH = Run("bench", "run=bench", hardware=IN_STEP)
STAMP = Run("stamp", "", alter_image=stamp_boot_sector, hardware=IN_STEP)


class Bench:
    """Runs machines and reads the measurements off them."""

    def __init__(self, build: Build) -> None:
        self.runner = Runner(build, "1", "qemu")
        self.obj = build.obj
        self.boots = 0

    def boot(self, run: Run) -> Outcome:
        """One boot."""
        self.boots += 1
        with scratch(self.obj) as directory:
            one = replace(run, name=f"{run.name}{self.boots}")
            outcome = self.runner.execute(one, Path(directory))
        if outcome.ending is not Ending.OFF:
            raise QemuError(f"the benchmark does not end: {outcome.describe_ending()}")
        return outcome

    def to_boot_sector(self) -> int:
        """The TSC at the first instruction of the boot sector."""
        return int.from_bytes(self.boot(STAMP).machine.output[:4], "little")

    def measure(self) -> list[Measurement]:
        """All measurements."""
        before = self.to_boot_sector()
        boots, found = [], {}
        for _ in range(BOOTS):
            outcome = self.boot(BENCH)
            match = re.search(r"START (\d+)", outcome.output)
            if match is None:
                raise QemuError("the program bench does not say when it started")
            boots.append(int(match[1]) - before)
            for fields in re.findall(r"BENCH (\w+) (\w+) (\d+) (\d+) (\d+)", outcome.output):
                found[fields[0]] = Measurement(fields[0], fields[1], *map(int, fields[2:]))
        boot = Measurement(
            "boot", "instructions", statistics.median_low(boots), min(boots), len(boots)
        )
        return [boot, *found.values()]


def table(measurements: list[Measurement]) -> str:
    """The measurements beside the others', for people."""
    lines = [f"{'operation':18} {'median':>12} {'min':>12} {'n':>5} {'JOS':>12} {'xv6':>12}"]
    for m in measurements:
        others: tuple[Optional[int], ...] = RIVALS.get(m.name, (None, None))
        shown = " ".join(f"{'-' if other is None else format(other, ','):>12}" for other in others)
        lines.append(f"{m.name:18} {m.median:>12,} {m.minimum:>12,} {m.n:>5} {shown}")
    return "\n".join(lines) + "\n(guest instructions)"


def main() -> int:
    """Measures, prints, writes bench.json."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    root = Path(__file__).resolve().parent.parent
    start = time.monotonic()
    try:
        tree.make(root)
        build = tree.load_build(root)
        measurements = Bench(build).measure()
    except (tree.TreeError, QemuError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(table(measurements))
    data = [
        {"name": m.name, "unit": m.unit, "median": m.median, "min": m.minimum, "n": m.n}
        for m in measurements
    ]
    (build.obj / "bench.json").write_text(json.dumps(data, indent=1) + "\n")
    print(f"Time: {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
