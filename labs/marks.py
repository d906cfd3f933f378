# SPDX-License-Identifier: MIT
"""The marks in the reference source, from which handouts and answers are made.

labs/README.md says what the marks mean. This module reads them and renders a file for one lab, with
any choice of exercises solved, left out, or answered by other text. It knows nothing of git.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

EXERCISE = re.compile(r"^\s*/\* EXERCISE (\d+)\.(\d+) (\w+) \*/\s*$")
EXERCISE_END = re.compile(r"^\s*/\* END EXERCISE (\d+)\.(\d+) \*/\s*$")
# Inside a macro's text, a mark's line goes on like any other: with a backslash.
LAB = re.compile(r"^\s*(?:/\*|#|<!--) LAB (\d+) (?:\*/|#|-->)\s*\\?$")
LAB_END = re.compile(r"^\s*(?:/\*|#|<!--) END LAB (\d+) (?:\*/|#|-->)\s*\\?$")
ANY_MARK = re.compile(r"^\s*(?:/\*|#|<!--) (?:END )?(?:EXERCISE|LAB)\b")


class MarkError(Exception):
    """A mark that does not fit: the message names file and line."""


@dataclass(frozen=True, order=True)
class Exercise:
    """An exercise region: 2.3 pgdir_walk. One number may have several regions."""

    lab: int
    number: int
    name: str

    @property
    def label(self) -> str:
        return f"{self.lab}.{self.number}"


@dataclass
class Node:
    """A stretch of a file: plain lines, or a region with its opening and closing mark."""

    line: int
    opening: str = ""
    closing: str = ""
    exercise: Exercise | None = None
    lab: int | None = None
    children: list["Node"] = field(default_factory=list)
    text: str = ""


def parse(path: str, source: str) -> Node:
    """Reads the marks of one file into a tree. Raises MarkError where they do not nest."""
    root = Node(line=0)
    stack = [root]
    for number, line in enumerate(source.splitlines(keepends=True), start=1):
        where = f"{path}:{number}"
        if match := EXERCISE.match(line):
            if any(node.exercise for node in stack):
                raise MarkError(f"{where}: an exercise inside an exercise")
            exercise = Exercise(int(match[1]), int(match[2]), match[3])
            push(stack, Node(line=number, opening=line, exercise=exercise))
        elif match := LAB.match(line):
            push(stack, Node(line=number, opening=line, lab=int(match[1])))
        elif match := EXERCISE_END.match(line):
            opened = stack[-1].exercise
            if not opened or (opened.lab, opened.number) != (int(match[1]), int(match[2])):
                raise MarkError(f"{where}: this end has no beginning")
            stack.pop().closing = line
        elif match := LAB_END.match(line):
            if stack[-1].lab != int(match[1]):
                raise MarkError(f"{where}: this end has no beginning")
            stack.pop().closing = line
        elif ANY_MARK.match(line):
            raise MarkError(f"{where}: not a mark as labs/README.md describes them: {line.strip()}")
        else:
            stack[-1].children.append(Node(line=number, text=line))
    if len(stack) > 1:
        raise MarkError(f"{path}:{stack[-1].line}: this mark has no end")
    return root


def push(stack: list[Node], node: Node) -> None:
    stack[-1].children.append(node)
    stack.append(node)


def missing(exercise: Exercise, indent: str) -> str:
    """What stands in a skeleton in place of a solution; inc/exercise.h defines the macro."""
    return f'{indent}EXERCISE_MISSING({exercise.lab}, "{exercise.label}", "{exercise.name}");\n'


def indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


@dataclass
class Choice:
    """How to render: for which lab, which exercises keep their solution, and other answers."""

    lab: int
    solved: frozenset[str] = frozenset()
    answers: dict[Exercise, str] = field(default_factory=dict)

    def body(self, node: Node) -> str:
        assert node.exercise
        if node.exercise in self.answers:
            return self.answers[node.exercise]
        if node.exercise.label in self.solved:
            return "".join(self.render(child) for child in node.children)
        return missing(node.exercise, indent_of(node.opening))

    def render(self, node: Node) -> str:
        if node.exercise:
            if node.exercise.lab > self.lab:
                return ""
            return node.opening + self.body(node) + node.closing
        if node.lab is not None and node.lab > self.lab:
            return ""
        return node.text + "".join(self.render(child) for child in node.children)


def exercises(node: Node) -> list[Exercise]:
    """All exercise regions below node, in order."""
    found = [node.exercise] if node.exercise else []
    for child in node.children:
        found += exercises(child)
    return found


def tidy(text: str) -> str:
    """Leaves no double blank line where a region was taken out."""
    return re.sub(r"\n{3,}", "\n\n", text)


def render_file(path: Path, name: str, choice: Choice) -> str:
    return tidy(choice.render(parse(name, path.read_text())))
