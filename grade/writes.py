# SPDX-License-Identifier: MIT
"""The stream of writes to a disk, and what each beginning of it would have left.

QEMU keeps the stream (its driver blklogwrites, in the format of Linux's dm-log-writes). A power
failure lets a beginning of it reach the disk; e2fsck says of each whether that can be repaired.
"""

from __future__ import annotations

import os
import re
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator, Sequence

import ext2

SECTOR = 512
PIECE = 4096  # a longer write may also be cut between two of these
MAGIC = 0x6A736677736872
HEADER, ENTRY = struct.Struct("<QQQI"), struct.Struct("<QQQQ")
DISCARD = 0x4  # a flag of an entry

# Looks at what a cut after so many pieces has left, repaired, and says what is missing; nothing:
# all is there.
Verify = Callable[[int, Path], str]


@dataclass(frozen=True)
class Write:
    """Data that went to the disk in one request, or a part of one."""

    sector: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """What is left if only the first writes reach the disk."""

    number: int  # of pieces that did
    leaks: tuple[str, ...]  # what e2fsck -fn finds: blocks and inodes that nobody uses,
    wrong: tuple[str, ...]  # and all else
    repaired: bool  # by e2fsck -p, so that nothing is wrong any more
    lost: str  # what verify says

    def describe(self) -> str:
        """For a report: where the cut was, and what is wrong there."""
        said = list(self.wrong[:3])
        said += [] if self.repaired else ["e2fsck cannot repair it"]
        said += [self.lost] if self.lost else []
        return f"after {self.number} writes of 4 KiB: {'; '.join(said) or 'nothing is wrong'}"


def read_log(path: Path) -> list[Write]:
    """The writes in a log, in order."""
    data = path.read_bytes() if path.exists() else b""
    if len(data) < SECTOR:
        return []
    magic, _, _, size = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise ValueError(f"{path} is no log of writes")
    found, at = [], size
    while at + ENTRY.size <= len(data):
        sector, count, flags, _ = ENTRY.unpack_from(data, at)
        at += size
        if count > 0 and not flags & DISCARD:
            found.append(Write(sector * size // SECTOR, data[at : at + count * size]))
            at += count * size
    return found


def pieces(stream: Sequence[Write]) -> Iterator[Write]:
    """The same, in pieces that a disk writes as a whole or not at all."""
    for write in stream:
        for at in range(0, len(write.data), PIECE):
            yield Write(write.sector + at // SECTOR, write.data[at : at + PIECE])


# e2fsck's words, of version 1.45 and newer.
LEAKS = re.compile(
    r"(Block|Inode) bitmap differences: [^+]*$"
    r"|Free (blocks|inodes) count wrong"
    r"|Directories count wrong"
    r"|Unattached zero-length inode \d+"
    r"|Unattached inode \d+"
    r"|Deleted inode \d+ has zero dtime"
)
# More names, or blocks, than there are: these were taken from it already.
COUNTS = re.compile(r"Inode \d+(?: ref count|, i_blocks) is (\d+), should be (\d+)")
QUESTIONS = re.compile(r"(Fix|Clear|Connect to /lost\+found)\? no$")


def sort_problems(problems: Sequence[str]) -> tuple[list[str], list[str]]:
    """What e2fsck -fn has found: leaks; and what must never be."""
    leaks, wrong = [], []
    for problem in problems:
        counts = COUNTS.match(problem)
        if QUESTIONS.match(problem):
            continue
        if LEAKS.match(problem) or (counts and int(counts[1]) > int(counts[2])):
            leaks.append(problem)
        else:
            wrong.append(problem)
    return leaks, wrong


def judge_cuts(
    made: Path, stream: Sequence[Write], verify: Verify, directory: Path
) -> list[Cut]:
    """Judges every beginning of the stream on top of a volume, the empty one included.

    Works in the directory, many side by side.
    """
    parts = list(pieces(stream))
    count = os.cpu_count() or 1
    length = -(-(len(parts) + 1) // count)
    spans = [range(start, start + length) for start in range(0, len(parts) + 1, length)]

    def judge_span(span: range) -> list[Cut]:
        plain = directory / f"cut{span.start}"
        copy_sparse(made, plain)
        apply(plain, parts[: span.start])
        cuts = []
        for number in range(span.start, min(span.stop, len(parts) + 1)):
            if number > span.start:
                apply(plain, parts[number - 1 : number])
            cuts.append(judge_cut(plain, number, verify))
        plain.unlink()
        return cuts

    with ThreadPoolExecutor(count) as pool:
        return [cut for cuts in pool.map(judge_span, spans) for cut in cuts]


def apply(volume: Path, stream: Sequence[Write]) -> None:
    """Writes to a volume what was written to the disk. Writes outside of it are none of it."""
    size = volume.stat().st_size
    with volume.open("r+b") as file:
        for write in stream:
            if 0 <= write.sector * SECTOR <= size - len(write.data):
                file.seek(write.sector * SECTOR)
                file.write(write.data)


def judge_cut(plain: Path, number: int, verify: Verify) -> Cut:
    """Judges one volume, which stays as it is."""
    verdict = ext2.check(plain)
    if verdict.clean and not verdict.problems:
        return Cut(number, (), (), True, verify(number, plain))
    leaks, wrong = sort_problems(verdict.problems)
    repaired = plain.with_name(f"{plain.name}-repaired")
    copy_sparse(plain, repaired)
    good = ext2.repair(repaired).status < ext2.UNCORRECTED
    good = good and ext2.check(repaired).clean
    lost = verify(number, repaired)
    repaired.unlink()
    return Cut(number, tuple(leaks), tuple(wrong), good, lost)


def copy_sparse(source: Path, target: Path) -> None:
    """Copies a file, and only the parts of it that are there."""
    with source.open("rb") as old, target.open("wb") as new:
        size, at = source.stat().st_size, 0
        while at < size:
            try:
                at = os.lseek(old.fileno(), at, os.SEEK_DATA)
            except OSError:  # there is no more, or this system does not know holes
                break
            end = os.lseek(old.fileno(), at, os.SEEK_HOLE)
            old.seek(at)
            new.seek(at)
            new.write(old.read(end - at))
            at = end
        new.truncate(size)
