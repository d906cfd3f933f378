# SPDX-License-Identifier: MIT
"""make grade-debug: boots the machine of one test, stopped at the first instruction, for gdb."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from model import Build, Case
from qemu import program
from runner import nonce, prepare_image, seeded


def boot(build: Build, chosen: list[Case], which: str, seed: str, port: int) -> int:
    """Replaces the grader by QEMU on this terminal. Returns only if the choice is not one test.

    `which` names one of the test's runs; if it is empty, the first one is taken.
    """
    runs = [run for run in chosen[0].runs if which in ("", run.name)]
    if len(chosen) != 1 or not runs:
        print("grade: choose one test, and one of its runs: TEST=name RUN=name", file=sys.stderr)
        return 2
    run = seeded(runs[0], seed)
    image = build.obj / "grade" / "debug.img"
    image.parent.mkdir(parents=True, exist_ok=True)
    prepare_image(run, nonce(run, seed), build, image)
    for step in run.dialogue:
        print(f"when you see {step.after!r}, the grader types {step.say!r}")
    command = _command(build, run.hardware.memory, image, port)
    extra = "-icount shift=0,sleep=off -rtc clock=vm"
    # LAB 5 #
    if run.volume is not None:
        extra = extra.replace("sleep=off", "sleep=on")
    # END LAB 5 #
    if run.hardware.cpu:
        extra += f" -cpu {run.hardware.cpu}"
    if not run.hardware.acpi:
        extra += " -machine acpi=off"
    if run.hardware.vga:
        extra += " -vga std"
    sys.stdout.flush()
    os.execv(command[0], [*command, "--cpus", str(run.hardware.cpus), f"--extra={extra}"])


def _command(build: Build, memory: int, image: Path, port: int) -> list[str]:
    """The build's own command for booting an image under gdb."""
    command = [sys.executable, str(build.tree / "kern" / "build" / "qemu.py"), str(image)]
    command += ["--qemu", program(), "--mem", str(memory), "--nox"]
    return command + (["--gdb", str(port)] if port else [])
