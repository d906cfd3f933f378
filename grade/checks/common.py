# SPDX-License-Identifier: MIT
"""What the groups of make check share: a check, and running a command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Iterator, NamedTuple, Optional

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 300.0


def share(default: int) -> int:
    """Where there are hundreds of a kind, one of so many is tried: make check SHARE=n says so."""
    return max(int(os.environ.get("SHARE") or default), 1)


SHARE = share(6)  # make check SHARE=1 tries them all

# What a make above us has set, and must not decide how the checks build.
MAKE_VARIABLES = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "OBJ", "OPT", "LLVM", "TOOLPREFIX", "WERROR")


class Check(NamedTuple):
    """The outcome of one check; ok is None if it was skipped. The detail says why."""

    name: str
    ok: Optional[bool]
    detail: str = ""


class Done(NamedTuple):
    """A command that has ended, or was ended because it took too long."""

    status: int
    output: str

    @property
    def tail(self) -> str:
        """The end of the output, for a report."""
        return "\n".join(self.output.strip().split("\n")[-12:])

    @property
    def failures(self) -> str:
        """What a report of the grader says of each test that is not passed, and its end."""
        lines, said = self.output.split("\n"), []
        for line in lines:
            told = line.startswith(8 * " ") and bool(said)
            if told or re.search(r" (FAILED|GRADER ERROR|HOST TOO SLOW) ", line):
                said.append(line)
            elif said and said[-1]:
                said.append("")
        return "\n".join([*said, self.tail])


def run(*command: str, timeout: float = TIMEOUT, **variables: str) -> Done:
    """Runs a command in the root of the tree, without input. Variables go to its environment."""
    environment = {k: v for k, v in os.environ.items() if k not in MAKE_VARIABLES}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**environment, **variables},
    )
    try:
        output, _ = process.communicate(timeout=timeout)
        return Done(process.returncode, output.decode(errors="replace"))
    except subprocess.TimeoutExpired:
        process.terminate()
        output, _ = process.communicate()
        text = output.decode(errors="replace")
        return Done(-1, f"{text}\n(ended after {timeout:.0f} seconds: it hangs)")


def python(*arguments: str, timeout: float = TIMEOUT, **variables: str) -> Done:
    """Runs a Python program of the tree."""
    return run(sys.executable, *arguments, timeout=timeout, **variables)


def succeeds(name: str, done: Done) -> Check:
    """A check that is passed if the command ended with status 0."""
    return Check(name, done.status == 0, "" if done.status == 0 else done.tail)


def full_score(name: str, done: Done) -> Check:
    """The same for a run of the grader."""
    return Check(name, done.status == 0, "" if done.status == 0 else done.failures)


COUNTS = re.compile(r"^(\d+) passed, (\d+) failed", flags=re.M)
LINE = re.compile(r"^(ok|FAIL|skip) +(.*)\n((?: {6}.*\n)*)", flags=re.M)


def counted(name: str, done: Done) -> Iterator[Check]:
    """The checks of a program that prints lines as ours and ends with "N passed, N failed"."""
    found = COUNTS.findall(done.output)
    if not found or (done.status == 0) != (found[-1][1] == "0"):
        yield Check(name, False, done.tail)
        return
    for word, title, detail in LINE.findall(done.output):
        ok = {"ok": True, "FAIL": False, "skip": None}[word]
        yield Check(title, ok, detail.replace("\n      ", "\n"))
