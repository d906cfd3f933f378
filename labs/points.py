#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Carries the points of grade/points to where students read them.

    labs/points.py

Rewrites `Exercise n.m (P points):` in the heading comments of the source, and in labs/labN.md the
headings of exercises and the sentence `This lab is worth N points.` Prints the files it changed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import handout
from workshop import ROOT, cases_of

IN_SOURCE = re.compile(r"\bExercise (\d+\.\d+)(?: \(\d+ points?\))?:")
IN_TEXT = re.compile(r"^(### Exercise (\d+\.\d+): .* \()\d+ points?(?=, )", re.M)
WORTH = re.compile(r"\bThis lab is worth \d+ points")


def counted(points: int) -> str:
    return f"{points} point" if points == 1 else f"{points} points"


def rewrite_source(source: str, points: dict[str, int]) -> str:
    """A source file with the points of each exercise behind its number."""

    def replace(match: "re.Match[str]") -> str:
        if match[1] not in points:
            return match[0]
        return f"Exercise {match[1]} ({counted(points[match[1]])}):"

    return IN_SOURCE.sub(replace, source)


def rewrite_text(text: str, points: dict[str, int], total: int) -> str:
    """A lab's text with the points of its exercises and of the lab."""

    def replace(match: "re.Match[str]") -> str:
        return match[1] + counted(points.get(match[2], 0))

    return WORTH.sub(f"This lab is worth {total} points", IN_TEXT.sub(replace, text))


def main() -> int:
    points: dict[str, int] = {}
    totals: dict[int, int] = {}
    for case in cases_of(range(1, 9)):
        points[case.exercise] = points.get(case.exercise, 0) + case.points
        totals[case.lab] = totals.get(case.lab, 0) + case.points
    texts = {f"labs/lab{lab}.md": lab for lab in handout.labs(ROOT)}
    for name in handout.source_files(ROOT):
        path = ROOT / name
        if name in texts:
            new = rewrite_text(path.read_text(), points, totals.get(texts[name], 0))
        elif Path(name).suffix in {".c", ".h", ".S"}:
            new = rewrite_source(path.read_text(), points)
        else:
            continue
        if new != path.read_text():
            path.write_text(new)
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
