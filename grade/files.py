# SPDX-License-Identifier: MIT
"""Scripts for user/fsscript.c, and what must come of them.

A Script is written line by line. Each line goes into the file /script of a run's volume, and
says to a Model, which knows nothing of disks, what it has to do: so the grader knows what the
program must report, and what the volume must hold in the end, and at each sync on the way.
"""

from __future__ import annotations

import os.path
import re
import struct
import zlib
from dataclasses import dataclass, field, replace
from typing import Callable, Iterator, Optional, Union

from disks import Volume, ext2
from model import Outcome, Run
from qemu import Hardware

NO_DISK, NOT_FOUND, BAD_PATH, FILE_EXISTS = -9, -11, -12, -13
NOT_DIR, IS_DIR, NOT_EMPTY, BAD_FS, EOF, IO, NOT_SUPP = -22, -23, -24, -25, -8, -18, -15
NOT_AT_ONCE = -27
WORD = 1 << 32
FACTOR = 2654435761
PAGE = 4096
APPEND_MAX = 16 * PAGE
SCRIPT = "/script"
# Far more than a script takes; the runner allows more where it waits for the disk.
LIMIT = 300_000_000
ERROR_NAMES = {
    -3: "invalid argument",
    -4: "out of memory",
    EOF: "no such page",
    NO_DISK: "no free space",
    -10: "too many open",
    NOT_FOUND: "not found",
    BAD_PATH: "bad path",
    FILE_EXISTS: "exists already",
    NOT_SUPP: "not possible",
    IO: "the disk reports an error",
    -21: "not done yet",
    NOT_DIR: "not a directory",
    IS_DIR: "a directory",
    NOT_EMPTY: "not empty",
    BAD_FS: "damaged",
}


@dataclass(eq=False)
class Node:
    """A file or a directory."""

    is_dir: bool
    data: bytearray = field(default_factory=bytearray)
    links: int = 0
    # Since the last sync, or the beginning:
    changed: bool = True  # it is new, or holds something else
    had: set[str] = field(default_factory=set)  # its names, those that it lost included


def content(offset: int, count: int, seed: int, nonce: int) -> bytes:
    """What a program writes there: fill() of user/fsscript.c."""
    first, end = offset // 4, (offset + count + 3) // 4
    multiples = range((first + seed) * FACTOR, (end + seed) * FACTOR, FACTOR)
    words = [n % WORD ^ nonce for n in multiples]
    return struct.pack(f"<{end - first}I", *words)[offset % 4 :][:count]


def spelled(path: str) -> str:
    """A path with its repetitions: c*N is N times c."""
    return re.sub(r"(.)\*(\d+)", lambda match: match[1] * int(match[2]), path)


@dataclass(frozen=True)
class Promise:
    """What holds whatever is on the disk: one of these names has one of these contents."""

    names: tuple[str, ...]
    contents: tuple[Optional[bytes], ...]  # None: it need not be there
    what: str


class Model:
    """Files as they should be."""

    def __init__(self, nonce: int, files: Initial) -> None:
        self.nonce = nonce
        self.names: dict[str, Node] = {}
        self.open: dict[int, Node] = {}
        self.windows: dict[int, tuple[Node, int]] = {}
        # Of each sync, and of the beginning: what is safe then, and what holds until the next one.
        self.synced: list[dict[str, Optional[bytes]]] = []
        self.promised: list[list[Promise]] = []
        self._nodes: set[Node] = set()  # those that are safe
        self._replaced: dict[str, tuple[bytes, bytes]] = {}
        for name, data in files.items():
            self.add(name, Node(data is None, bytearray(data or b"")))
        self.sync()

    def add(self, path: str, node: Node) -> None:
        """One name more."""
        self.names[path] = node
        node.links += 1
        node.had.add(path)

    def drop(self, path: str) -> None:
        """One name less."""
        self.names.pop(path).links -= 1

    def move(self, path: str, new: str) -> None:
        """Another name, for a file or a directory with all that is in it."""
        if new in self.names:
            old, moved = self.names[new], self.names[path]
            if not old.changed:
                self._replaced[new] = bytes(old.data), bytes(moved.data)
            self.drop(new)
        for name in [n for n in self.names if n == path or n.startswith(f"{path}/")]:
            self.add(new + name[len(path) :], self.names[name])
            self.drop(name)

    def write(self, number: int, offset: int, count: int, seed: int) -> None:
        """What a write does."""
        node = self.open[number]
        node.changed = True
        if offset > len(node.data):
            node.data.extend(bytes(offset - len(node.data)))
        node.data[offset : offset + count] = content(offset, count, seed, self.nonce)

    def resize(self, number: int, size: int) -> None:
        """The file gets this size."""
        node = self.open[number]
        node.changed = True
        del node.data[size:]
        node.data.extend(bytes(size - len(node.data)))

    def snapshot(self) -> dict[str, Optional[bytes]]:
        """All names, and what they hold; None for a directory."""
        return {n: None if node.is_dir else bytes(node.data) for n, node in self.names.items()}

    def sync(self) -> None:
        """From now on all that is there is on the disk."""
        if self.synced:
            self.promised.append(list(self._promises()))
        self._replaced.clear()
        self._nodes = {node for node in self.names.values() if not node.is_dir}
        for node in self._nodes:
            node.changed, node.had = False, set()
        for name, node in self.names.items():
            node.had.add(name)
        self.synced.append(self.snapshot())

    def _promises(self) -> Iterator[Promise]:
        """What has held since the last sync, whatever has reached the disk."""
        for node in self._nodes:
            data, names = bytes(node.data), tuple(sorted(node.had))
            if node.changed or self._replaced.keys() & node.had:
                continue
            if node.links > 0:
                yield Promise(names, (data,), "what was synced under this name is under none")
            else:  # it is there, or empty, or not at all; or something else is there
                later = [other for n in names if (other := self.names.get(n))]
                contents = (data, b"", None, *(bytes(other.data) for other in later))
                yield Promise(names, contents, "neither what was synced there, nor removed")
        for name, both in self._replaced.items():
            yield Promise((name,), both, "neither what it was, nor what was to take its place")


Initial = dict[str, Optional[bytes]]
# What probably went wrong; or, by the first error that was seen from there on, what that says.
Hint = Union[str, dict[int, str]]
Step = Callable[[Model, str], str]


class Script:
    """Lines for user/fsscript.c, and what each must report."""

    def __init__(self, files: Optional[Initial] = None) -> None:
        """files: what the volume holds at first; None for a directory."""
        self.files = files or {}
        self.lines: list[str] = []
        self.steps: list[Optional[Step]] = []

    def line(self, text: str, step: Optional[Callable[[Model], str]]) -> None:
        """A line; step changes the model and says what is to be reported. None: anything."""
        self.lines.append(text)
        self.steps.append(step and (lambda model, _: step(model)))  # type: ignore[misc]

    def fails(self, text: str, error: int) -> None:
        """A line that must fail, and change nothing."""
        self.line(text, lambda _: str(error))

    def anyhow(self, text: str) -> None:
        """A line of which the result is looked at elsewhere."""
        self.line(text, None)

    def open(self, number: int, path: str, modes: str) -> None:
        """Opens a file, which is made with c, and cut with t."""
        name = spelled(path)

        def step(model: Model) -> str:
            if name not in model.names:
                model.add(name, Node("d" in modes))
            node = model.open[number] = model.names[name]
            if "t" in modes:
                model.resize(number, 0)
            return f"0 size {PAGE if node.is_dir else len(node.data)}"

        self.line(f"open {number} {path} {modes}", step)

    def close(self, number: int, opened: bool = True) -> None:
        """Closes it."""

        def step(model: Model) -> str:
            if opened:
                del model.open[number]
            return "0"

        self.line(f"close {number}", step)

    def write(self, number: int, offset: int, count: int, seed: int) -> None:
        """Writes."""

        def step(model: Model) -> str:
            model.write(number, offset, count, seed)
            return str(count)

        self.line(f"write {number} {offset} {count} {seed}", step)

    def write_some(self, number: int, offset: int, count: int, seed: int) -> None:
        """Writes as much as there is room for, in whole pages; there may be none."""

        def step(model: Model, found: str) -> str:
            done = int(found) if found.isdigit() else 0
            if not 0 < done <= count or done % PAGE:
                return str(NO_DISK)
            model.write(number, offset, done, seed)
            return found

        self.lines.append(f"write {number} {offset} {count} {seed}")
        self.steps.append(step)

    def append(self, number: int, count: int, seed: int) -> None:
        """Writes at the end, as much as is done at a time."""

        def step(model: Model) -> str:
            start, given = len(model.open[number].data), min(count, APPEND_MAX)
            model.write(number, start, given, seed)
            return f"{given} at {start}"

        self.line(f"append {number} {count} {seed}", step)

    def append_some(self, number: int, count: int, seed: int) -> None:
        """The same, as far as there is room, from the beginning of a page on; there is some."""

        def step(model: Model, found: str) -> str:
            start = len(model.open[number].data)
            pages = int(found.split()[0]) // PAGE if found[:1].isdigit() else 0
            given = PAGE * min(max(pages, 1), count // PAGE)
            model.write(number, start, given, seed)
            return f"{given} at {start}"

        self.lines.append(f"append {number} {count} {seed}")
        self.steps.append(step)

    @staticmethod
    def result_of_read(model: Model, number: int, offset: int, count: int) -> str:
        """What is to be reported of so many bytes."""
        data = bytes(model.open[number].data[offset : offset + count])
        return f"{len(data)} {zlib.crc32(data):08x}"

    def read(self, number: int, offset: int, count: int) -> None:
        """Reads, as far as there is something."""
        self.line(
            f"read {number} {offset} {count}",
            lambda model: self.result_of_read(model, number, offset, count),
        )

    def show(self, number: int, how: str, page: int, count: int, end: int = 0) -> None:
        """Maps a window, of so many pages."""

        def step(model: Model) -> str:
            model.windows[number] = model.open[number], page
            return str(count)

        self.line(f"show {number} {how} {page} {end}", step)

    def look(self, number: int, offset: int, count: int) -> None:
        """Looks into it."""

        def step(model: Model) -> str:
            node, page = model.windows[number]
            at = page * PAGE + offset
            data = bytes(node.data[at : at + count]).ljust(count, b"\0")
            return f"0 {zlib.crc32(data):08x}"

        self.line(f"look {number} {offset} {count}", step)

    def poke(self, number: int, offset: int, count: int, seed: int) -> None:
        """Writes into it."""

        def step(model: Model) -> str:
            node, page = model.windows[number]
            at = page * PAGE + offset
            node.data[at : at + count] = content(offset, count, seed, model.nonce)
            node.changed = True
            return "0"

        self.line(f"poke {number} {offset} {count} {seed}", step)

    def grow(self, number: int, size: int) -> None:
        """Makes it larger, if it is not so already."""

        def step(model: Model) -> str:
            size_now = max(size, len(model.open[number].data))
            model.resize(number, size_now)
            return f"0 size {size_now}"

        self.line(f"grow {number} {size}", step)

    def resize(self, number: int, size: int) -> None:
        """Sets the size."""

        def step(model: Model) -> str:
            model.resize(number, size)
            return f"0 size {size}"

        self.line(f"set {number} {size}", step)

    def make(self, path: str, count: int, seed: int) -> None:
        """Makes a file, and writes count bytes."""
        self.open(63, path, "rwc")
        self.write(63, 0, count, seed)
        self.close(63)

    def mkdir(self, path: str) -> None:
        """Makes a directory."""

        def step(model: Model) -> str:
            model.add(spelled(path), Node(True))
            return "0"

        self.line(f"mkdir {path}", step)

    def remove(self, path: str, kind: str = "remove") -> None:
        """Removes a file; or with rmdir a directory."""

        def step(model: Model) -> str:
            model.drop(spelled(path))
            return "0"

        self.line(f"{kind} {path}", step)

    def rename(self, path: str, new: str) -> None:
        """Moves a file or a directory with all that is in it."""

        def step(model: Model) -> str:
            model.move(spelled(path), spelled(new))
            return "0"

        self.line(f"rename {path} {new}", step)

    def link(self, path: str, new: str) -> None:
        """Gives a file another name."""

        def step(model: Model) -> str:
            model.add(spelled(new), model.names[spelled(path)])
            return "0"

        self.line(f"link {path} {new}", step)

    def stat(self, path: str) -> None:
        """Looks at a file."""

        def step(model: Model) -> str:
            node = model.names[os.path.normpath(spelled(path)).replace("//", "/")]
            return f"0 {len(node.data)} 0 {node.links}"

        self.line(f"stat {path}", step)

    def sync(self) -> None:
        """All is on the disk afterwards."""

        def step(model: Model) -> str:
            model.sync()
            return "0"

        self.line("sync", step)

    def each(self, first: int, end: int, text: str, step: Callable[[Model, int], None]) -> None:
        """A line for each number, which stands where it has a #; all must go well."""

        def steps(model: Model) -> str:
            for number in range(first, end):
                step(model, number)
            return f"{end - first} 0"

        self.line(f"for {first} {end} {text}", steps)

    # What a run of it needs, and what it must leave

    def volume(self, **more: object) -> Volume:
        """A volume with the script, and with the files that there are at first."""
        files = [(f"{n}/" if data is None else n, data or b"") for n, data in self.files.items()]
        files.append((SCRIPT, "".join(f"{line}\n" for line in self.lines).encode()))
        return replace(Volume(files=tuple(files)), **more)  # type: ignore[arg-type]

    def run(
        self, name: str, words: str = "", memory: int = 0, limit: int = LIMIT, **more: object
    ) -> Run:
        """A run of the server and of the script, which ends with a sync."""
        if self.lines[-1:] != ["sync"]:
            self.sync()
        hardware = Hardware(memory=memory) if memory else Hardware()
        cmdline = f"ktest=count run=parts,fs,fsscript {words}".strip()
        return Run(
            name, cmdline, hardware, limit=limit, preempted=True, volume=self.volume(**more)
        )

    def reported(self, run: Outcome) -> dict[int, str]:
        """What the program has said of each line."""
        found: dict[int, str] = {}
        for line in run.said():
            number, colon, text = line.partition(": ")
            if colon and number.isdigit():
                found[int(number)] = text
        return found

    def require(self, run: Outcome, hint: Hint = "") -> Model:
        """Every line must have had the right result. Returns the files then."""
        model = Model(int(run.nonce, 16), self.files)
        reported = self.reported(run)
        for number, (text, step) in enumerate(zip(self.lines, self.steps), 1):
            found = reported.get(number)
            wanted = step(model, found or "") if step else None
            what = f"line {number} of the script, {text}{pages_of(text)}"
            why = hint if isinstance(hint, str) else hint.get(first_error(reported, number), "")
            if found is None:
                run.require_off(why)
                run.require(False, what, "never got so far", why)
            run.require(
                wanted is None or found == wanted,
                f"{what}: {wanted}",
                f"{found}{meaning(found or '')}",
                why,
                f"{number}:",
            )
        return model

    def left(self, number: int) -> str:
        """The text of a line, for a report."""
        return self.lines[number - 1]


def error_of(result: str) -> int:
    """The error with which a line came to an end, whatever was done before it; or 0."""
    errors = [word for word in result.split() if re.fullmatch(r"-\d+", word)]
    return int(errors[0]) if errors else 0


def first_error(reported: dict[int, str], start: int) -> int:
    """The first error that was reported of this line and those behind it; or 0."""
    errors = (error_of(text) for number, text in sorted(reported.items()) if number >= start)
    return next(filter(None, errors), 0)


def meaning(result: str) -> str:
    """An error in words, if the result is one."""
    known = ERROR_NAMES.get(error_of(result))
    return f" ({known})" if known else ""


def pages_of(line: str) -> str:
    """Which pages of a file a line reads or writes, if it does."""
    match = re.match(r"(?:read|write) \d+ (\d+) (\d+)", line)
    if match is None or match[2] == "0":
        return ""
    first, last = int(match[1]) // PAGE, (int(match[1]) + int(match[2]) - 1) // PAGE
    return f" (page {first} of the file)" if first == last else f" (pages {first} to {last})"


def walk(volume: object, directory: str = "/") -> dict[str, bool]:
    """All names on a volume, and whether each is a directory."""
    found: dict[str, bool] = {}
    for entry in ext2.list_directory(volume, directory):  # type: ignore[arg-type]
        if entry.name in (".", "..") or (directory == "/" and entry.name == "lost+found"):
            continue
        name = f"{directory.rstrip('/')}/{entry.name}"
        found[name] = entry.is_directory
        if entry.is_directory:
            found.update(walk(volume, name))
    return found


def require_clean(run: Outcome, hint: str = "") -> None:
    """e2fsck must find nothing at all."""
    verdict = run.files.check()
    happened = "; ".join(verdict.problems[:4]) or f"it ends with status {verdict.status}"
    run.require(verdict.clean, "e2fsck -fn finds nothing wrong", happened, hint)


def require_files(run: Outcome, wanted: dict[str, Optional[bytes]], hint: str = "") -> None:
    """The volume must hold these files and directories, the script, and nothing else."""
    names = walk(run.files.volume)
    names.pop(SCRIPT, None)
    missing, odd = sorted(set(wanted) - set(names)), sorted(set(names) - set(wanted))
    run.require(not missing, f"{', '.join(missing[:3])} on the disk", "not there", hint)
    run.require(not odd, "nothing else on the disk", f"{', '.join(odd[:3])}", hint)
    found = run.files.read_all(name for name, data in wanted.items() if data is not None)
    for name, data in wanted.items():
        run.require(names[name] == (data is None), f"{name}: its kind", "another one", hint)
        if data is not None:
            require_same(run, name, data, found.get(name, b""), hint)


def require_same(run: Outcome, name: str, wanted: bytes, found: bytes, hint: str = "") -> None:
    """A file must hold this."""
    if wanted == found:
        return
    run.require(
        len(wanted) == len(found),
        f"{name} on the disk: {len(wanted)} bytes",
        f"{len(found)} bytes",
        hint,
    )
    at = next(i for i in range(len(wanted)) if wanted[i] != found[i])
    shown = found[at : at + 8].hex()
    run.require(
        False,
        f"{name} on the disk: at byte {at} (page {at // PAGE}) {wanted[at : at + 8].hex()}",
        f"{shown}{', zeros' if not int(shown, 16) else ''}",
        hint,
    )


def judge(run: Outcome, script: Script, hint: Hint = "", on_disk: str = "") -> Model:
    """All lines must have had the right results, and the disk must be right and in order.

    on_disk is a hint for where files hold something else, if it is another one.
    """
    why = hint if isinstance(hint, str) else ""
    model = script.require(run, hint)
    run.require_off(why)
    require_clean(run, why)
    require_files(run, model.snapshot(), on_disk or why)
    return model
