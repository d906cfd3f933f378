# SPDX-License-Identifier: MIT
"""The course: its texts, the handout played through git, kept answers, the book."""

from __future__ import annotations

import re
from typing import Iterator

from checks.common import SHARE, Check, counted, python, run, share, succeeds

# These grade dozens of trees. On a busy host that takes its time, which is no failure.
PATIENCE = 1500.0

ANSWER = re.compile(r"^(ok|BAD) +(right|wrong) +(\S+) +(.*)$", flags=re.M)


def texts() -> Iterator[Check]:
    """Every command and listing of the labs' texts; points; links."""
    yield from counted("texts", python("labs/texts.py", timeout=PATIENCE))


def handout() -> Iterator[Check]:
    """The skeletons: what they contain, that they build, and what they boot to."""
    yield from counted("handout", python("labs/play.py", "handout", timeout=PATIENCE))


def course() -> Iterator[Check]:
    """The course, lab by lab, merged by git; and exercises left out, each alone."""
    yield from counted("course", python("labs/play.py", "course", timeout=PATIENCE))
    needs = python("labs/play.py", "needs", "--share", str(SHARE), timeout=PATIENCE)
    yield from counted("needs", needs)


def answers() -> Iterator[Check]:
    """Wrong answers lose their points; right ones keep them. Each costs half a second: all."""
    done = python("grade/mutants.py", "--share", str(share(1)), timeout=PATIENCE)
    found = ANSWER.findall(done.output)
    if not found:
        yield Check("answers", False, done.tail)
    for word, kind, name, said in found:
        yield Check(f"the {kind} answer {name}: {said}", word == "ok", said)


def book() -> Iterator[Check]:
    """The book is made, and all its links lead somewhere."""
    yield succeeds("make book", run("make", "book"))
