# SPDX-License-Identifier: MIT
"""Unit tests, gdb and lint: the tests that have a runner of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator

from checks.common import ROOT, Check, counted, python, succeeds

SUMMARY = re.compile(r"^Ran (\d+) tests?", flags=re.M)
RESULT = re.compile(
    r"^test_\w+ \((\S+)\)(?:.*\n)??.*\.\.\. (ok|skipped|FAIL|ERROR)(?: '(.*)')?", flags=re.M
)


def discover(directory: Path) -> Iterator[Check]:
    """The unit tests of a directory, one check for each."""
    name = f"unit tests of {directory.relative_to(ROOT)}"
    done = python("-m", "unittest", "discover", "-s", str(directory), "-t", str(directory), "-v")
    ran = SUMMARY.search(done.output)
    results = RESULT.findall(done.output)
    for title, word, reason in results:
        ok = {"ok": True, "skipped": None}.get(word, False)
        yield Check(f"{directory.name}: {title}", ok, reason)
    if done.status != 0 or ran is None or len(results) != int(ran[1]):
        yield Check(name, False, done.tail)


def unit() -> Iterator[Check]:
    """The unit tests of the grader, of the build tools and of what makes the course."""
    for directory in (ROOT / "grade" / "tests", ROOT / "labs"):
        if any(directory.glob("test_*.py")):
            yield from discover(directory)


def lint() -> Iterator[Check]:
    """Formatting and static analysis."""
    yield succeeds("make lint", python("grade/host/lint.py"))


def gdb() -> Iterator[Check]:
    """gdb is driven from the boot sector into a program."""
    yield from counted("gdb", python("grade/host/gdbtest.py"))
