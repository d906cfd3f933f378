#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Answers of students, right and wrong, and whether the grader tells them apart.

    grade/mutants.py [--full] [--share N] [PATTERN]

grade/answers/wrong/ holds the mistakes that students make, grade/answers/right/ right answers of
another design. Each is laid over a solved tree, built and graded; the table says which tests caught
it. Right ones of different regions are graded together. Exit status 0 if every wrong answer loses
the tests it says, no right one loses any, and every exercise has a wrong one; 2 if an answer is not
written as it should.

An answer begins with lines "// wrong: what is wrong" and "// loses: TEST ...", or "// right: how".
Then come exercise regions with their marks. The text of a region is the student's, or, if all lines
begin with - or +, what changes in the solution. What stands in front of a region goes in front of
its function.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "labs"))

import marks  # noqa: E402
from model import Case, Verdict  # noqa: E402
from runner import OWN_OBJ, scratch  # noqa: E402
from workshop import (  # noqa: E402
    Report,
    Workshop,
    all_exercises,
    cases_of,
    exercise_files,
    side_by_side,
)

ANSWERS = ROOT / "grade" / "answers"


class AnswerError(Exception):
    """An answer that is not written as it should."""


@dataclass
class Answer:
    """One file of grade/answers/. before: what goes in front of a region's function."""

    name: str
    right: bool
    lab: int
    title: str
    loses: list[str]
    pieces: dict[marks.Exercise, str]
    before: dict[marks.Exercise, str]


# Reading


def share_of(answers: list[Answer], share: int) -> list[Answer]:
    """All right answers, and one of so many wrong ones of each exercise, the first among them."""
    seen: Counter[str] = Counter()
    chosen = []
    for answer in answers:
        exercise = answer.name.split("-")[0]
        if answer.right or seen[exercise] % share == 0:
            chosen.append(answer)
        seen[exercise] += not answer.right
    return chosen


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
    comment = [line for line in source.splitlines() if line.startswith("//")]
    pieces, before, loose = {}, {}, ""
    for node in marks.parse(str(path), source).children:
        if node.exercise:
            pieces[node.exercise] = "".join(marks.Choice(99).render(c) for c in node.children)
            if loose.strip():
                before[node.exercise] = loose.strip("\n") + "\n\n"
            loose = ""
        elif not node.text.startswith("//"):
            loose += node.text
    if not pieces or loose.strip():
        raise AnswerError(f"{path}: there is no exercise region in it, or text behind the last")
    right = path.parent.name == "right"
    title = header(comment, "right" if right else "wrong", path)
    loses = [] if right else header(comment, "loses", path).split()
    lab = max(exercise.lab for exercise in pieces)
    return Answer(path.stem, right, lab, title, loses, pieces, before)


def read_answers(pattern: str) -> list[Answer]:
    """The answers of these names, in the order of their exercises; the wrong ones first."""
    paths = [*ANSWERS.glob("wrong/*"), *ANSWERS.glob("right/*")]
    answers = [read_answer(path) for path in paths if fnmatch.fnmatch(path.stem, pattern)]
    return sorted(answers, key=lambda a: (a.right, min(a.pieces), a.name))


def is_change(text: str) -> bool:
    """Whether a region's text says what changes in the solution, line by line."""
    lines = [line for line in text.splitlines() if line]
    return bool(lines) and all(line[0] in "-+" for line in lines)


def changed(solution: str, change: str, where: str) -> str:
    """The solution with each run of "-" lines, found once in it, replaced by the "+" lines."""
    for match in re.finditer(r"((?:^-.*\n)+)((?:^\+.*\n)*)", change, flags=re.M):
        old, new = (re.sub(r"^[-+]", "", text, flags=re.M) for text in match.groups())
        if ("\n" + solution).count("\n" + old) != 1:
            raise AnswerError(f"{where}: the solution does not hold just once:\n{old.rstrip()}")
        solution = ("\n" + solution).replace("\n" + old, "\n" + new)[1:]
    return solution


# Laying over the solved tree


def function_start(text: str, position: int) -> int:
    """Where the definition (with its heading comment) around the position begins."""
    start = text.rfind("\n\n", 0, position)
    while start > 0 and not re.match(r"\n\n(?=\S)", text[start : start + 3]):
        start = text.rfind("\n\n", 0, start)
    return start + 2


@lru_cache(maxsize=None)
def exercises_of(lab: int) -> tuple[dict[str, dict[marks.Exercise, str]], frozenset[str]]:
    """The files with exercises, the solution of each exercise in them; the labels of all."""
    files = {name: solutions(ROOT / name, name, lab) for name in exercise_files(ROOT, lab)}
    return files, frozenset(exercise.label for exercise in all_exercises(ROOT, lab))


def solutions(path: Path, name: str, lab: int) -> dict[marks.Exercise, str]:
    """The text of each exercise region of a file."""

    def regions(node: marks.Node) -> dict[marks.Exercise, str]:
        if node.exercise:
            text = "".join(marks.Choice(lab).render(child) for child in node.children)
            return {node.exercise: text}
        return {key: text for child in node.children for key, text in regions(child).items()}

    return regions(marks.parse(name, path.read_text()))


def answered_files(answer: Answer) -> dict[str, bytes]:
    """The exercise files with the answer in them, and what belongs before their functions."""
    missing = set(answer.pieces)
    files = {}
    known, labels = exercises_of(answer.lab)
    for name, here in known.items():
        wanted = {e: text for e, text in answer.pieces.items() if e in here}
        missing -= set(wanted)
        if not wanted:
            continue
        for exercise, text in wanted.items():
            if is_change(text):
                where = f"{answer.name}, {exercise.name}"
                wanted[exercise] = changed(here[exercise], text, where)
        text = marks.render_file(ROOT / name, name, marks.Choice(answer.lab, labels, wanted))
        for exercise in set(wanted) & set(answer.before):
            at = text.index(f"/* EXERCISE {exercise.label} {exercise.name} */")
            start = function_start(text, at)
            text = text[:start] + answer.before[exercise] + text[start:]
        files[name] = text.encode()
    if missing:
        raise AnswerError(f"{answer.name}: the source has no region {min(missing)}")
    return files


# Judging


def cases_for(answer: Answer, cases: list[Case], full: bool) -> list[Case]:
    """The tests to run: for a right answer all of its lab; for a wrong one those it is to lose.

    And with those all that the same boots decide.
    """
    named = [case for case in cases if case.name in answer.loses]
    if len(named) != len(set(answer.loses)):
        lost = " ".join(answer.loses)
        raise AnswerError(f"{answer.name}: not all of {lost} are tests of its lab")
    if answer.right or full:
        return cases
    runs = {run for case in named for run in case.runs}
    return [case for case in cases if runs.issuperset(case.runs)]


def describe(answer: Answer, report: Report) -> tuple[bool, str]:
    """Whether the grader judged as it should, and what the table says of it."""
    if report.error:
        return False, f"does not build: {report.error.splitlines()[0]}"
    broken = [r for r in report.results if r.verdict in (Verdict.GRADER_ERROR, Verdict.TOO_SLOW)]
    if broken:
        return False, f"{broken[0].case.name}: {broken[0].verdict.value} {broken[0].text}"
    failed = [r.case.name for r in report.results if r.verdict is Verdict.FAILED]
    if answer.right:
        lost = report.not_passed
        return not lost, f"loses {' '.join(lost)}" if lost else "keeps its full score"
    escaped = [test for test in answer.loses if test not in report.not_passed]
    if escaped or not set(answer.loses) & set(failed):
        return False, f"should fail {' '.join(answer.loses)}; fails {' '.join(failed) or 'nothing'}"
    return True, " ".join(failed)


def groups_of(answers: list[Answer]) -> list[list[Answer]]:
    """What is graded in one tree: a wrong answer alone, right ones of other regions together.

    The right ones come first: they take long, and nobody shall wait for the last one alone.
    """
    groups: list[list[Answer]] = []
    for answer in filter(lambda a: a.right, answers):
        for group in groups:
            taken = {exercise for other in group for exercise in other.pieces}
            if group[0].lab == answer.lab and not taken & set(answer.pieces):
                group.append(answer)
                break
        else:
            groups.append([answer])
    return groups + [[answer] for answer in answers if not answer.right]


def merged(group: list[Answer]) -> Answer:
    """The answers of a group as one."""
    pieces = {exercise: text for one in group for exercise, text in one.pieces.items()}
    before = {exercise: text for one in group for exercise, text in one.before.items()}
    first = group[0]
    name = "+".join(one.name for one in group)
    return Answer(name, first.right, first.lab, first.title, first.loses, pieces, before)


class Judge:
    """Grades answers, all with the trees and tests that they share."""

    def __init__(self, labs: list[int], full: bool, scratch: Path) -> None:
        self.full = full
        self.cases = {lab: cases_of([lab]) for lab in labs}
        self.shops = {lab: Workshop(ROOT, scratch, lab) for lab in labs}

    def grade(self, answer: Answer) -> Report:
        """Grades one answer, or several merged."""
        shop = self.shops[answer.lab]
        chosen = cases_for(answer, self.cases[answer.lab], self.full)
        files = answered_files(answer)
        needed = shop.needed_programs(chosen)
        # Nobody reads where a wrong one was cut off.
        return shop.grade_variant(answer.name, files, chosen, needed, exact=answer.right)

    def grade_group(self, group: list[Answer]) -> list[Report]:
        """A report for each: together, or one by one if together they lose a test."""
        report = self.grade(merged(group))
        if len(group) > 1 and (report.error or report.not_passed):
            return [self.grade(answer) for answer in group]
        return [report] * len(group)


def grade_answers(answers: list[Answer], jobs: int, full: bool) -> list[Report]:
    """Builds and grades all answers. Raises AnswerError before anything is built."""
    labs = sorted({answer.lab for answer in answers})
    cases = {lab: cases_of([lab]) for lab in labs}
    wrong = []
    for answer in answers:
        try:
            cases_for(answer, cases[answer.lab], full)
            answered_files(answer)
        except AnswerError as error:
            wrong.append(str(error))
    if wrong:
        raise AnswerError("\nmutants: ".join(wrong))
    with scratch(OWN_OBJ, "exolab-answers-") as directory:
        judge = Judge(labs, full, Path(directory))
        groups = groups_of(answers)
        found = side_by_side(judge.grade_group, groups, jobs)
    reports = {}
    for group, of_group in zip(groups, found):
        reports.update({(a.right, a.name): report for a, report in zip(group, of_group)})
    return [reports[answer.right, answer.name] for answer in answers]


def main() -> int:
    parser = argparse.ArgumentParser(description="grade the kept wrong and right answers")
    parser.add_argument("pattern", nargs="?", default="*", help="answers of these names")
    parser.add_argument("--full", action="store_true", help="run all tests of an answer's lab")
    parser.add_argument("--share", type=int, default=1, help="one of so many wrong ones")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    start = time.monotonic()
    try:
        answers = share_of(read_answers(options.pattern), max(options.share, 1))
        if not answers:
            raise AnswerError(f"no answer is called {options.pattern}")
        reports = grade_answers(answers, options.jobs, options.full)
    except (AnswerError, marks.MarkError) as error:
        print(f"mutants: {error}", file=sys.stderr)
        return 2
    good = 0
    for answer, report in zip(answers, reports):
        ok, text = describe(answer, report)
        good += ok
        kind = "right" if answer.right else "wrong"
        print(f"{'ok ' if ok else 'BAD'} {kind} {answer.name:32} {text}")
    lacking = []
    if options.pattern == "*":
        covered = {exercise for a in answers if not a.right for exercise in a.pieces}
        known = {exercise.label for exercise in all_exercises(ROOT, max(a.lab for a in answers))}
        lacking = sorted(known - {exercise.label for exercise in covered})
    for label in lacking:
        print(f"BAD exercise {label} has no wrong answer")
    print(f"{good} of {len(answers)} answers judged as they should be")
    print(f"Time: {time.monotonic() - start:.0f} s")
    return 0 if good == len(answers) and not lacking else 1


if __name__ == "__main__":
    sys.exit(main())
