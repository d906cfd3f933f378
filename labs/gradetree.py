#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Grades a student's tree from outside: make grade TREE=path [LAB=n].

Only the files in which exercises stand are taken from the student's tree; they are laid over a fresh
skeleton of that lab. So tests, headers and makefiles are always the originals, whatever the student's
tree has in their place.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import handout
import marks
from workshop import ROOT, BuildError, build, cases_of, exercise_files, judge

import grade
import report
from model import Case, Result, Verdict

MAX_FILE = 1 << 20


class TreeError(Exception):
    """A tree that cannot be graded at all; the text says why, in one line."""


def newest_lab(tree: Path) -> int:
    """The lab that a student's tree has come to: the last one whose text it holds."""
    there = [lab for lab in handout.labs(ROOT) if (tree / f"labs/lab{lab}.md").is_file()]
    if not there:
        raise TreeError(f"{tree} holds no labs/labN.md: it is not a tree of this course; or say LAB=n")
    return there[-1]


def take_files(tree: Path, directory: Path, lab: int) -> list[str]:
    """Lays the student's files over the skeleton. Returns a note on each that could not be taken."""
    notes = []
    for name in exercise_files(ROOT, lab):
        path = tree / name
        if not path.is_file() or path.is_symlink():
            notes.append(f"{name} is not in the tree: graded with the skeleton's, nothing solved")
        elif path.stat().st_size > MAX_FILE:
            notes.append(f"{name} is larger than 1 MiB: graded with the skeleton's, nothing solved")
        else:
            (directory / name).write_bytes(path.read_bytes())
    return notes


def grade_tree(tree: Path, lab: int, cases: list[Case], jobs: int) -> tuple[list[Result], list[str]]:
    """The results, and notes on the tree."""
    with tempfile.TemporaryDirectory(prefix="exolab-tree-") as scratch:
        directory = Path(scratch) / "tree"
        handout.write_tree(directory, handout.handout_tree(ROOT, marks.Choice(lab)))
        notes = take_files(tree, directory, lab)
        try:
            build(directory)
        except BuildError as error:
            text = f"The tree does not build, so nothing of it can run:\n{error}"
            notes.append(text)
            return [Result(case, Verdict.FAILED, "", text) for case in cases], notes
        return judge(directory, cases, str(tree), jobs).results, notes


def main() -> int:
    parser = argparse.ArgumentParser(description="grade a student's tree from outside")
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--lab", type=int, help="only the tests of this lab")
    parser.add_argument("--test", default="", help="only tests of these names (wildcards allowed)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    try:
        if not options.tree.is_dir():
            raise TreeError(f"{options.tree} is not a directory")
        lab = options.lab or newest_lab(options.tree)
        cases = grade.choose(cases_of(range(1, lab + 1)), options.lab, options.test)
        if not cases:
            raise TreeError("no test of that lab and name; `make grade LIST=1` lists them")
        results, notes = grade_tree(options.tree, lab, cases, options.jobs)
    except (TreeError, handout.HandoutError, marks.MarkError, OSError) as error:
        print(f"grade: {error}", file=sys.stderr)
        return 2
    for note in notes:
        print(f"note: {note}")
    print(report.render(results, "1"))
    out = ROOT / "obj/grade/results.json"
    report.write_json(out, results, "1")
    return grade.status(results)


if __name__ == "__main__":
    sys.exit(main())
