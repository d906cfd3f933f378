#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The autograder: boots the machine, judges it from outside, and says what it found.

Exit status: 0 on full score, 1 if points are missing, 2 if the grader itself could not do its work.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import os
import re
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NoReturn, Optional

import debug
import report
import tree
from model import Case, Result, Verdict, prerequisites, read_points
from qemu import QemuError
from runner import ProgressLine, Runner

GRADE = Path(__file__).resolve().parent


def load_cases() -> list[Case]:
    """All tests of the labs that this tree has, in the order of the table."""
    modules = sorted(path.stem for path in GRADE.glob("lab[1-8]*.py"))
    for module in modules:
        importlib.import_module(module)
    labs = {int(module[3]) for module in modules}
    return read_points((GRADE / "points").read_text().splitlines(), labs)


def matches(name: str, patterns: list[str]) -> bool:
    """Whether one of the patterns is the name's."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def choose(cases: list[Case], lab: Optional[int], patterns: str) -> list[Case]:
    """The tests asked for.

    A pattern is a name with shell wildcards; several may be given. One behind a ! takes out.
    """
    chosen = [case for case in cases if lab is None or case.lab == lab]
    if patterns:
        wanted = patterns.replace(",", " ").split()
        unwanted = [word[1:] for word in wanted if word.startswith("!")]
        wanted = [word for word in wanted if not word.startswith("!")] or ["*"]
        chosen = [c for c in chosen if matches(c.name, wanted) and not matches(c.name, unwanted)]
    return chosen


def nothing_chosen(cases: list[Case], arguments: argparse.Namespace) -> str:
    """Why no test was chosen, and what could be."""
    labs = sorted({case.lab for case in cases})
    if arguments.lab is not None and arguments.lab not in labs:
        return f"there is no lab {arguments.lab} here; LAB= may be {', '.join(map(str, labs))}"
    where = "" if arguments.lab is None else f" in lab {arguments.lab}"
    named = f"no test{where} is called {arguments.test}"
    return f"{named}; 'python3 grade/grade.py --list' names all"


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, in the words of make: --jobs is its JOBS=."""

    def error(self, message: str) -> NoReturn:
        said = re.sub(r"^argument --(\w+): ", lambda found: f"{found[1].upper()}=: ", message)
        print(f"grade: {said}", file=sys.stderr)
        sys.exit(2)


def parse_arguments() -> argparse.Namespace:
    """The command line."""
    parser = Parser(description=__doc__)
    parser.add_argument("--lab", type=int, help="only the tests of this lab")
    parser.add_argument("--test", default="", help="only tests of these names (wildcards allowed)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="boots side by side")
    parser.add_argument("--emu", choices=("qemu", "bochs"), default="qemu")
    parser.add_argument("--seed", default=os.environ.get("SEED") or "1", help="of the nonces")
    parser.add_argument("--seeds", type=int, default=1, help="repeat with so many seeds")
    parser.add_argument("--list", action="store_true", help="only print the table of tests")
    parser.add_argument("--debug", action="store_true", help="boot the test's machine for gdb")
    parser.add_argument("--run", default="", help="for --debug: which of the test's runs")
    parser.add_argument("--gdbport", type=int, default=0, help="for --debug")
    return parser.parse_args()


def results_file() -> Path:
    """Where the results go, for a tree that has been built or not."""
    return GRADE.parent / (os.environ.get("OBJ") or "obj") / "grade" / "results.json"


def grade_once(
    cases: list[Case], chosen: list[Case], arguments: argparse.Namespace, seed: str
) -> list[Result]:
    """Runs the chosen tests once, prints the report, writes results.json."""
    build = tree.load_build(GRADE.parent)
    progress = ProgressLine()
    runner = Runner(build, seed, arguments.emu)
    try:
        names = {case.name for case in chosen}
        needed = names | prerequisites(cases, names)
        judged = [case for case in cases if case.name in needed]
        everything = runner.judge_all(judged, max(1, arguments.jobs), progress)
    finally:
        progress.clear()
    results = [result for result in everything if result.case.name in names]
    others = [result for result in everything if result.case.name not in names]
    text = report.needed_first(others, seed)
    report.write_json(results_file(), results, seed, [text] if text else [])
    print(text + report.render(results, seed))
    return results


def grade_moved(chosen: list[Case], arguments: argparse.Namespace, seed: str) -> list[Result]:
    """Judges the chosen tests by those of their runs that this seed interrupts elsewhere."""
    moved = []
    for case in chosen:
        runs = tuple(run for run in case.runs if run.preempted)
        moved += [replace(case, runs=runs)] if runs else []
    runner = Runner(tree.load_build(GRADE.parent), seed, arguments.emu)
    # Seeds are graded side by side, as many as there are jobs.
    jobs = max(1, arguments.jobs // arguments.seeds)
    results = runner.judge_all(moved, jobs, lambda *_: None)
    whole = {case.name: case for case in chosen}
    return [replace(result, case=whole[result.case.name]) for result in results]


def status(results: list[Result]) -> int:
    """The exit status for these results."""
    verdicts = {result.verdict for result in results}
    if verdicts & {Verdict.GRADER_ERROR, Verdict.TOO_SLOW}:
        return 2
    return 0 if verdicts <= {Verdict.PASSED, Verdict.NOT_JUDGED} else 1


def sweep(cases: list[Case], chosen: list[Case], arguments: argparse.Namespace) -> int:
    """Grades with one seed, or with seeds 1 to N, and names those that fail.

    All tests with the first; with the others what they change. results.json is that of the first
    seed that fails, or of seed 1.
    """
    if arguments.seeds <= 1:
        return status(grade_once(cases, chosen, arguments, arguments.seed))
    worst = status(grade_once(cases, chosen, arguments, "1"))
    failing = ["1"] if worst else []
    if not any(run.preempted for case in chosen for run in case.runs):
        print("other seeds change nothing for these tests")
        return worst
    seeds = [str(seed) for seed in range(2, arguments.seeds + 1)]
    with ThreadPoolExecutor(max(1, arguments.jobs)) as pool:
        futures = [pool.submit(grade_moved, chosen, arguments, seed) for seed in seeds]
        try:
            for seed, future in zip(seeds, futures):
                results = future.result()
                print(report.brief(results, seed), flush=True)
                if status(results) and not failing:
                    report.write_json(results_file(), results, seed)
                failing += [seed] if status(results) else []
                worst = max(worst, status(results))
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    print(f"seeds that failed: {', '.join(failing) or 'none'}")
    return worst


def no_grade(chosen: list[Case], reason: str, seed: str) -> int:
    """Writes a results.json without a point, for a tree that cannot be graded."""
    results = [Result(case, Verdict.SKIPPED, "", reason) for case in chosen]
    try:
        report.write_json(results_file(), results, seed)
    except OSError as error:
        print(f"grade: {error}", file=sys.stderr)
    return 1


def main() -> int:
    """Does what the command line says."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as if interrupted: leave nothing
    arguments = parse_arguments()
    start = time.monotonic()
    cases = load_cases()
    chosen = choose(cases, arguments.lab, arguments.test)
    if not chosen:
        print(f"grade: {nothing_chosen(cases, arguments)}", file=sys.stderr)
        return 2
    if arguments.list:
        for case in chosen:
            print(f"{case.exercise:5} {case.name:24} {case.points:3}  {case.title}")
        return 0
    try:
        tree.make(GRADE.parent)
        if arguments.debug:
            build = tree.load_build(GRADE.parent)
            return debug.boot(
                build, chosen, arguments.run, arguments.seed, arguments.gdbport
            )
        result = sweep(cases, chosen, arguments)
    except tree.TreeError as error:
        print(f"grade: {error}", file=sys.stderr)
        return no_grade(chosen, str(error), arguments.seed)
    except QemuError as error:
        print(f"grade: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\ngrade: interrupted", file=sys.stderr)
        return 130
    print(f"Time: {time.monotonic() - start:.1f} s")
    return result


def run() -> int:
    """main(), into a pipe that may be closed early: whoever reads only the beginning is content."""
    try:
        result = main()
        sys.stdout.flush()
        return result
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(run())
