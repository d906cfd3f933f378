#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the texts of the labs against the code, the grader's table, and themselves.

    labs/texts.py [LAB...]           all labs that have a text, if none is named

Runs every console and gdb session in a solved handout of the lab, compiles every example, finds
every listing in its file, and compares exercises, points, tests and files with the marks in the
source and with grade/points. One line `ok` or `FAIL text:line: reason` for each; labs/README.md
says how a text is written. Ends with `N passed, N failed`, and status 1 if something failed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as xml
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Callable

import handout
import labtext
import marks
import sessions
from labtext import Block, Text
from workshop import ROOT, BuildError, all_exercises, build, cases_of, solved

WORDS = range(3800, 6501)
FIGURES = range(3, 7)
INTERACTIVE_MAX = 3
FOLDERS = ("inc", "kern", "lib", "user", "labs", "grade")
LAYERS = {"text"}
PATH = re.compile(rf"(?:{'|'.join(FOLDERS)})/[\w.*/-]*(?=:\d+$|$)")
STATED_IN_SOURCE = re.compile(r"\bExercise (\d+\.\d+) \((\d+) points?\)")
SVG = "{http://www.w3.org/2000/svg}"


class Tally:
    """Counts what held and prints each line as it is known; labs are checked side by side."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.lock = threading.Lock()

    def ok(self, where: str, what: str) -> None:
        with self.lock:
            self.passed += 1
            print(f"ok   {where}: {what}", flush=True)

    def fail(self, where: str, reason: str) -> None:
        with self.lock:
            self.failed += 1
            print(f"FAIL {where}: {reason}", flush=True)

    def report(self, name: str, what: str, wrong: list[tuple[int, str]]) -> None:
        """One ok for the whole check, or a FAIL for each thing that is wrong."""
        for line, reason in wrong:
            self.fail(f"{name}:{line}", reason)
        if not wrong:
            self.ok(name, what)


@dataclass
class Lab:
    """One lab: its text, the tree that students get, and the solved one; where it is written."""

    number: int
    text: Text
    skeleton: dict[str, tuple[bytes, int]]
    solution: dict[str, tuple[bytes, int]]
    tree: Path = field(default_factory=Path)

    def source(self, name: str) -> str:
        return self.skeleton[name][0].decode()


Wrong = list[tuple[int, str]]


def load(number: int) -> Lab:
    text = labtext.read(ROOT / f"labs/lab{number}.md")
    skeleton = handout.handout_tree(ROOT, marks.Choice(number))
    return Lab(number, text, skeleton, handout.handout_tree(ROOT, solved(ROOT, number)))


#
# Exercises and points.
#


def tests_of(lab: int) -> dict[str, dict[str, int]]:
    """For each exercise the tests that grade/points has for it, and their points."""
    found: dict[str, dict[str, int]] = {}
    for case in cases_of([lab]):
        found.setdefault(case.exercise, {})[case.name] = case.points
    return found


def files_of(lab: Lab) -> dict[str, set[str]]:
    """For each exercise the files in which its regions stand."""
    found: dict[str, set[str]] = {}
    for name, (content, _) in lab.skeleton.items():
        if Path(name).suffix in {".c", ".h", ".S"}:
            for exercise in marks.exercises(marks.parse(name, content.decode())):
                found.setdefault(exercise.label, set()).add(name)
    return found


def points_in_source(lab: Lab) -> dict[str, list[tuple[str, int]]]:
    """For each exercise the points that heading comments state, and where."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, (content, _) in lab.skeleton.items():
        if Path(name).suffix in {".c", ".h", ".S"}:
            for match in STATED_IN_SOURCE.finditer(content.decode()):
                found.setdefault(match[1], []).append((name, int(match[2])))
    return found


def names(words: set[str]) -> str:
    return ", ".join(sorted(words)) or "none"


def check_exercises(lab: Lab) -> Wrong:
    """Each exercise stands once, in order, with the files, tests and points that it really has."""
    found, wrong = lab.text.exercises()
    marked = [e.label for e in all_exercises(ROOT, lab.number) if e.lab == lab.number]
    expected = list(dict.fromkeys(marked))
    if [e.label for e in found] != expected:
        wrong.append(
            (
                1,
                f"has exercises {' '.join(e.label for e in found)}; "
                f"the source has {' '.join(expected)}",
            )
        )
    files, tests, stated = files_of(lab), tests_of(lab.number), points_in_source(lab)
    for e in found:
        graded = tests.get(e.label, {})
        if set(e.tests) != set(graded) or len(e.tests) != len(graded):
            wrong.append(
                (
                    e.line,
                    f"exercise {e.label} names tests {names(set(e.tests))}; "
                    f"grade/points has {names(set(graded))}",
                )
            )
        if e.points != sum(graded.values()):
            wrong.append(
                (
                    e.line,
                    f"exercise {e.label} says {e.points} points; "
                    f"grade/points adds up to {sum(graded.values())}",
                )
            )
        if set(e.files) != files.get(e.label, set()):
            wrong.append(
                (
                    e.line,
                    f"exercise {e.label} names files {names(set(e.files))}; its "
                    f"marks stand in {names(files.get(e.label, set()))}",
                )
            )
        wrong += [
            (e.line, f"exercise {e.label} says {e.points} points; {name} says {points}")
            for name, points in stated.get(e.label, [])
            if points != e.points
        ]
        if not stated.get(e.label):
            wrong.append(
                (
                    e.line,
                    f"no heading comment in the source says "
                    f"'Exercise {e.label} ({e.points} points)'",
                )
            )
    return wrong


def check_worth(lab: Lab) -> Wrong:
    """The total is stated, and is what the exercises and the grader add up to."""
    graded = sum(case.points for case in cases_of([lab.number]))
    told = sum(e.points for e in lab.text.exercises()[0])
    stated = lab.text.worth()
    if not stated:
        return [(1, f"does not say 'This lab is worth {graded} points.'")]
    wrong = [
        (line, f"says {points} points; grade/points adds up to {graded}")
        for line, points in stated
        if points != graded
    ]
    if told != graded:
        wrong.append((stated[0][0], f"its exercises add up to {told}; grade/points to {graded}"))
    return wrong


#
# Prose, references, figures.
#


def check_words(lab: Lab) -> Wrong:
    count = lab.text.words()
    if count in WORDS:
        return []
    return [(1, f"has {count} words of prose; want about 4000 to 6000")]


def check_references(lab: Lab) -> Wrong:
    """Files and tests that the prose names are there in this lab's handout."""
    wrong = []
    known = {case.name for case in cases_of(range(1, lab.number + 1))}
    for line, code in lab.text.inline_code():
        if (match := PATH.match(code)) and not path_exists(lab, match[0]):
            wrong.append((line, f"{match[0]} is not in the handout of lab {lab.number}"))
    text = [*lab.text.prose, *((b.line, "\n".join(b.lines)) for b in lab.text.blocks)]
    for line, words in text:
        for pattern in re.findall(r"\bTEST=['\"]?([\w*?]+)", words):
            if not any(fnmatchcase(name, pattern) for name in known):
                wrong.append((line, f"TEST={pattern}: there is no such test"))
    return wrong


def path_exists(lab: Lab, path: str) -> bool:
    if path.endswith("/"):
        return any(name.startswith(path) for name in lab.skeleton)
    return any(fnmatchcase(name, path) or name.startswith(path + "/") for name in lab.skeleton)


def slug(title: str) -> str:
    """The name of a heading's anchor, as GitHub and pandoc make it."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", plain).strip())


def check_links(lab: Lab) -> Wrong:
    """Links lead to this text, to an earlier one, to a figure, or to the web by https."""
    wrong = []
    for link in lab.text.links():
        target, _, anchor = link.target.partition("#")
        if re.match(r"https://[\w.-]+", link.target) and not link.image:
            continue
        if target and f"labs/{target}" not in lab.skeleton:
            wrong.append(
                (link.line, f"({link.target}): labs/{target} is not in this lab's handout")
            )
        elif link.image and not link.text.strip():
            wrong.append(
                (link.line, f"the figure {target} has no text for those who cannot see it")
            )
        elif anchor and anchor not in anchors(target or lab.text.name):
            wrong.append((link.line, f"({link.target}): there is no such heading"))
    return wrong


def anchors(name: str) -> set[str]:
    counts: Counter[str] = Counter()
    found = set()
    for heading in labtext.read(ROOT / "labs" / name).headings:
        anchor = slug(heading.title)
        found.add(f"{anchor}-{counts[anchor]}" if counts[anchor] else anchor)
        counts[anchor] += 1
    return found


def check_figures(lab: Lab) -> Wrong:
    """Each figure of the lab is used, and is an SVG that needs nothing else."""
    used = {link.target: link.line for link in lab.text.links() if link.image}
    there = {
        name[len("labs/") :]
        for name in lab.skeleton
        if fnmatchcase(name, f"labs/fig{lab.number}-*.svg")
    }
    wrong = [(1, f"labs/{name} is not used") for name in sorted(there - set(used))]
    if len(there) not in FIGURES:
        wrong.append((1, f"has {len(there)} figures; want 3 to 6"))
    for name in sorted(there):
        reasons = svg_faults(lab.skeleton[f"labs/{name}"][0])
        wrong += [(used.get(name, 1), f"labs/{name}: {reason}") for reason in reasons]
    return wrong


def svg_faults(content: bytes) -> list[str]:
    """What keeps a file from being a figure of a lab."""
    try:
        root = xml.fromstring(content)
    except xml.ParseError as error:
        return [f"not well-formed XML: {error}"]
    faults = (
        [] if root.tag == f"{SVG}svg" else ["its root is not an svg element of SVG's namespace"]
    )
    faults += [] if root.get("viewBox") else ["has no viewBox"]
    for tag in ("title", "desc"):
        if not (root.findtext(f"{SVG}{tag}") or "").strip():
            faults.append(f"has no <{tag}>")
    for element in root.iter():
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if tag in {"script", "foreignObject", "iframe", "image"}:
            faults.append(f"has a <{tag}>")
        faults += [
            f"{key.rpartition('}')[2]}={value}"
            for key, value in element.attrib.items()
            if refers_outside(key, value)
        ]
        if tag == "style" and re.search(
            r"@import|@font-face|url\(\s*['\"]?[^#'\"\s]", element.text or ""
        ):
            faults.append("its style refers to something outside")
    if b"prefers-color-scheme" not in content and b"currentColor" not in content:
        faults.append("has no colours for dark pages")
    return faults


def refers_outside(key: str, value: str) -> bool:
    name = key.rpartition("}")[2]
    if name == "href":
        return not value.startswith("#")
    return name.startswith("on") or re.search(r"url\(\s*['\"]?[^#'\"\s]", value) is not None


#
# Code blocks.
#


def check_kinds(lab: Lab) -> Wrong:
    """Every block is of a kind that is checked, or is marked as one that cannot be."""
    wrong = [(lab.text.unclosed, "this code block has no end")] if lab.text.unclosed else []
    for block in lab.text.blocks:
        if block.kind in {"console", "gdb", *LAYERS} or is_listing(block) or is_example(block):
            continue
        wrong.append(
            (
                block.line,
                f"a block ```{block.info} is checked by nobody: want console, gdb, "
                "text, 'c FILE' or 'c example'",
            )
        )
    count = sum(is_interactive(block) for block in lab.text.blocks)
    if count > INTERACTIVE_MAX:
        wrong.append((1, f"has {count} blocks 'console interactive'; at most {INTERACTIVE_MAX}"))
    return wrong


def is_interactive(block: Block) -> bool:
    return block.words == ["interactive"]


def is_example(block: Block) -> bool:
    return block.kind in {"c", "asm"} and block.words == ["example"]


def is_listing(block: Block) -> bool:
    return len(block.words) == 1 and (
        "/" in block.words[0] or "." in block.words[0] or block.words[0] == "GNUmakefile"
    )


def check_listings(lab: Lab) -> Wrong:
    """Listings are copies of what students find in their files, line by line."""
    wrong = []
    for block in filter(is_listing, lab.text.blocks):
        name = block.words[0]
        if name not in lab.skeleton:
            wrong.append((block.line, f"{name} is not in the handout of lab {lab.number}"))
            continue
        lines = lab.source(name).splitlines()
        best = max(range(len(lines)), default=0, key=lambda at: same(block.lines, lines[at:]))
        count = same(block.lines, lines[best:])
        if count < len(block.lines):
            wrong.append(
                (
                    block.line + 1 + count,
                    f"not in {name} as students get it, after "
                    f"{count} lines that are: {block.lines[count]}",
                )
            )
    return wrong


def same(listing: tuple[str, ...], lines: list[str]) -> int:
    """How many lines of the listing the lines begin with."""
    for count, (shown, line) in enumerate(zip(listing, lines)):
        if shown.rstrip() != line.rstrip():
            return count
    return min(len(listing), len(lines))


def check_examples(lab: Lab) -> Wrong:
    """Examples compile on their own."""
    wrong = []
    for block in filter(is_example, lab.text.blocks):
        language = {"c": "c", "asm": "assembler-with-cpp"}[block.kind]
        command = ["gcc", "-m32", "-std=gnu11", "-ffreestanding", "-I.", "-x", language]
        command += ["-c", "-o", "/dev/null"] if block.kind == "asm" else ["-fsyntax-only"]
        done = subprocess.run(
            [*command, "-"],
            cwd=lab.tree,
            capture_output=True,
            text=True,
            input="\n".join(block.lines) + "\n",
        )
        if done.returncode:
            first = next((l for l in done.stderr.splitlines() if "error" in l), done.stderr)
            wrong.append((block.line, f"does not compile: {first}"))
    return wrong


#
# Sessions.
#


def prepare(lab: Lab, scratch: Path) -> str:
    """Writes and builds the solved tree, as a repository. Returns its commit."""
    lab.tree = scratch / f"lab{lab.number}"
    handout.write_tree(lab.tree, lab.solution)
    handout.git(lab.tree, "init", "-q", "-b", "mine")
    handout.git(lab.tree, "add", "-A")
    handout.git(lab.tree, "commit", "-q", "-m", f"my lab {lab.number}")
    build(lab.tree)
    return handout.git(lab.tree, "rev-parse", "HEAD").strip()


def run_block(lab: Lab, block: Block) -> sessions.Mismatch | None:
    try:
        if block.kind == "gdb":
            return sessions.run_gdb(block, lab.tree)
        return sessions.run_console(block, lab.tree, sessions.free_port())
    except sessions.NotASession as error:
        return sessions.Mismatch(block.line, str(error))


def run_sessions(tally: Tally, lab: Lab, commit: str) -> None:
    for block in lab.text.blocks:
        if block.kind not in {"console", "gdb"} or is_interactive(block):
            continue
        start = time.monotonic()
        wrong = run_block(lab, block)
        sessions.reset(lab.tree, commit)
        if wrong:
            tally.fail(f"{lab.text.name}:{wrong.line}", wrong.reason)
        else:
            seconds = time.monotonic() - start
            tally.ok(f"{lab.text.name}:{block.line}", f"{block.kind} ({seconds:.1f} s)")


STATIC: dict[str, Callable[[Lab], Wrong]] = {
    "exercises, tests, files and points": check_exercises,
    "total of points": check_worth,
    "number of words": check_words,
    "files and tests that it names": check_references,
    "links": check_links,
    "figures": check_figures,
    "kinds of code blocks": check_kinds,
    "listings": check_listings,
}


def check_lab(tally: Tally, number: int, scratch: Path, run: bool) -> None:
    try:
        lab = load(number)
        for what, check in STATIC.items():
            tally.report(lab.text.name, what, check(lab))
        if run:
            commit = prepare(lab, scratch)
            tally.report(lab.text.name, "examples compile", check_examples(lab))
            run_sessions(tally, lab, commit)
    except (BuildError, handout.HandoutError, marks.MarkError, OSError, ValueError) as error:
        tally.fail(f"lab{number}.md:1", f"cannot be checked: {error}")


def main() -> int:
    parser = argparse.ArgumentParser(description="check the texts of the labs")
    parser.add_argument("labs", nargs="*", type=int, help="only these labs")
    parser.add_argument("--static", action="store_true", help="build and run nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    start = time.monotonic()
    there = handout.labs(ROOT)
    wanted = options.labs or there
    if not wanted or set(wanted) - set(there):
        print(
            f"texts: there are texts of labs {', '.join(map(str, there)) or 'none'}",
            file=sys.stderr,
        )
        return 2
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="exolab-texts-") as scratch:
        with ThreadPoolExecutor(max(1, options.jobs)) as pool:
            list(
                pool.map(
                    lambda n: check_lab(tally, n, Path(scratch), not options.static),
                    sorted(wanted, reverse=True),
                )
            )
    print(f"Time: {time.monotonic() - start:.0f} s")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
