# SPDX-License-Identifier: MIT
"""The grader as a whole: full score, the same twice, under Bochs, and its command for debugging."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator

import tree
from checks.common import ROOT, Check, full_score, python
from model import Run
from qemu import Hardware
from runner import Runner, scratch

FIELDS = {"name", "number", "score", "max_score", "status", "output", "visibility"}
TIME = re.compile(r"^Time: .*\n", flags=re.M)

# Small, large, old: the edges of what the kernel is meant for.
MACHINES = (
    Hardware(memory=16),
    Hardware(memory=4096),
    Hardware(memory=128, vga=True),
    Hardware(cpus=2),
    Hardware(cpus=8, memory=64),
    Hardware(cpu="486"),
    Hardware(cpu="pentium"),
    Hardware(cpu="qemu64"),
)
# From the boot sector to the first instruction of a program.
BOOT_INSTRUCTIONS = 3_000_000
BOCHS = (
    "boot_kernel,printf_*,frames_double_free,env_hello,fault_report,syscall_registers,"
    # QEMU raises fewer exceptions than a processor does.
    "upcall_causes,upcall_fpu,upcall_state"
)

# All tests whose runs are preempted, Run.preempted: under another seed, so much more often.
SEEDS = 20
PREEMPTED_LEAST = 25


def graded() -> Iterator[Check]:
    """All tests, twice."""
    with tempfile.TemporaryDirectory(prefix="exolab-grade-") as directory:
        texts, files = [], []
        for number in (1, 2):
            done = python("grade/grade.py")
            if number == 1:
                yield full_score("the reference solution has full score", done)
            texts.append(TIME.sub("", done.output))
            copy = Path(directory) / str(number)
            shutil.copyfile(ROOT / "obj" / "grade" / "results.json", copy)
            files.append(copy.read_bytes())
    yield Check("two runs print the same but for the time", texts[0] == texts[1])
    yield Check("two runs write the same results.json", files[0] == files[1])
    data = json.loads(files[0])
    good = all(set(test) == FIELDS for test in data["tests"]) and data["tests"]
    yield Check("results.json has Gradescope's fields", bool(good))
    total = sum(test["score"] for test in data["tests"])
    yield Check("results.json adds up", total == data["score"])
    other = python("grade/grade.py", "--test", "boot_kernel,frames_all,env_hello", "--seed", "77")
    yield full_score("another seed passes too", other)


def seeds() -> Iterator[Check]:
    """Lab 4's programs, interrupted at ever other points; a seed that fails is named."""
    done = python("grade/grade.py", "--lab", "4", "--seeds", str(SEEDS), timeout=1500)
    yield full_score(f"{SEEDS} seeds, each with a time slice of its own", done)
    counts = [int(n) for n in re.findall(r"^seed \d+: (\d+) passed$", done.output, flags=re.M)]
    good = len(counts) == SEEDS - 1 and min(counts) >= PREEMPTED_LEAST
    said = f"tests that passed, for each seed but the first: {counts}"
    yield Check(f"each seed moves at least {PREEMPTED_LEAST} tests", good, "" if good else said)


def hardware() -> Iterator[Check]:
    """The same image runs hello on every machine."""
    build = tree.load_build(ROOT)
    runner = Runner(build, "1", "qemu")
    for number, machine in enumerate(MACHINES):
        run = Run(f"hardware{number}", "run=hello", machine, limit=400_000_000)
        with scratch(build.obj) as directory:
            outcome = runner.execute(run, Path(directory))
        good = "hello, world" in outcome.said()
        said = ", ".join(f"{k}={v}" for k, v in vars(machine).items() if v)
        yield Check(f"hello runs on {said}", good, outcome.output + outcome.describe_ending())


def bench() -> Iterator[Check]:
    """What a boot may cost. What a system call may cost is a test of lab 3."""
    done = python("grade/bench.py")
    measured = re.search(r"^boot +([\d,]+)", done.output, flags=re.M)
    cost = int(measured[1].replace(",", "")) if measured else None
    good = done.status == 0 and cost is not None and cost <= BOOT_INSTRUCTIONS
    yield Check(f"a boot takes at most {BOOT_INSTRUCTIONS:,} instructions", good, done.tail)
    over = [line for line in done.output.split("\n") if line.endswith("  too many")]
    yield Check("no operation costs more than it may", not over and good, "\n".join(over))


def bochs() -> Iterator[Check]:
    """The same image, the same tests, under Bochs."""
    if shutil.which("bochs") is None:
        yield Check("tests under Bochs", None, "bochs is not installed")
        return
    done = python("grade/grade.py", "--emu", "bochs", "--test", BOCHS)
    yield full_score("tests under Bochs", done)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def debug() -> Iterator[Check]:
    """The command that a failed test names for debugging: gdb finds the very machine there."""
    if shutil.which("gdb") is None:
        yield Check("make grade-debug", None, "gdb is not installed")
        return
    port = free_port()
    command = [sys.executable, "grade/grade.py", "--debug", "--test", "kernel_fault"]
    with subprocess.Popen(
        [*command, "--gdbport", str(port)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as machine:
        assert machine.stdout is not None
        machine.stdout.readline()  # "stopped at the first instruction"
        gdb = ["gdb", "-nx", "-q", "-batch", "-ex", "set tcp connect-timeout 30"]
        gdb += ["-ex", f"target remote localhost:{port}"]
        for step in ("hbreak run_kernel_fault", "continue", "bt"):
            gdb += ["-ex", step]
        done = subprocess.run(
            [*gdb, "obj/kern/kernel.elf"], cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=120
        )
        machine.terminate()
    good = "ktest_run" in done.stdout
    yield Check("make grade-debug: gdb stops in the test", good, done.stdout)
