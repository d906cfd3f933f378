#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plays the course, as a student with git would, and checks what a handout promises.

    labs/play.py [--share N] [handout] [course] [needs]      all three if none is named

handout: the skeletons contain nothing they should not, build without a warning, and boot to the
message that names the first missing exercise. course: lab by lab, the skeleton scores 0 on its own
exercises and the solution scores full, with the next lab merged by git. needs: an exercise left out
loses exactly the tests that grade/needs names; with --share, one exercise of so many.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import time
from functools import partial
from pathlib import Path
from typing import Callable, Collection, Iterator

import handout
import marks
from workshop import (
    ROOT,
    BuildError,
    Report,
    Workshop,
    all_exercises,
    build,
    cases_of,
    exercise_files,
    judge,
    side_by_side,
    solved,
)

from model import Verdict

COMPILERS = {"gcc": [], "clang": ["LLVM=1", "OBJ=obj/clang"]}

# The exercises of a lab that come before anything of earlier labs: in lab 4 no program runs without
# a lock, and none for longer than a slice without the end of one.
FIRST = {4: ("4.1", "4.3")}


class Tally:
    """Counts what held and prints what did not."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, what: str, ok: bool, detail: str = "") -> bool:
        if ok:
            self.passed += 1
            print(f"ok   {what}")
        else:
            self.failed += 1
            print(f"FAIL {what}" + (f"\n      {detail}" if detail else ""))
        sys.stdout.flush()
        return ok


def solution_lines(root: Path, lab: int) -> set[str]:
    """Lines that stand in solutions only, and are long enough to say something."""
    inside: set[str] = set()
    outside: set[str] = set()

    def walk(node: marks.Node, in_exercise: bool) -> None:
        in_exercise = in_exercise or node.exercise is not None
        (inside if in_exercise else outside).add(node.text.strip())
        for child in node.children:
            walk(child, in_exercise)

    for name, (level, _) in handout.levels(root).items():
        if (root / name).suffix in {".c", ".h", ".S"}:
            walk(marks.parse(name, (root / name).read_text()), False)
    return {line for line in inside - outside if len(line) >= 24 and not line.startswith("/*")}


MISSING = re.compile(r'EXERCISE_MISSING\((\d+), "([\d.]+)", "(\w+)"\)')


def missing_messages(directory: Path) -> set[str]:
    """The messages of all exercises that are not written yet, each with its file and line."""
    messages = set()
    for name in exercise_files(ROOT, 99):
        path = directory / name
        lines = path.read_text().splitlines() if path.is_file() else []
        for number, line in enumerate(lines, start=1):
            if match := MISSING.search(line):
                messages.add(
                    f"{name}:{number}: exercise {match[2]} ({match[3]}) is not implemented yet: "
                    f"see labs/lab{match[1]}.md"
                )
    return messages


def boot(directory: Path) -> str:
    """What the serial line says until the machine ends. With the first compiler's build."""
    try:
        done = subprocess.run(
            ["make", "-C", str(directory), "qemu-nox", "WERROR=1", "CMDLINE=end"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode(errors="replace") + "\n(the machine did not end)"
    return done.stdout.decode(errors="replace")


def check_skeleton(tally: Tally, directory: Path, lab: int) -> None:
    """Builds the skeleton with each compiler, and boots it."""
    for compiler, words in COMPILERS.items():
        try:
            build(directory, "WERROR=1", *words)
            tally.check(f"lab {lab}: the skeleton builds without a warning ({compiler})", True)
        except BuildError as error:
            tally.check(f"lab {lab}: the skeleton builds ({compiler})", False, str(error))
    said = boot(directory)
    named = any(message in said for message in missing_messages(directory))
    tally.check(f"lab {lab}: it boots to the first exercise missing", named, said[-300:])


def check_contents(tally: Tally, directory: Path, lab: int) -> None:
    """Nothing of a solution, a later lab or a teacher's."""
    secret = solution_lines(ROOT, lab)
    leaks, leftover = [], []
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory)
        if not path.is_file() or relative.parts[0] in {".git", "obj"}:
            continue
        text = path.read_text(errors="replace")
        if path.suffix in {".c", ".h", ".S"}:
            leaks += [f"{relative}: {line}" for line in text.splitlines() if line.strip() in secret]
        found = re.finditer(r"^.*\bLAB \d+ (\*/|#|-->)", text, re.M)
        leftover += [f"{relative}: {match[0].strip()}" for match in found]
    tally.check(
        f"lab {lab}: no line of a solution is in the handout", not leaks, "; ".join(leaks[:3])
    )
    tally.check(f"lab {lab}: no mark of a later lab is left", not leftover, "; ".join(leftover[:3]))
    levels = handout.levels(ROOT)
    allowed = {target for level, target in levels.values() if handout.STAFF < level <= lab}
    # As git has them: what the build, or Python, leaves beside them is nobody's.
    extra = set(handout.git(directory, "ls-files").splitlines()) - allowed
    tally.check(
        f"lab {lab}: no file but those of the manifest", not extra, ", ".join(sorted(extra))
    )


def play_handout(tally: Tally, scratch: Path) -> None:
    course = scratch / "handout"
    for lab in handout.make_handout(ROOT, course):
        handout.git(course, "checkout", "-q", f"lab{lab}")
        check_contents(tally, course, lab)
        check_skeleton(tally, course, lab)


def with_helpers(text: str) -> str:
    """What students add beside their answers: notes in the region."""
    number = iter(range(1, 1000))

    def note(match: "re.Match[str]") -> str:
        return match[0] + match[1] + f"/* note {next(number)}: mine */\n"

    text = re.sub(r"^([ \t]*)/\* EXERCISE [^\n]*\n", note, text, flags=re.M)
    return text


def answer(course: Path, lab: int, labels: Collection[str] | None = None) -> None:
    """Commits the solutions of one lab, or some, in the student's tree, with notes and helpers."""
    own = {exercise.label for exercise in all_exercises(ROOT, lab) if exercise.lab == lab}
    choice = solved(ROOT, lab, [] if labels is None else own - set(labels))
    for name in exercise_files(ROOT, lab):
        text = with_helpers(marks.render_file(ROOT / name, name, choice))
        (course / name).write_text(text)
    handout.git(course, "commit", "-q", "-a", "-m", f"my lab {lab}")


def judge_course(course: Path, lab: int) -> Report:
    """Grades the student's tree, with the tests of all labs so far."""
    return judge(course, cases_of(range(1, lab + 1)), f"lab {lab}", os.cpu_count() or 1)


def check_earlier(tally: Tally, course: Path, lab: int, report: Report) -> None:
    """Checks that the earlier labs' points are kept, from the start or with the FIRST exercises."""
    what = f"lab {lab}: the skeleton keeps the earlier labs' points"
    if lab in FIRST:
        what += f", with exercises {' and '.join(FIRST[lab])}"
        answer(course, lab, FIRST[lab])
        build(course, "WERROR=1")
        report = judge_course(course, lab)
    broken = [
        r.case.name
        for r in report.results
        if r.case.lab < lab and r.verdict is not Verdict.PASSED
    ]
    tally.check(what, not broken, f"lost: {' '.join(broken)}")


def play_course(tally: Tally, scratch: Path) -> None:
    course = scratch / "student"
    labs = handout.make_handout(ROOT, course)
    handout.git(course, "checkout", "-q", "-b", "mine", f"lab{labs[0]}")
    for lab in labs:
        if lab != labs[0]:
            try:
                handout.git(course, "merge", "-q", "--no-edit", f"lab{lab}")
                tally.check(f"lab {lab}: git merge lab{lab} without a conflict", True)
            except handout.HandoutError as error:
                tally.check(f"lab {lab}: git merge lab{lab} without a conflict", False, str(error))
                return
            check_skeleton(tally, course, lab)
        build(course, "WERROR=1")
        report = judge_course(course, lab)
        own = [r for r in report.results if r.case.lab == lab]
        kept = [r for r in own if r.verdict is Verdict.PASSED]
        tally.check(
            f"lab {lab}: the bare skeleton scores 0 of {sum(r.case.points for r in own)}",
            not kept,
            f"passed: {' '.join(r.case.name for r in kept)}",
        )
        check_earlier(tally, course, lab, report)
        answer(course, lab)
        build(course, "WERROR=1")
        report = judge_course(course, lab)
        tally.check(
            f"lab {lab}: skeleton and solutions score full",
            not report.not_passed,
            f"lost: {' '.join(report.not_passed)}",
        )


def read_needs(root: Path) -> dict[str, set[str]]:
    """grade/needs: for each exercise the tests that cannot pass without it."""
    needs: dict[str, set[str]] = {}
    for line in (root / "grade/needs").read_text().splitlines():
        words = line.split("#")[0].split()
        if words:
            needs.setdefault(words[0], set()).update(words[1:])
    return needs


def left_out(scratch: Path, share: int = 1) -> Iterator[tuple[str, set[str], set[str]]]:
    """For each exercise, or one of so many: its label, the tests lost without it, and all tests
    of its lab."""
    jobs: list[tuple[Workshop, str]] = []
    for lab in handout.labs(ROOT):
        shop = Workshop(ROOT, scratch, lab)
        labels = dict.fromkeys(e.label for e in all_exercises(ROOT, lab) if e.lab == lab)
        jobs += [(shop, label) for label in list(labels)[::share]]

    def run(job: tuple[Workshop, str]) -> tuple[str, set[str], set[str]]:
        shop, label = job
        files = shop.rendered(solved(ROOT, shop.lab, [label]))
        cases = cases_of([shop.lab])
        report = shop.grade_variant(f"without-{label}", files, cases)
        if report.error:
            raise BuildError(f"without {label}: {report.error}")
        return label, set(report.not_passed), {case.name for case in cases}

    yield from side_by_side(run, jobs, os.cpu_count() or 1)


def play_needs(tally: Tally, scratch: Path, share: int = 1) -> None:
    needs = read_needs(ROOT)
    for label, lost, everything in left_out(scratch, share):
        stated = needs.get(label, set())
        want = everything if stated == {"all"} else stated
        tally.check(
            f"without exercise {label} just the tests of grade/needs are lost",
            lost == want,
            f"lost but not stated: {' '.join(sorted(lost - want)) or '-'}; "
            f"stated but kept: {' '.join(sorted(want - lost)) or '-'}",
        )


def print_needs(scratch: Path) -> None:
    """What grade/needs would say of the code as it is; for whoever changes exercises or tests."""
    for label, lost, everything in left_out(scratch):
        tests = "all" if lost == everything else " ".join(sorted(lost))
        for line in textwrap.wrap(tests, 92):
            print(f"{label:5} {line}")


PARTS: dict[str, Callable[[Tally, Path], None]] = {
    "handout": play_handout,
    "course": play_course,
}


def main() -> int:
    start = time.monotonic()
    parser = argparse.ArgumentParser(description="play the course as a student would")
    parser.add_argument("part", nargs="*", help="of: handout course needs")
    parser.add_argument("--share", type=int, default=1, help="needs: one exercise of so many")
    parser.add_argument("--print-needs", action="store_true", help="what grade/needs would say")
    options = parser.parse_args()
    parts = {**PARTS, "needs": partial(play_needs, share=max(options.share, 1))}
    chosen = options.part or list(parts)
    unknown = [part for part in chosen if part not in parts]
    if unknown:
        print(f"play: {unknown[0]} is none of {', '.join(parts)}", file=sys.stderr)
        return 2
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="exolab-course-") as scratch:
        if options.print_needs:
            print_needs(Path(scratch))
            return 0
        for part in chosen:
            parts[part](tally, Path(scratch))
    print(f"Time: {time.monotonic() - start:.0f} s")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
