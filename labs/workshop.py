# SPDX-License-Identifier: MIT
"""Trees of the course in working order: rendered, built, varied, and graded.

A Workshop holds one lab's tree with all exercises solved, built once. A variant of it is a copy,
with its build, in which some files have other content; make then rebuilds what depends on those.
The grader's own code is never taken from the tree that is graded.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Collection, Iterable, Sequence, TypeVar

import handout
import marks

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "grade"))

import grade  # noqa: E402
import tree as built  # noqa: E402
from model import Case, Result, Run, Verdict  # noqa: E402
from runner import Runner  # noqa: E402

# What one process of a build may use: far more than any needs, but no submission can stop a class.
COMPILE_SECONDS = 20  # of the processor
COMPILE_MEMORY = 4 << 20  # KiB
COMPILE_FILE = 1 << 19  # of 512 bytes
# Where the system does not know one of these limits, the others hold.
LIMITED = """for limit in $1; do ulimit "-${limit%=*}" "${limit#*=}" 2>/dev/null || :; done
shift
exec "$@\""""

# Of a tree whose tests are known: what these never look at, or the build makes anew.
NEEDLESS = {"grade", "labs", "obj/exolab.img", "obj/fs.img"}

LOUD = re.compile("error|undefined|multiple|limit", re.I)

Item = TypeVar("Item")
Value = TypeVar("Value")


class BuildError(Exception):
    """A tree that does not build; the text is the compiler's, `said` all that make printed."""

    def __init__(self, text: str, said: str = "") -> None:
        super().__init__(text)
        self.said = said


@dataclass
class Report:
    """What grading one tree gave: the results, or why there are none."""

    name: str
    results: list[Result] = field(default_factory=list)
    error: str = ""

    def verdict(self, test: str) -> Verdict | None:
        return next((r.verdict for r in self.results if r.case.name == test), None)

    @property
    def lost(self) -> list[str]:
        """The tests that failed; those skipped for their sake are left out."""
        return [
            r.case.name
            for r in self.results
            if r.verdict is not Verdict.PASSED and r.verdict is not Verdict.SKIPPED
        ]

    @property
    def not_passed(self) -> list[str]:
        return [r.case.name for r in self.results if r.verdict is not Verdict.PASSED]


def all_exercises(root: Path, lab: int) -> list[marks.Exercise]:
    """The exercise regions of labs up to lab, in order of their numbers."""
    found: list[marks.Exercise] = []
    for name, (level, _) in handout.levels(root).items():
        path = root / name
        if handout.STAFF < level <= lab and path.suffix in {".c", ".h", ".S"}:
            found += marks.exercises(marks.parse(name, path.read_text()))
    return sorted(e for e in found if e.lab <= lab)


def exercise_files(root: Path, lab: int) -> list[str]:
    """The files in which the exercises of labs up to lab stand: those that are a student's own."""
    return [
        name
        for name, (level, _) in handout.levels(root).items()
        if handout.STAFF < level <= lab
        and (root / name).suffix in {".c", ".h", ".S"}
        and any(e.lab <= lab for e in marks.exercises(marks.parse(name, (root / name).read_text())))
    ]


def solved(root: Path, lab: int, but: Iterable[str] = ()) -> marks.Choice:
    """All exercises up to lab solved, but for those named ("2.3")."""
    labels = {exercise.label for exercise in all_exercises(root, lab)}
    return marks.Choice(lab, frozenset(labels - set(but)))


def build(directory: Path, *words: str) -> None:
    """Runs make there, within limits. Raises BuildError with the end of what it said."""
    limits = f"t={COMPILE_SECONDS} v={COMPILE_MEMORY} f={COMPILE_FILE}"
    make = ["make", "-C", str(directory), "--no-print-directory", "-j2", *words]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    # The program itself: python3 may be a script that looks for it first, at each start.
    environment["PYTHON"] = sys.executable
    done = subprocess.run(
        ["sh", "-c", LIMITED, "sh", limits, *make],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=environment,
    )
    if done.returncode != 0:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        loud = [line for line in said if LOUD.search(line)] or said
        raise BuildError("\n".join(loud[-12:]), "\n".join(said))


def judge(
    directory: Path, cases: Sequence[Case], name: str, jobs: int = 1, exact: bool = True
) -> Report:
    """Grades the built tree at directory. exact: as for Runner."""
    build_files = built.load_build(directory)
    runner = Runner(build_files, "1", "qemu", exact)
    return Report(name, runner.judge_all(list(cases), jobs, lambda *_: None))


def cases_of(labs: Iterable[int]) -> list[Case]:
    """The grader's tests of these labs."""
    wanted = set(labs)
    return [case for case in grade.load_cases() if case.lab in wanted]


def owners(files: Iterable[str]) -> set[str]:
    """The programs to which these source files belong, if they belong to one alone."""
    inside = [file[len("user/") :] for file in files if file.startswith("user/")]
    return {re.sub(r"/[^/]*$|\.\w+$", "", file) for file in inside}


def shell_words(run: Run) -> set[str]:
    """If a run has the tools: the words that the shell reads, and its own name."""
    if run.volume is None or not run.volume.tools:
        return set()
    texts = [content.decode("latin-1") for _, content in run.volume.files]
    texts += [step.say for step in run.dialogue]
    return {"sh", *(word for text in texts for word in re.findall(r"\w+", text))}


class Workshop:
    """One lab's solved tree, and variants of it."""

    def __init__(self, root: Path, scratch: Path, lab: int) -> None:
        self.root = root
        self.lab = lab
        self.scratch = scratch
        self.base = scratch / f"lab{lab}"
        handout.write_tree(self.base, handout.handout_tree(root, solved(root, lab)))
        build(self.base)

    def programs(self) -> set[str]:
        """The programs of the tree; tools, which lie in the file system, as bin/NAME."""
        user = self.base / "user"
        files = [*user.glob("*.c"), *user.glob("bin/*.c")]
        folders = {path.parent for path in [*user.glob("*/*.c"), *user.glob("bin/*/*.c")]}
        found = [path.with_suffix("") for path in files] + list(folders - {user / "bin"})
        return {str(path.relative_to(user)) for path in found}

    def variant(
        self, name: str, files: dict[str, bytes], programs: Collection[str] | None = None
    ) -> Path:
        """A copy of the solved tree with these files changed, built. Raises BuildError.

        If programs are named, it has no others, no file system for people and no texts: that is
        less to copy, to link, and to load.
        """
        directory = self.scratch / f"{self.lab}-{name}"
        words = [] if programs is None else ["FILES="]
        ignored = None if programs is None else self._needless(set(programs) | owners(files))
        shutil.copytree(self.base, directory, symlinks=True, ignore=ignored)
        for file, content in files.items():
            if (directory / file).read_bytes() != content:
                (directory / file).write_bytes(content)
        build(directory, *words)
        return directory

    def _needless(self, programs: set[str]) -> Callable[[str, list[str]], list[str]]:
        """For copytree: what a variant with these programs does without, of each folder."""
        dropped = self.programs() - programs
        paths = {f"{place}/{name}" for place in ("user", "obj/user") for name in dropped}
        paths |= {f"obj/root/{name}" if "/" in name else f"obj/bin/{name}" for name in dropped}

        def needless(folder: str, names: list[str]) -> list[str]:
            inside = Path(folder).relative_to(self.base)
            return [
                name
                for name in names
                if str(inside / name) in NEEDLESS or str(inside / name.split(".")[0]) in paths
            ]

        return needless

    def rendered(self, choice: marks.Choice) -> dict[str, bytes]:
        """The files with exercises as this choice renders them."""
        return {
            name: marks.render_file(self.root / name, name, choice).encode()
            for name in exercise_files(self.root, self.lab)
        }

    def needed_programs(self, cases: Sequence[Case]) -> set[str]:
        """Those that the runs of these tests start, and the one that test images are made of."""
        runs = [run for case in cases for run in case.runs]
        words = {word for run in runs for word in re.findall(r"\w+", run.cmdline)}
        for run in runs:
            words.update(run.volume.programs if run.volume else ())
            words.update(f"bin/{word}" for word in shell_words(run))
        return self.programs() & (words | {"hello"})

    def grade_variant(
        self,
        name: str,
        files: dict[str, bytes],
        cases: Sequence[Case],
        programs: Collection[str] | None = None,
        exact: bool = True,
    ) -> Report:
        """Builds and grades a variant, and removes it. That it does not build is a report, too."""
        try:
            directory = self.variant(name, files, programs)
        except BuildError as error:
            return Report(name, error=str(error))
        try:
            return judge(directory, cases, name, exact=exact)
        finally:
            shutil.rmtree(directory)


def side_by_side(
    function: Callable[[Item], Value], items: Iterable[Item], jobs: int
) -> list[Value]:
    """Applies the function to all items, jobs at a time; results in the order of the items."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(function, items))
