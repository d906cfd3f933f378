#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Grades a student's tree from outside: make grade TREE=path [LAB=n] [TEST=pattern].

Only the files in which exercises stand are taken from the student's tree; they are laid over a
fresh skeleton of the lab that the tree has come to. So tests, headers and makefiles are always the
originals, whatever the student's tree has in their place. A file that is missing or does not
compile is graded as the skeleton has it: nothing in it is solved, and what does not need it keeps
its points.

Exit status: 0 on full score, 1 if points are missing, 2 if there is no such tree.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import handout
import marks
from workshop import ROOT, BuildError, build, cases_of, exercise_files, judge

import grade
import report
from model import Case, Result, Verdict

MAX_FILE = 1 << 20
# The compiler says which files it has read; the assembler (.incbin) only if asked. LLVM's can't.
ASSEMBLED = "DEPS=-MMD -MP -pipe -Wa,--MD,$(@:.o=.assembled)"
CODE = {".c", ".h", ".S", ".ld", ".py"}
INSTEAD = "graded with the skeleton's, in which nothing is solved"

Tree = dict[str, tuple[bytes, int]]


class TreeError(Exception):
    """A tree that cannot be graded at all; the text says why, in one line."""


def newest_lab(tree: Path, asked: int | None) -> int:
    """The lab that a student's tree has come to: the last one whose text it holds."""
    all_labs = handout.labs(ROOT)
    there = [lab for lab in all_labs if (tree / f"labs/lab{lab}.md").is_file()]
    if asked and asked not in all_labs:
        raise TreeError(f"there is no lab {asked}: LAB= is one of {', '.join(map(str, all_labs))}")
    if asked and there and there[-1] < asked:
        raise TreeError(
            f"{tree} has come to lab {there[-1]} only: merge lab{asked} into it, or say "
            f"LAB={there[-1]}"
        )
    if not there and not asked:
        raise TreeError(
            f"{tree} holds no labs/labN.md: it is not a tree of this course; or say LAB=n"
        )
    return there[-1] if there else asked or 0


def student_file(tree: Path, name: str) -> tuple[bytes | None, str]:
    """The content of a file of the student's tree; or None, and why it is not taken."""
    path = tree / name
    if not path.is_file():
        return None, f"{name} is not in the tree"
    if not path.resolve().is_relative_to(tree.resolve()):
        return None, f"{name} is a link that leaves the tree"
    if path.stat().st_size > MAX_FILE:
        return None, f"{name} is larger than 1 MiB"
    return path.read_bytes(), ""


def lay_over(tree: Path, directory: Path, lab: int) -> list[str]:
    """Lays the student's files over the skeleton. Returns a note on each that is not taken."""
    notes = []
    for name in exercise_files(ROOT, lab):
        content, reason = student_file(tree, name)
        if content is None:
            notes.append(f"{reason}: {INSTEAD}")
        else:
            (directory / name).write_bytes(content)
    if len(notes) == len(exercise_files(ROOT, lab)):
        raise TreeError(f"{tree} holds none of the files in which lab {lab}'s exercises stand")
    return notes


def left_aside(tree: Path, skeleton: Tree, lab: int) -> list[str]:
    """Notes on what a student has changed or added, but is not graded."""
    own = set(exercise_files(ROOT, lab))
    notes = []
    for name, (content, _) in skeleton.items():
        if name in own or not (Path(name).suffix in CODE or name == "GNUmakefile"):
            continue
        if (tree / name).is_file() and student_file(tree, name)[0] != content:
            notes.append(f"{name} is not the original: graded with the original")
    for folder in ("kern", "lib", "inc", "user/fs"):
        for path in sorted((tree / folder).rglob("*")):
            name = str(path.relative_to(tree))
            if path.suffix in {".c", ".h", ".S"} and name not in skeleton and path.is_file():
                notes.append(f"{name} is not part of the handout: graded without it")
    return notes


def culprits(said: str, own: list[str]) -> list[str]:
    """The student's files that the compiler could not translate, from what make said."""
    objects = re.findall(
        r"make.*\*\*\* \[.*?\bobj/(?:kern/boot/(?=lib/)|kern/(?=lib/))?(\S+)\.o\]", said
    )
    return [name for name in own if os.path.splitext(name)[0] in objects]


def outside(directory: Path) -> list[str]:
    """Files from outside the tree that the build has read."""
    found = set()
    for path in [*directory.glob("obj/**/*.d"), *directory.glob("obj/**/*.assembled")]:
        words = path.read_text(errors="replace").replace("\\\n", " ").split()
        found |= {word for word in words if word.startswith(("/", "..")) or "/../" in word}
    return sorted(word.rstrip(":") for word in found)


def build_what_can_be(directory: Path, skeleton: Tree, lab: int) -> list[str]:
    """Builds the tree, with the skeleton's version of what does not compile. Returns notes.

    Raises BuildError if the tree does not build even so.
    """
    notes = []
    own = exercise_files(ROOT, lab)
    while True:
        try:
            build(directory, *([] if os.environ.get("LLVM") else [ASSEMBLED]))
        except BuildError as error:
            bad = culprits(error.said, own)
            if not bad:
                raise
            for name in bad:
                own.remove(name)
                (directory / name).write_bytes(skeleton[name][0])
                notes.append(f"{name} does not compile: {INSTEAD}\n{error}")
            continue
        if foreign := outside(directory):
            raise BuildError(f"it includes files from outside the tree: {', '.join(foreign)}")
        return notes


def grade_tree(
    tree: Path, lab: int, cases: list[Case], jobs: int
) -> tuple[list[Result], list[str]]:
    """The results, and notes on the tree."""
    skeleton = handout.handout_tree(ROOT, marks.Choice(lab))
    with tempfile.TemporaryDirectory(prefix="exolab-tree-") as scratch:
        directory = Path(scratch) / "tree"
        handout.write_tree(directory, skeleton)
        notes = lay_over(tree, directory, lab) + left_aside(tree, skeleton, lab)
        try:
            notes += build_what_can_be(directory, skeleton, lab)
        except BuildError as error:
            text = f"The tree does not build, so nothing of it can run:\n{error}"
            return [Result(case, Verdict.FAILED, "", text) for case in cases], [*notes, text]
        return judge(directory, cases, str(tree), jobs).results, notes


def grade_and_report(options: argparse.Namespace) -> int:
    if not options.tree.is_dir():
        raise TreeError(f"TREE={options.tree} is not a directory")
    lab = newest_lab(options.tree, options.lab)
    every = cases_of(range(1, lab + 1))
    chosen = grade.choose(every, options.lab, options.test)
    if not chosen:
        raise TreeError("no test of that lab and name; grade/points lists them")
    names = {case.name for case in chosen}
    needed = names | grade.prerequisites(every, names)
    judged = [case for case in every if case.name in needed]
    results, notes = grade_tree(options.tree, lab, judged, max(1, options.jobs))
    others = [result for result in results if result.case.name not in names]
    if first := report.needed_first(others, "1"):
        notes.append(first.rstrip())
    results = [result for result in results if result.case.name in names]
    for note in notes:
        print("note: " + note.replace("\n", "\n      "))
    print(report.render(results, "1"))
    report.write_json(ROOT / "obj/grade/results.json", results, "1", notes)
    return grade.status(results)


def main() -> int:
    parser = grade.Parser(description="grade a student's tree from outside")
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--lab", type=int, help="only the tests of this lab")
    parser.add_argument("--test", default="", help="only tests of these names (wildcards allowed)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    start = time.monotonic()
    try:
        status = grade_and_report(options)
    except (TreeError, handout.HandoutError, marks.MarkError, OSError) as error:
        print(f"grade: {error}", file=sys.stderr)
        return 2
    print(f"Time: {time.monotonic() - start:.1f} s")
    return status


if __name__ == "__main__":
    sys.exit(main())
