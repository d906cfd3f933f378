#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Answers of students, right and wrong, and whether the grader tells them apart.

    grade/mutants.py [PATTERN]

grade/answers/wrong/ holds the mistakes that students make, each in a file with the text of one or
more exercise regions; grade/answers/right/ holds right answers of another design. grade/README.md
describes the format. Each is laid over a solved tree, built and graded; the table says which test
caught it. Exit status 0 if every wrong answer loses the tests it says, and no right one any.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "labs"))

import marks  # noqa: E402
from model import Case, prerequisites  # noqa: E402
from workshop import Report, Workshop, cases_of, exercise_files, side_by_side  # noqa: E402

ANSWERS = ROOT / "grade" / "answers"


class AnswerError(Exception):
    """An answer that is not written as grade/README.md says."""


@dataclass
class Answer:
    """One file of grade/answers/."""

    name: str
    right: bool
    lab: int
    title: str
    loses: list[str]
    pieces: dict[marks.Exercise, str]
    before: dict[marks.Exercise, str]


def header(lines: list[str], key: str, path: Path) -> str:
    """The value of a line "// key: value", which may go on in "//     more" lines."""
    text = "\n".join(line[2:] for line in lines)
    match = re.search(rf"^ {key}: (.*(?:\n    .*)*)", text, flags=re.M)
    if not match:
        raise AnswerError(f"{path}: there is no line '// {key}: ...'")
    return " ".join(match[1].split())


def read_answer(path: Path) -> Answer:
    """Reads one answer file: a header of // lines, then regions with their marks."""
    source = path.read_text()
    lines = source.splitlines()
    comment = [line for line in lines if line.startswith("//")]
    root = marks.parse(str(path), source)
    pieces, before, loose = {}, {}, ""
    for node in root.children:
        if node.exercise:
            pieces[node.exercise] = "".join(marks.Choice(99).render(c) for c in node.children)
            if loose.strip():
                before[node.exercise] = loose.strip("\n") + "\n\n"
            loose = ""
        elif not node.text.startswith("//"):
            loose += node.text
    if not pieces:
        raise AnswerError(f"{path}: there is no exercise region in it")
    right = path.parent.name == "right"
    title = header(comment, "right" if right else "wrong", path)
    loses = [] if right else header(comment, "loses", path).split()
    lab = max(exercise.lab for exercise in pieces)
    return Answer(path.stem, right, lab, title, loses, pieces, before)


def read_answers(pattern: str) -> list[Answer]:
    paths = sorted(ANSWERS.glob("wrong/*")) + sorted(ANSWERS.glob("right/*"))
    return [read_answer(path) for path in paths if fnmatch.fnmatch(path.stem, pattern)]


def function_start(text: str, position: int) -> int:
    """Where the definition (with its heading comment) around the position begins."""
    start = text.rfind("\n\n", 0, position)
    while start > 0 and not re.match(r"\n\n(?=\S)", text[start : start + 3]):
        start = text.rfind("\n\n", 0, start)
    return start + 2


def answered_files(workshop: Workshop, answer: Answer) -> dict[str, bytes]:
    """The exercise files with the answer's regions in them, and what belongs before their functions."""
    known = set()
    files = {}
    for name in exercise_files(workshop.root, workshop.lab):
        path = workshop.root / name
        here = set(marks.exercises(marks.parse(name, path.read_text()))) & set(answer.pieces)
        known |= here
        if not here:
            continue
        labels = frozenset(f"{lab}.{n}" for lab in range(1, workshop.lab + 1) for n in range(1, 20))
        choice = marks.Choice(workshop.lab, labels, answer.pieces)
        text = marks.render_file(path, name, choice)
        for exercise in here & set(answer.before):
            at = text.index(f"/* EXERCISE {exercise.label} {exercise.name} */")
            start = function_start(text, at)
            text = text[:start] + answer.before[exercise] + text[start:]
        files[name] = text.encode()
    if unknown := set(answer.pieces) - known:
        raise AnswerError(f"{answer.name}: the source has no region {sorted(unknown)[0]}")
    return files


def describe(answer: Answer, report: Report) -> tuple[bool, str]:
    """Whether the grader judged as it should, and what the table says of it."""
    if report.error:
        return False, f"does not build: {report.error.splitlines()[0]}"
    if answer.right:
        return not report.not_passed, "full score" if not report.not_passed else (
            "lost " + " ".join(report.not_passed)
        )
    escaped = [test for test in answer.loses if test not in report.not_passed]
    if escaped or not report.lost:
        return False, f"NOT caught by {' '.join(escaped)}; lost {' '.join(report.lost) or 'nothing'}"
    return True, " ".join(report.lost)


def cases_for(answer: Answer, cases: list[Case]) -> list[Case]:
    """The tests to run: all of the lab for a right answer; for a wrong one, what it is to lose."""
    if answer.right:
        return cases
    names = set(answer.loses)
    if not names <= {case.name for case in cases}:
        raise AnswerError(f"{answer.name}: not all of {' '.join(answer.loses)} are tests of its lab")
    names |= prerequisites(cases, names)
    return [case for case in cases if case.name in names]


def main() -> int:
    parser = argparse.ArgumentParser(description="grade the kept wrong and right answers")
    parser.add_argument("pattern", nargs="?", default="*", help="answers of these names")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    start = time.monotonic()
    answers = read_answers(options.pattern)
    if not answers:
        print(f"mutants: no answer is called {options.pattern}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="exolab-answers-") as scratch:
        shops = {lab: Workshop(ROOT, Path(scratch), lab) for lab in sorted({a.lab for a in answers})}
        cases = {lab: cases_of([lab]) for lab in shops}

        def run(answer: Answer) -> Report:
            shop = shops[answer.lab]
            return shop.grade_variant(
                answer.name,
                answered_files(shop, answer),
                cases_for(answer, cases[answer.lab]),
            )

        reports = side_by_side(run, answers, options.jobs)
    good = 0
    for answer, report in zip(answers, reports):
        ok, text = describe(answer, report)
        good += ok
        print(f"{'ok  ' if ok else 'BAD '} {'right' if answer.right else 'wrong'} "
              f"{answer.name:34} {text}")
    print(f"{good} of {len(answers)} judged as they should be")
    print(f"Time: {time.monotonic() - start:.0f} s")
    return 0 if good == len(answers) else 1


if __name__ == "__main__":
    sys.exit(main())
