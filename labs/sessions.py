# SPDX-License-Identifier: MIT
"""Sessions of a lab's text, run as they stand there: console blocks in a shell, gdb blocks in gdb.

A block is split into steps, each a command and the output that the text shows. In that output a
line `...` stands for any lines, and `...` within a line for any text. A command without any output
shown may print what it likes, but must succeed.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Sequence

from labtext import Block

WATCHDOG = 240.0  # seconds for one block
MARK = "<<exolab-step>>"
NOT_FOUND = {126, 127}


@dataclass(frozen=True)
class Step:
    """A command, the line it stands in, and the output that the text shows."""

    line: int
    command: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Mismatch:
    line: int
    reason: str


class NotASession(Exception):
    """A block that does not begin with a command."""


def steps(block: Block) -> list[Step]:
    """Splits a block at its prompts: `$ ` (lines `> ` go on with the command) or `(gdb) `."""
    prompt = "(gdb) " if block.kind == "gdb" else "$ "
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(block.lines, start=block.line + 1):
        if line.startswith(prompt):
            found.append((number, line[len(prompt) :], []))
        elif not found:
            raise NotASession(f"output before the first command: {line}")
        elif line.startswith("> ") and not found[-1][2] and found[-1][1].endswith("\\"):
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line[2:]}", [])
        else:
            found[-1][2].append(line)
    return [Step(number, command, tuple(expected)) for number, command, expected in found]


def tidy(text: str | Sequence[str]) -> list[str]:
    """Lines without carriage returns, spaces at their ends, and empty lines at both ends."""
    lines = text.split("\n") if isinstance(text, str) else list(text)
    lines = [line.replace("\r", "").rstrip() for line in lines]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def line_fits(expected: str, line: str) -> bool:
    """Whether a line is what the text shows, `...` standing for any text."""
    pattern = ".*".join(re.escape(part) for part in expected.split("..."))
    return re.fullmatch(pattern, line) is not None


def split_at_gaps(expected: Sequence[str]) -> list[list[tuple[int, str]]]:
    """The stretches between lines `...`, each line with its index; some may be empty."""
    stretches: list[list[tuple[int, str]]] = [[]]
    for index, line in enumerate(expected):
        if line.strip() == "...":
            stretches.append([])
        else:
            stretches[-1].append((index, line))
    return stretches


def how_far(stretch: list[tuple[int, str]], lines: Sequence[str], at: int) -> int:
    """How many lines of the stretch fit the lines from at on."""
    for count, (_, line) in enumerate(stretch):
        if at + count >= len(lines) or not line_fits(line, lines[at + count]):
            return count
    return len(stretch)


def compare(expected: Sequence[str], output: str) -> tuple[int, str] | None:
    """None if the output is what the text shows; or index of the line that is not, and why."""
    wanted, lines = tidy(expected), tidy(output)
    stretches = split_at_gaps(wanted)
    last = len(stretches) - 1
    at = 0
    for number, stretch in enumerate(stretches):
        low, high = at, at if number == 0 else len(lines)
        if number == last > 0 and stretch:
            low = high = max(at, len(lines) - len(stretch))
        place = max(range(low, high + 1), key=lambda start: how_far(stretch, lines, start))
        count = how_far(stretch, lines, place)
        at = place + count
        if count < len(stretch):
            index, line = stretch[count]
            got = lines[at] if at < len(lines) else "the end of the output"
            return index, f"the text shows: {line}\n      but there came: {got}"
    if last == 0 and at < len(lines):
        return len(wanted) - 1, f"then there came, not shown: {lines[at]}"
    return None


def judge(step: Step, output: str, status: int | None) -> Mismatch | None:
    """Whether a command did what the text shows. status: None where there is none to know."""
    said = tidy(output)
    tail = said[-1] if said else "nothing"
    if status in NOT_FOUND:
        return Mismatch(step.line, f"the command cannot be run: {tail}")
    if not tidy(step.expected):
        if status:
            return Mismatch(step.line, f"ended with status {status}: {tail}")
        return None
    wrong = compare(step.expected, output)
    if wrong is None:
        return None
    index, reason = wrong
    blank = next(i for i, line in enumerate(step.expected) if line.strip())
    extra = step.command.count("\n")
    return Mismatch(step.line + 1 + extra + blank + index, f"`{step.command}`: {reason}")


def environment(**more: str) -> dict[str, str]:
    """A student's environment: no make around it, and no terminal."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "EXOLAB"))}
    kept.update(LC_ALL="C.UTF-8", TERM="dumb", COLUMNS="100")
    kept.update(GIT_AUTHOR_NAME="Student", GIT_AUTHOR_EMAIL="student@exolab.invalid")
    kept.update(GIT_COMMITTER_NAME="Student", GIT_COMMITTER_EMAIL="student@exolab.invalid")
    kept.update(more)
    return kept


def end(process: "subprocess.Popen[str]") -> None:
    """Ends a process that was started in a session of its own, with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def run(command: Sequence[str], directory: Path, **more: str) -> tuple[str, bool]:
    """Runs a command. Returns all that it printed, and whether it ended before the watchdog."""
    with subprocess.Popen(
        command,
        cwd=directory,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=WATCHDOG)[0], True
        except subprocess.TimeoutExpired:
            end(process)
            return process.communicate()[0], False
        finally:
            end(process)


@dataclass(frozen=True)
class Answer:
    """What a step printed, and its status; None if it did not come to its end."""

    output: str
    status: int | None


def answers(output: str) -> list[Answer]:
    """What each step printed, in order, from output with a mark after each."""
    pieces = re.split(re.escape(MARK) + r" (\d+)\n", output)
    found = [Answer(text, int(status)) for text, status in zip(pieces[::2], pieces[1::2])]
    return [*found, Answer(pieces[-1], None)]


def judge_all(todo: list[Step], given: list[Answer], ended: bool) -> Mismatch | None:
    """The first step that did not do what the text shows."""
    for step, answer in zip(todo, given):
        if answer.status is None:
            tail = tidy(answer.output)[-1:] or ["nothing"]
            why = "ended the session" if ended else f"did not end within {WATCHDOG:.0f} s"
            return Mismatch(step.line, f"`{step.command}` {why}; last came: {tail[0]}")
        if wrong := judge(step, answer.output, answer.status):
            return wrong
    return None


def run_console(block: Block, tree: Path, port: int) -> Mismatch | None:
    """Runs a console block in a fresh shell in the tree, with nobody at the keyboard."""
    todo = steps(block)
    script = "exec 2>&1\n"
    for step in todo:
        script += f"{step.command}\nprintf '{MARK} %d\\n' $?\n"
    output, ended = run(["bash", "--norc", "-c", script], tree, GDBPORT=str(port))
    return judge_all(todo, answers(output), ended)


def free_port() -> int:
    """A port that nothing uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(stream: IO[str], text: str) -> bool:
    """Reads lines until one holds the text; False if the stream ends first."""
    return any(text in line for line in stream)


def run_gdb(block: Block, tree: Path) -> Mismatch | None:
    """Runs a gdb block as `make gdb` would, against a machine that `make qemu-nox-gdb` holds.

    Words after `gdb` in the info string are other goals and variables for that make.
    """
    todo = steps(block)
    port = free_port()
    make = ["make", "--no-print-directory", *(block.words or ["qemu-nox-gdb"]), f"GDBPORT={port}"]
    with subprocess.Popen(
        make,
        cwd=tree,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as machine:
        try:
            assert machine.stdout is not None
            if not wait_for(machine.stdout, "stopped at the first instruction"):
                return Mismatch(block.line, f"`{' '.join(make)}` does not hold a machine for gdb")
            output, ended = talk_to_gdb(todo, tree, port)
            # What gdb says before the first command is nobody's answer.
            return judge_all(todo, answers(output)[1:], ended)
        finally:
            end(machine)


def talk_to_gdb(todo: list[Step], tree: Path, port: int) -> tuple[str, bool]:
    """All that gdb prints, with a mark before and after each step; and whether it ended."""
    mark = ["-ex", f"echo {MARK} 0\\n"]
    command = ["gdb", "-nx", "-q", "-batch", "-x", "kern/gdb/exolab.gdb", *mark]
    for step in todo:
        command += ["-ex", step.command, *mark]
    command += ["obj/kern/kernel.elf"]
    return run(command, tree, EXOLAB_OBJ="obj", EXOLAB_GDBPORT=str(port))


def reset(tree: Path, commit: str) -> None:
    """Undoes what a block has changed in the tree's files; what is built stays."""
    for words in (["reset", "-q", "--hard", commit], ["clean", "-fdq"]):
        subprocess.run(["git", "-C", str(tree), *words], check=True, stdout=subprocess.DEVNULL)
