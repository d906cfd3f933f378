#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make check: the project's own tests, all of them, or the groups that are named.

Prints a line for each check and ends with "N passed, N failed". Exit status 0 if none failed.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path
from typing import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "kern" / "build"))

from checks import badinput, builds, course, cuts, files, grading, shell, unit  # noqa: E402
from checks.common import Check, run, succeeds  # noqa: E402

Group = Callable[[], Iterator[Check]]

GROUPS: dict[str, Group] = {
    "unit": unit.unit,
    "lint": unit.lint,
    "disk": builds.disk,
    "disks": badinput.disks,
    "machines": badinput.machines,
    "tools": badinput.tools,
    "damage": files.damage,
    "errors": files.errors,
    "volumes": files.volumes,
    "cuts": cuts.cuts,
    "shell": shell.shell,
    "hardware": grading.hardware,
    "grade": grading.graded,
    "bench": grading.bench,
    "seeds": grading.seeds,
    "debug": grading.debug,
    "gdb": unit.gdb,
    "bochs": grading.bochs,
    "incremental": builds.incremental,
    "matrix": builds.matrix,
    "texts": course.texts,
    "book": course.book,
    "handout": course.handout,
    "course": course.course,
    "answers": course.answers,
}


class Tally:
    """Counts the checks, and prints each."""

    def __init__(self) -> None:
        self.passed = self.failed = 0
        self.skipped: list[Check] = []

    def add(self, check: Check) -> None:
        """One more check."""
        if check.ok is None:
            self.skipped.append(check)
        elif check.ok:
            self.passed += 1
        else:
            self.failed += 1
        word = {None: "skip", True: "ok", False: "FAIL"}[check.ok]
        print(f"{word:5} {check.name}")
        if not check.ok and check.detail:
            print("      " + check.detail.strip().replace("\n", "\n      "))
        sys.stdout.flush()


def run_group(name: str, group: Group, tally: Tally) -> None:
    """Runs a group; that it breaks is a failure too."""
    start = time.monotonic()
    print(f"--- {name}")
    try:
        for check in group():
            tally.add(check)
    except Exception:  # pylint: disable=broad-except
        tally.add(Check(f"group {name}", False, traceback.format_exc()))
    print(f"      ({time.monotonic() - start:.0f} s)")


def main() -> int:
    """Runs the groups."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("group", nargs="*", help="of: " + " ".join(GROUPS))
    names = parser.parse_args().group or list(GROUPS)
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"check: no group {unknown[0]}; there are: {' '.join(GROUPS)}", file=sys.stderr)
        return 2
    tally = Tally()
    tally.add(succeeds("make", run("make")))
    if tally.failed == 0:
        for name in names:
            run_group(name, GROUPS[name], tally)
    for check in tally.skipped:
        print(f"skipped: {check.name}: {check.detail}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
