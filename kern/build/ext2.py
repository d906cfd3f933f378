# SPDX-License-Identifier: MIT
"""ext2 file systems: made, looked into and judged by e2fsprogs, which nobody of this project wrote.

Both the build and the grader use these functions. They work on a file that holds one file system,
as long as the partition. The same arguments make the same bytes, on every host at any time.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Iterable, Iterator, NamedTuple, Optional, Union

# What a file holds, or where that is to be found. A name that ends in / is a directory.
Source = Union[bytes, Path]
Files = Iterable[tuple[str, Source]]

FEATURES = "none,filetype,sparse_super,large_file"
IDENTITY = "45584f4c-4142-4000-8000-000000000005"
BLOCK = 4096
EPOCH = 946684800  # 2000-01-01: the time at which everything is made
# Where distributions keep administrators' tools, also for other users.
PLACES = ("/usr/sbin", "/sbin", "/opt/homebrew/opt/e2fsprogs/sbin")

# Exit status of e2fsck: e2fsck(8).
REPAIRED, UNCORRECTED = 1, 4


class FsError(Exception):
    """The file system cannot be made or looked into; the text says why, in one line."""


@dataclass(frozen=True)
class Layout:
    """What mke2fs may choose."""

    mib: int = 16
    group_blocks: int = 0  # blocks of a group; 0: as many as there can be
    inodes: int = 0  # 0: one for each block
    inode_size: int = 128
    reserved: int = 0  # percent of the blocks, for root


class Verdict(NamedTuple):
    """What e2fsck says."""

    status: int
    text: str

    @property
    def clean(self) -> bool:
        """Whether it has found nothing at all."""
        return self.status == 0

    @property
    def problems(self) -> list[str]:
        """The lines that say what is wrong: without greeting, passes, and summary."""
        noise = re.compile(r"e2fsck \d|Pass \d|\w+: \d+/\d+ files|.*\*\*\*\*\*|\s*$")
        lines = self.text.splitlines()
        return [line.strip() for line in lines if not noise.match(line)]


def tool(name: str) -> str:
    """The path of a program of e2fsprogs."""
    found = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", ""), *PLACES)))
    if found is None:
        raise FsError(f"{name} is not installed: run 'make setup'")
    return found


def run(name: str, *arguments: str, text: str = "") -> "subprocess.CompletedProcess[str]":
    """Runs a program of e2fsprogs, without the host's configuration and clock."""
    own = {"MKE2FS_CONFIG": os.devnull, "E2FSCK_CONFIG": os.devnull, "LC_ALL": "C"}
    own["E2FSPROGS_FAKE_TIME"] = str(EPOCH)
    return subprocess.run(
        [tool(name), *arguments],
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="latin-1",
        env={**os.environ, **own},
        check=False,
    )


# Making


def make(target: Path, files: Files = (), layout: Layout = Layout()) -> None:
    """Makes a file system that holds these files, with the directories on the way to them."""
    target.unlink(missing_ok=True)
    arguments = ["-q", "-F", "-t", "ext2", "-T", "default", "-r", "1", "-b", str(BLOCK)]
    arguments += ["-I", str(layout.inode_size), "-m", str(layout.reserved), "-O", FEATURES]
    arguments += ["-N", str(layout.inodes)] if layout.inodes else ["-i", str(BLOCK)]
    arguments += ["-g", str(layout.group_blocks)] if layout.group_blocks else []
    arguments += ["-U", IDENTITY, "-L", "exolab"]
    arguments += ["-E", f"hash_seed={IDENTITY},root_owner=0:0,nodiscard"]
    done = run("mke2fs", *arguments, str(target), f"{layout.mib}m")
    if done.returncode != 0:
        raise FsError(f"mke2fs: {last_line(done.stderr)}")
    with tempfile.TemporaryDirectory(prefix="exolab-files-") as directory:
        change(target, script(files, Path(directory), set()))


def add(volume: Path, files: Files) -> None:
    """Puts files into a file system, in this order. One that is there already is replaced."""
    with tempfile.TemporaryDirectory(prefix="exolab-files-") as directory:
        files = list(files)
        change(volume, script(files, Path(directory), existing(volume, files)))


def existing(volume: Path, files: Files) -> set[PurePosixPath]:
    """Which of these files, and of the directories on the way to them, are there."""
    paths = {PurePosixPath("/", name) for name, _ in files}
    asked = sorted(paths.union(*(path.parents for path in paths)))
    answers = ask(volume, *(f"stat {quoted(path)}" for path in asked)).split("debugfs: stat ")[1:]
    return {path for path, answer in zip(asked, answers) if "\nInode: " in answer}


def script(files: Files, directory: Path, there: set[PurePosixPath]) -> Iterator[str]:
    """debugfs's commands that put files into a file system, in which these paths are there."""
    there = there | {PurePosixPath("/")}
    for number, (name, source) in enumerate(files):
        path = PurePosixPath("/", name)
        for folder in [*reversed(path.parents), *([path] if name.endswith("/") else [])]:
            if folder not in there:
                there.add(folder)
                yield f"mkdir {quoted(folder)}"
        if name.endswith("/"):
            continue
        mode = 0o755 if path.parent.name == "bin" else 0o644
        if isinstance(source, bytes):
            source, content = directory / str(number), source
            source.write_bytes(content)
            source.chmod(mode)
        if path in there:
            yield f"rm {quoted(path)}"
        yield f"write {quoted(source)} {quoted(path)}"
        if source.exists() and source.stat().st_mode & 0o777 != mode:
            yield f"set_inode_field {quoted(path)} mode 0100{mode:o}"


def quoted(path: Union[Path, PurePosixPath]) -> str:
    """A path as one word of debugfs."""
    text = str(path)
    if "\n" in text:
        raise FsError(f"a name with a newline cannot be handled: {text!r}")
    return '"' + text.replace('"', '""') + '"'


def change(volume: Path, commands: Iterable[str]) -> None:
    """Has debugfs carry out commands that change a file system."""
    text = "".join(f"{command}\n" for command in commands)
    if not text:
        return
    done = run("debugfs", "-w", "-f", "-", str(volume), text=text)
    said = [line for line in done.stderr.splitlines() if not re.match(r"debugfs \d|\s*$", line)]
    if said or done.returncode != 0:
        why = said[0] if said else f"debugfs ends with status {done.returncode}"
        raise FsError(f"cannot write to the file system: {why}")


def last_line(text: str) -> str:
    """The last line that says something."""
    return ([line for line in text.splitlines() if line.strip()] or ["it does not say why"])[-1]


# Looking


def check(volume: Path) -> Verdict:
    """What e2fsck finds; nothing is changed."""
    done = run("e2fsck", "-f", "-n", str(volume))
    return Verdict(done.returncode, done.stdout + done.stderr)


def repair(volume: Path) -> Verdict:
    """What e2fsck does to it at the start of a system: repairs what loses nothing."""
    done = run("e2fsck", "-f", "-p", str(volume))
    return Verdict(done.returncode, done.stdout + done.stderr)


def ask(volume: Path, *commands: str) -> str:
    """What debugfs prints for commands that only look."""
    text = "".join(f"{command}\n" for command in commands)
    return run("debugfs", "-f", "-", str(volume), text=text).stdout


def read_files(volume: Path, names: Iterable[str]) -> dict[str, bytes]:
    """What these files hold; those that are not there are left out."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="exolab-files-") as directory:
        places = {name: Path(directory) / str(i) for i, name in enumerate(names)}
        dumps = [
            f"dump {quoted(PurePosixPath(name))} {quoted(place)}" for name, place in places.items()
        ]
        ask(volume, *dumps)
        for name, place in places.items():
            if place.exists():
                found[name] = place.read_bytes()
    return found


class Entry(NamedTuple):
    """An entry of a directory, as debugfs lists it."""

    inode: int
    mode: int
    size: int
    name: str

    @property
    def is_directory(self) -> bool:
        """Whether the inode says so."""
        return self.mode & 0o170000 == 0o040000


def list_directory(volume: Path, name: str) -> list[Entry]:
    """The entries of a directory, . and .. included; nothing if it is not there."""
    entries = []
    for line in ask(volume, f"ls -p {quoted(PurePosixPath(name))}").splitlines():
        words = line.split("/")
        if len(words) == 8 and words[1].isdigit() and int(words[1]) != 0:
            entries.append(Entry(int(words[1]), int(words[2], 8), int(words[6] or 0), words[5]))
    return entries


class Inode(NamedTuple):
    """What debugfs says of one file."""

    number: int
    kind: str  # "regular", "directory", ...
    links: int
    size: int
    sectors: int  # that it takes on the disk

    @property
    def is_directory(self) -> bool:
        """Whether it is one."""
        return self.kind == "directory"


def stat(volume: Path, name: str) -> Optional[Inode]:
    """The inode of this file, or None if it is not there."""
    text = ask(volume, f"stat {quoted(PurePosixPath(name))}")
    numbers = re.search(r"^Inode: (\d+) +Type: (\w+)", text, flags=re.M)
    if numbers is None:
        return None

    def number(word: str) -> int:
        match = re.search(rf"\b{word}: *(\d+)", text)
        return int(match[1]) if match else 0

    return Inode(int(numbers[1]), numbers[2], number("Links"), number("Size"), number("Blockcount"))


def blocks(volume: Path, name: str) -> list[int]:
    """The blocks of a file in their order, with those that only hold numbers of blocks."""
    text = ask(volume, f"blocks {quoted(PurePosixPath(name))}").partition("\n")[2]
    return [int(word) for word in re.findall(r"\b\d+\b", text)]
