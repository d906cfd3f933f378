# SPDX-License-Identifier: MIT
"""Unit tests, gdb and lint: the tests that have a runner of their own."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator

from checks.common import ROOT, Check, counted, python, succeeds

SUMMARY = re.compile(r"^Ran (\d+) tests?", flags=re.M)
RESULT = re.compile(
    r"^test_\w+ \((\S+)\)(?:.*\n)??.*\.\.\. (ok|skipped|FAIL|ERROR)(?: '(.*)')?", flags=re.M
)


def unit_tests(file: Path) -> list[Check]:
    """The unit tests of a file, one check for each."""
    start, pattern = ("-s", str(file.parent), "-t", str(file.parent)), ("-p", file.name)
    done = python("-m", "unittest", "discover", *start, *pattern, "-v")
    ran = SUMMARY.search(done.output)
    results = RESULT.findall(done.output)
    checks = []
    for title, word, reason in results:
        ok = {"ok": True, "skipped": None}.get(word, False)
        checks.append(Check(f"{file.parent.name}: {title}", ok, reason))
    if done.status != 0 or ran is None or len(results) != int(ran[1]):
        checks.append(Check(f"unit tests of {file.relative_to(ROOT)}", False, done.tail))
    return checks


def unit() -> Iterator[Check]:
    """The unit tests of the grader, of the build tools and of what makes the course."""
    files = [f for d in ("grade/tests", "labs") for f in sorted((ROOT / d).glob("test_*.py"))]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for checks in pool.map(unit_tests, files):
            yield from checks


def lint() -> Iterator[Check]:
    """Formatting and static analysis."""
    yield succeeds("make lint", python("grade/host/lint.py"))


def gdb() -> Iterator[Check]:
    """gdb is driven from the boot sector into a program."""
    yield from counted("gdb", python("grade/host/gdbtest.py"))
