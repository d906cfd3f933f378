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

# LAB 5 #
from disks import Layout, Volume
# END LAB 5 #
import scaling
import tree
from model import Build, Ending, Outcome, Run
from qemu import Hardware, QemuError
from runner import Runner, scratch

BOOTS = 2  # to show that they are the same



class Target(NamedTuple):
    """What others need, measured with the same method, and what ours may need."""

    jos: Optional[int]  # the better of two solved trees
    xv6: Optional[int]  # the one for x86
    limit: Optional[int]


TARGETS = {
    "boot": Target(17_100_000, 65_400_000, 3_000_000),
    "syscall_int": Target(422, 1_395, 110),
    "syscall_sysenter": Target(422, 1_395, 70),
    "yield2": Target(1_257, 7_199, 350),
    "ipc_word": Target(2_433, 27_231, 450),
    "ipc_page": Target(3_005, None, 900),
    "upcall": Target(528, None, 220),
    "fault_alloc": Target(2_159, None, 1_600),
    "page_alloc_unmap": Target(2_271, 9_282, 1_400),
    "fork_small": Target(135_890, 2_030_000, 25_000),
    "fork_1mb": Target(557_657, 5_850_000, 60_000),
    # LAB 5 #
    "spawn": Target(158_064, 4_070_000, 80_000),
    "open_close": Target(10_001, 93_976, 3_000),
    "read_1": Target(3_648, 12_343, 900),
    "read_4096": Target(5_698, 61_693, 2_300),
    "read_seq_kib": Target(1_438, 19_048, 400),
    "write_kib": Target(1_478, 111_000, 600),
    "create_remove": Target(None, 810_444, 60_000),
    # END LAB 5 #
}
UNKNOWN = Target(None, None, None)
# How fork_1mb grows with memory is its point; the others may not change with what else is there.
CONSTANT = [name for name in TARGETS if name not in ("boot", "fork_1mb")]

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


def measurements_in(output: str) -> dict[str, Measurement]:
    """What a program has reported (user/measure.h)."""
    found = re.findall(r"BENCH (\w+) (\w+) (\d+) (\d+) (\d+)", output)
    return {name: Measurement(name, unit, *map(int, rest)) for name, unit, *rest in found}


def stamp_boot_sector(image: Path) -> None:
    """Puts the stamping boot sector into an image."""
    with image.open("r+b") as file:
        file.write(STAMPING_BOOT_SECTOR)


IN_STEP = Hardware(exact=True)
BENCH = Run("bench", "run=bench", hardware=IN_STEP)
STAMP = Run("stamp", "", alter_image=stamp_boot_sector, hardware=IN_STEP)
# From lab 4 on, also beside 1,000 environments more, and in a machine whose memory is used up.
MULTI = Run("multi", "run=benchmulti", Hardware(memory=256), limit=1_000_000_000)
CROWD = replace(MULTI, name="crowd", cmdline="run=benchmulti crowd=1000")
FILL = replace(MULTI, name="fill", cmdline="run=benchmulti fill=256")


# LAB 5 #
def files_run(name: str, file_size: int, disk_mib: int, others: int) -> Run:
    """What files cost: /data of this size, on a disk of this size, in a directory with others."""
    files = [("/data", bytes(range(1, 256)) * (file_size // 255 + 1))]
    files = [(path, content[:file_size]) for path, content in files]
    files += [(f"/other{number}", b"") for number in range(others)]
    layout = Layout(mib=disk_mib, group_blocks=2048)
    volume = Volume(tuple(files), layout, programs=("tiny",))
    machine = Hardware(memory=128)
    return Run(name, "run=parts,fs,benchfiles", machine, limit=3_000_000_000, volume=volume)


# In both cases benchfiles reads the end of /data.
SMALL_SIZES = (64 << 10, 8, 0)
LARGE_SIZES = (64 << 20, 256, 500)
# END LAB 5 #


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

    def boots_and_calls(self) -> list[Measurement]:
        """What a boot costs, and what the program bench measures."""
        before = self.to_boot_sector()
        boots: list[int] = []
        found: dict[str, Measurement] = {}
        for _ in range(BOOTS):
            outcome = self.boot(BENCH)
            match = re.search(r"START (\d+)", outcome.output)
            if match is None:
                raise QemuError("the program bench does not say when it started")
            boots.append(int(match[1]) - before)
            found |= measurements_in(outcome.output)
        boot = Measurement(
            "boot", "instructions", statistics.median_low(boots), min(boots), len(boots)
        )
        return [boot, *found.values()]

    # LAB 5 #
    def files(self, name: str, sizes: tuple[int, int, int]) -> dict[str, Measurement]:
        """What the program benchfiles measures on such a disk."""
        return measurements_in(self.boot(files_run(name, *sizes)).output)

    # END LAB 5 #
    def multi(self, run: Run) -> dict[str, Measurement]:
        """What the program benchmulti measures in this run."""
        return measurements_in(self.boot(run).output)


def number(value: Optional[int]) -> str:
    """A number in a column, or that there is none."""
    return f"{'-' if value is None else format(value, ','):>12}"


def table(measurements: list[Measurement]) -> str:
    """The measurements beside the others' and what is asked for, for people."""
    titles = ("median", "min", "at most", "JOS", "xv6")
    lines = [f"{'operation':18} {'n':>5} " + " ".join(f"{title:>12}" for title in titles)]
    for m in measurements:
        target = TARGETS.get(m.name, UNKNOWN)
        columns = (m.median, m.minimum, target.limit, target.jos, target.xv6)
        shown = " ".join(map(number, columns))
        over = target.limit is not None and m.median > target.limit
        lines.append(f"{m.name:18} {m.n:>5} {shown}{'  too many' if over else ''}")
    return "\n".join(lines) + "\n(guest instructions)"


def constancy(alone: dict[str, Measurement], *others: dict[str, Measurement]) -> str:
    """Medians in a machine with nothing else in it, beside those in other surroundings."""
    titles = ("alone", "crowd=1000", "fill=256")
    lines = [f"{'operation':18} " + " ".join(f"{title:>12}" for title in titles)]
    for name in CONSTANT:
        if name not in alone:
            continue
        medians = [alone[name].median, *(other[name].median for other in others)]
        changed = "" if len(set(medians)) == 1 else "  changes"
        lines.append(f"{name:18} " + " ".join(map(number, medians)) + changed)
    return "\n".join(lines) + "\n(1,000 more environments; all memory but 4 MiB of 256 in use)"


# LAB 5 #
def growth(small: dict[str, Measurement], large: dict[str, Measurement]) -> str:
    """What files cost on a small disk, and on a large one that holds more."""
    lines = [f"{'operation':18} {'small':>12} {'large':>12}"]
    for name in [name for name in TARGETS if name in small]:
        lines.append(f"{name:18} {number(small[name].median)} {number(large[name].median)}")
    said = "64 KiB of a file, alone on 8 MiB; of one of 64 MiB, beside 500 others on 256 MiB"
    return "\n".join(lines) + f"\n({said})"


# END LAB 5 #
def main() -> int:
    """Measures, prints, writes bench.json."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    root = Path(__file__).resolve().parent.parent
    start = time.monotonic()
    try:
        tree.make(root)
        build = tree.load_build(root)
        bench = Bench(build)
        measurements = bench.boots_and_calls()
        surroundings, speedups = [], ""
        if (root / "user/benchmulti.c").exists():
            surroundings = [bench.multi(run) for run in (MULTI, CROWD, FILL)]
            known = {m.name for m in measurements}
            measurements += [m for m in surroundings[0].values() if m.name not in known]
            speedups = scaling.report(build)
        # LAB 5 #
        if (root / "user/benchfiles.c").exists():
            small, large = bench.files("small", SMALL_SIZES), bench.files("large", LARGE_SIZES)
            measurements += small.values()
            speedups += f"\n\n{growth(small, large)}"
        # END LAB 5 #
        measurements.sort(key=lambda m: list(TARGETS).index(m.name))
    except (tree.TreeError, QemuError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    print(table(measurements))
    if surroundings:
        print(f"\n{constancy(*surroundings)}\n\n{speedups}\n")
    data = [
        {"name": m.name, "unit": m.unit, "median": m.median, "min": m.minimum, "n": m.n}
        for m in measurements
    ]
    (build.obj / "bench.json").write_text(json.dumps(data, indent=1) + "\n")
    print(f"Time: {time.monotonic() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
