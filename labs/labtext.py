# SPDX-License-Identifier: MIT
"""A lab's text taken apart: code blocks, headings, exercises, links, and the words that are prose.

Everything knows the line it stands in. Nothing here looks at any other file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
EXERCISE = re.compile(
    r"^### Exercise (\d+\.\d+): (.+) \((\d+) points?, (easy|medium|hard), "
    r"(\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?) hours?\)$"
)
LOOKS_LIKE_EXERCISE = re.compile(r"^#+\s*Exercise\b", re.I)
WORTH = re.compile(r"\bThis lab is worth (\d+) points\b")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"(`+)(.+?)\1(?!`)")


@dataclass(frozen=True)
class Block:
    """A fenced code block: the line of its opening fence, its info string, its content."""

    line: int
    info: str
    lines: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.info.split()[0] if self.info else ""

    @property
    def words(self) -> list[str]:
        """What follows the kind: a file name, or how to run the block."""
        return self.info.split()[1:]


@dataclass(frozen=True)
class Heading:
    line: int
    level: int
    title: str


@dataclass(frozen=True)
class Link:
    line: int
    image: bool
    text: str
    target: str


@dataclass(frozen=True)
class Exercise:
    """An exercise as the text announces it. tests and files: what stands in its `Tests:` line."""

    line: int
    label: str
    title: str
    points: int
    tests: tuple[str, ...]
    files: tuple[str, ...]


@dataclass
class Text:
    """A lab's text. prose: its lines outside of code blocks, with their numbers."""

    name: str
    prose: list[tuple[int, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    unclosed: int = 0  # the line of a fence that no fence closes

    @property
    def headings(self) -> list[Heading]:
        found = ((number, HEADING.match(line)) for number, line in self.prose)
        return [Heading(n, len(match[1]), match[2]) for n, match in found if match]

    def inline_code(self) -> Iterator[tuple[int, str]]:
        """What stands between backticks in the prose."""
        for number, line in self.prose:
            for match in CODE.finditer(line):
                yield number, match[2].strip()

    def links(self) -> Iterator[Link]:
        for number, line in self.prose:
            for match in LINK.finditer(CODE.sub(hide, line)):
                yield Link(number, bool(match[1]), match[2], match[3])

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Paragraphs in one line each, with the number of their first line."""
        first, lines, last = 0, [], 0
        for number, line in [*self.prose, (0, "")]:
            if lines and (not line.strip() or HEADING.match(line) or number != last + 1):
                yield first, " ".join(lines)
                lines = []
            if line.strip() and not HEADING.match(line):
                first = first if lines else number
                lines.append(line.strip())
            last = number

    def exercises(self) -> tuple[list[Exercise], list[tuple[int, str]]]:
        """The exercises, and line and reason of each heading that is not as it should be."""
        paragraphs = dict(self.paragraphs())
        found, errors = [], []
        for number, line in self.prose:
            if not LOOKS_LIKE_EXERCISE.match(line):
                continue
            match = EXERCISE.match(line.rstrip())
            if not match:
                errors.append(
                    (
                        number,
                        f"not '### Exercise n.m: title (P points, difficulty, H hours)': {line}",
                    )
                )
                continue
            below = next((paragraphs[n] for n in sorted(paragraphs) if n > number), "")
            files, colon, tests = below.partition("Tests:")
            if not colon:
                errors.append((number, f"no line 'File: ... Tests: ...' below exercise {match[1]}"))
            found.append(
                Exercise(number, match[1], match[2], int(match[3]), quoted(tests), quoted(files))
            )
        return found, errors

    def worth(self) -> list[tuple[int, int]]:
        """Line and number of each "This lab is worth N points"."""
        return [
            (number, int(match[1]))
            for number, paragraph in self.paragraphs()
            for match in WORTH.finditer(paragraph.replace("**", ""))
        ]

    def words(self) -> int:
        """How many words of prose it has: no code, no comments, no pictures, no markup."""
        text = "\n".join(line for _, line in self.prose)
        text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
        text = LINK.sub(lambda match: "" if match[1] else match[2], text)
        return sum(bool(re.search(r"\w", word)) for word in re.split(r"[\s|]+", text))


def hide(match: "re.Match[str]") -> str:
    """Code in a line, made unreadable but of the same length."""
    return "`" + "x" * (len(match[0]) - 2) + "`"


def quoted(text: str) -> tuple[str, ...]:
    """The names between backticks."""
    return tuple(match[2] for match in CODE.finditer(text))


def parse(name: str, source: str) -> Text:
    """Takes a text apart."""
    text = Text(name)
    fence, start, info, lines = "", 0, "", []
    for number, line in enumerate(source.splitlines(), start=1):
        match = FENCE.match(line)
        if not fence and match and "`" not in match[3]:
            fence, start, info, lines = match[2], number, match[3], []
        elif fence and match and match[2].startswith(fence) and not match[3]:
            text.blocks.append(Block(start, info, tuple(lines)))
            fence = ""
        elif fence:
            lines.append(line)
        else:
            text.prose.append((number, line))
    text.unclosed = start if fence else 0
    return text


def read(path: Path) -> Text:
    return parse(path.name, path.read_text())
