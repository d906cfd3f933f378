# SPDX-License-Identifier: MIT
"""The disk that make qemu and make bochs keep: files written there are there the next time.

Before each boot it is brought up to date: loader, archive and command line are those of the build,
and so are the tools in /bin; the rest of the file system stays as it is, but for what e2fsck
repairs, as at the start of any Unix system. Only one machine at a time has it; a second one gets
a new disk that is not kept.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
import tempfile
from pathlib import Path
from typing import Iterator, Optional

import ext2
import image

TOOLS = "/bin"


def say(text: str) -> None:
    """Tells the person who boots."""
    print(text, file=sys.stderr)
    sys.stderr.flush()


@contextlib.contextmanager
def disk(built: str, kept: Optional[str], cmdline: Optional[str]) -> Iterator[str]:
    """The path of a disk to boot, as long as the block lasts.

    That is the kept disk, or a copy of the built one if nothing is to be kept, or cannot be.
    """
    with contextlib.ExitStack() as stack:
        if kept is not None and image.read_volume(built):
            if stack.enter_context(lock(f"{kept}.inuse")):
                update(built, kept, cmdline)
                yield kept
                return
            say(f"{kept} is in use: this machine gets a new disk, which will not be kept")
        directory = os.path.dirname(os.path.abspath(built))
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="run-", dir=directory))
        path = os.path.join(scratch, "disk.img")
        image.copy_with_cmdline(built, path, cmdline)
        yield path


@contextlib.contextmanager
def lock(path: str) -> Iterator[bool]:
    """Whether nobody else has this lock; if so, we do."""
    with open(path, "w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def update(built: str, kept: str, cmdline: Optional[str]) -> None:
    """Makes the kept disk, or brings it up to date. It is replaced as a whole, or not at all."""
    system, volume = image.read_system(built), image.read_volume(built)
    if cmdline is not None:
        image.set_cmdline(system, cmdline)
    if os.path.exists(kept):
        volume = updated_volume(volume, kept)
    image.write_disk(f"{kept}.new", system, volume)
    os.replace(f"{kept}.new", kept)


def updated_volume(built: bytes, kept: str) -> bytes:
    """The kept disk's file system, with the tools of the built one."""
    try:
        data = image.read_volume(kept)
    except image.ImageError as error:
        raise image.ImageError(f"{kept}: {error}; 'make cleanfs' deletes it") from error
    if not data:
        raise image.ImageError(f"{kept} has no file system; 'make cleanfs' deletes it")
    with tempfile.TemporaryDirectory(prefix="exolab-kept-") as directory:
        new, old = Path(directory) / "new", Path(directory) / "old"
        write(new, built)
        write(old, data)
        verdict = ext2.repair(old)
        if verdict.status >= ext2.UNCORRECTED:
            say(f"{kept}: its file system is damaged; it boots as it is. e2fsck says:")
            say("\n".join(f"  {line}" for line in verdict.problems[:5]))
            say("'make cleanfs' deletes the disk, and the next boot makes a new one")
            return data
        if not verdict.clean:
            say(f"{kept}: e2fsck has repaired the file system:")
            say("\n".join(f"  {line}" for line in verdict.problems[:5]))
        bring_tools(new, old, kept)
        return old.read_bytes()


def write(path: Path, volume: bytes) -> None:
    """Makes a file of a file system."""
    with path.open("wb") as file:
        image.write_sparse(file, volume)
        file.truncate(len(volume))


def bring_tools(new: Path, old: Path, kept: str) -> None:
    """Puts the tools that are others than on the old file system there."""
    names = [e.name for e in ext2.list_directory(new, TOOLS) if not e.is_directory]
    paths = [f"{TOOLS}/{name}" for name in names]
    wanted, there = ext2.read_files(new, paths), ext2.read_files(old, paths)
    changed = [(path, wanted[path]) for path in paths if there.get(path) != wanted[path]]
    if not changed:
        return
    try:
        ext2.add(old, changed)
    except ext2.FsError as error:
        say(f"{kept}: not all tools of this build are on it: {error}")
