#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""gdbtest.py - drives gdb in batch mode through a whole boot: is what "make gdb" shows right?

Starts a machine of its own, on a free port, the way make qemu-nox-gdb does, and gdb the way make
gdb does. Each check is a gdb command and a pattern that must be found in what gdb prints after it.
Prints a line for each check, then "N passed, M failed"; ends with status 1 if one failed.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import List, NamedTuple, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60.0
MARK = "=====exolab-check"


class Check(NamedTuple):
    """A command for gdb, and what must be found in its answer (None: it is only a step)."""

    command: str
    pattern: Optional[str]
    about: str


CHECKS = (
    Check("info registers eip", r"0x7c00\b", "the machine stops at the boot sector"),
    Check("info source", r"Current source file is kern/boot/boot\.S", "with its source"),
    Check("x/3i $pc", r"ljmp +\$0x0,\$0x[0-9a-f]{3,5}\b", "decoded as 16-bit instructions"),
    Check("pt 0x7c00", r"paging is off", "pt says that paging is off"),
    Check("break loader_main", r"file kern/boot/main\.c, line \d+", "a breakpoint in loader C"),
    Check("continue", r"Breakpoint \d+, loader_main \(", "reached, after the mode switch"),
    Check("p $cr0 & 1", r"= (1|\[ PE \])", "in protected mode"),
    Check("x/2i $pc", r"%e(bp|sp|ax|cx|dx|bx|si|di)", "decoded as 32-bit instructions"),
    Check("list", r"\n\d+\s+\w", "with its source"),
    Check("tbreak *0x100000", r"kern/entry\.S|0x100000", "a breakpoint at the kernel's entry"),
    Check("continue", r"kern/entry\.S:\d+", "reached, with source before paging is on"),
    Check("e820", r"0{12} - [0-9a-f]{12} +usable", "e820 prints the memory map"),
    Check("break i386_init", r"file kern/init\.c, line \d+", "a breakpoint in the kernel's C"),
    Check("continue", r"Breakpoint \d+, i386_init \(", "reached, after paging is on"),
    Check("backtrace", r"#0 +i386_init", "with a backtrace"),
    Check("pt i386_init", r"-> physical 001[0-9a-f]{5}\b", "pt finds the kernel's frame"),
    Check("envs", r"not possible here|slot +id", "envs does no harm before there are any"),
    Check("pbreak hello", r"file user/hello\.c, line \d+", "a breakpoint in one program"),
    Check("continue", r"Breakpoint \d+, umain \(.*\) at user/hello\.c", "reached"),
    Check("backtrace", r"#1 .*libmain .*lib/libmain\.c", "with a backtrace to the libOS"),
    Check("p $cs & 3", r"= 3", "in user mode"),
    Check("envs", r"\* +\d+ +[0-9a-f]{8} +[0-9a-f]{8} +running .* hello", "envs marks the program"),
    Check("envs", r"runnable .* faultread", "envs lists the one that waits"),
    Check("tf", r"eip 00[0-9a-f]{6} +cs 001b", "tf prints the trap frame"),
    Check("pt umain", r"physical [0-9a-f]{8} \(programs may read\)", "pt: text is read-only"),
    Check("pt $esp", r"\(programs may read and write\)", "pt: the stack is not"),
    Check("pt i386_init", r"physical 001[0-9a-f]{5} \(", "pt: the kernel is mapped"),
    Check("pt 0", r"not mapped", "pt: address 0 is not"),
    Check("break report_fault", r"file kern/fault\.c", "a breakpoint in the kernel's fault report"),
    Check("continue", r"Breakpoint \d+, report_fault", "reached"),
    Check("tf", r"trap 14 \(page fault\)", "tf names the trap"),
    Check("tf", r"umain.* at user/faultread\.c:\d+", "and the line of the other program"),
)


def free_port() -> int:
    """A port that nothing uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_machine(obj: str, port: int) -> "subprocess.Popen[str]":
    """QEMU, stopped at its first instruction; returns when it says so."""
    command = [sys.executable, "kern/build/qemu.py", f"{obj}/exolab.img", "--nox", "--mem", "32"]
    command += ["--gdb", str(port), "--cmdline", "run=hello,faultread end"]
    machine = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    assert machine.stdout is not None
    machine.stdout.readline()
    return machine


def run_gdb(obj: str, port: int, checks: Sequence[Check]) -> str:
    """All that gdb prints while it goes through the checks; a mark stands before each answer."""
    command = ["gdb", "-nx", "-batch", "-x", "kern/gdb/exolab.gdb", f"{obj}/kern/kernel.elf"]
    for number, check in enumerate(checks):
        command += ["-ex", f"echo {MARK} {number}\\n", "-ex", check.command]
    environment = dict(os.environ, EXOLAB_OBJ=obj, EXOLAB_GDBPORT=str(port), LC_ALL="C")
    try:
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=TIMEOUT,
        )
        return result.stdout
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
        text = said.decode() if isinstance(said, bytes) else said
        return f"{text}\ngdb did not come to an end within {TIMEOUT:.0f} seconds\n"


def split_answers(output: str, count: int) -> List[str]:
    """What gdb printed after each mark; empty where it did not get that far."""
    answers = [""] * count
    for part in output.split(MARK)[1:]:
        number, _, answer = part.partition("\n")
        answers[int(number)] = answer
    return answers


def judge(checks: Sequence[Check], output: str) -> Tuple[int, int]:
    """Prints a line for each check. Returns how many passed and how many failed."""
    passed = failed = 0
    for check, answer in zip(checks, split_answers(output, len(checks))):
        if check.pattern is None:
            continue
        if re.search(check.pattern, answer):
            passed += 1
            print(f"ok    gdb: {check.about}")
            continue
        failed += 1
        print(f"FAIL  gdb: {check.about}")
        print(f"      (gdb) {check.command}")
        print(f"      expected: {check.pattern}")
        print("      got: " + (answer.strip() or "nothing").replace("\n", "\n           "))
    return passed, failed


def main() -> int:
    """Runs the machine and gdb, and judges."""
    parser = argparse.ArgumentParser(description="Tests the gdb scripts.")
    parser.add_argument("--obj", default="obj", help="where the tree was built")
    parser.add_argument("--verbose", action="store_true", help="print all that gdb says")
    args = parser.parse_args()
    if shutil.which("gdb") is None:
        print("gdb is not installed: type make setup")
        return 1
    port = free_port()
    machine = start_machine(args.obj, port)
    try:
        output = run_gdb(args.obj, port, CHECKS)
    finally:
        machine.terminate()
        machine.wait()
    if args.verbose:
        print(output)
    passed, failed = judge(CHECKS, output)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
