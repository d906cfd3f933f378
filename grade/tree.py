# SPDX-License-Identifier: MIT
"""The tree that is graded: the files that its build has left, and how an image of it is altered."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from model import Build, Run
from symbols import Constants


class TreeError(Exception):
    """There is nothing to grade; the text says why."""


HEADERS = ("mmu.h", "memlayout.h", "kerninfo.h", "trap.h", "env.h")
# LAB 5 #
HEADERS += ("binding.h", "disk.h")
# END LAB 5 #


def make(tree: Path) -> None:
    """Builds the tree. Raises TreeError, with what the compiler said, if it does not build."""
    # With the variables that this make was given (OPT=, LLVM=, OBJ=), but not as a part of it.
    environment = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS")}
    done = subprocess.run(
        ["make", "-C", str(tree), "--no-print-directory"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stdout.decode(errors="replace").splitlines()
        loud = [line for line in lines if re.search(r"error|undefined|\*\*\*", line, re.I)]
        raise TreeError("the tree does not build:\n  " + "\n  ".join((loud or lines)[:12]))


def load_build(tree: Path) -> Build:
    """Finds what `make` has built."""
    build_tools = str(tree / "kern" / "build")
    if build_tools not in sys.path:
        sys.path.append(build_tools)
    disk = tree / (os.environ.get("OBJ") or "obj") / "exolab.img"
    if not disk.exists():
        raise TreeError(f"{disk} is not there: run 'make' first")
    headers = [tree / "inc" / name for name in HEADERS]
    headers += [tree / "kern" / "boot" / name for name in ("bootinfo.h", "layout.h")]
    return Build(tree, disk, Constants(*(header for header in headers if header.exists())))


def disk_module() -> Any:
    """kern/build/image.py: the build's own knowledge of the disk."""
    return importlib.import_module("image")


@lru_cache(maxsize=4)
def built_system(image: Path, _built: int) -> bytes:
    """What the disks of all runs have in common, of an image that was built then: read once."""
    return bytes(disk_module().read_system(str(image)))


def write_image(
    build: Build, target: Path, command_line: str, extra: list[tuple[str, bytes]]
) -> None:
    """Writes a copy of the image with another command line and more members in its archive."""
    disk = disk_module()
    image = bytearray(built_system(build.image, build.image.stat().st_mtime_ns))
    disk.set_cmdline(image, command_line)
    if extra:
        image = bytearray(remake(disk, image, read_members(disk, image) + extra))
    target.write_bytes(image)


def read_members(disk: Any, image: bytes) -> list[tuple[str, bytes]]:
    """All members of the archive, with what is in them."""
    found = disk.members(image).values()
    return [(one.name, bytes(image[one.data : one.data + one.size])) for one in found]


def remake(disk: Any, image: bytearray, members: list[tuple[str, bytes]]) -> bytes:
    """The same disk with another archive."""
    loader = next(part for part in disk.partitions(image) if part.active)
    start, end = loader.range()
    boot = bytes(image[: disk.BOOT_CODE_MAX])
    return bytes(disk.make_image(boot, bytes(image[start:end]), members))


def run_bochs(run: Run, image: Path, directory: Path, seconds: float) -> tuple[bytes, bool]:
    """Boots under Bochs. Returns the serial output, and whether the machine ended itself.

    Raises TimeoutError if so many seconds were not enough.
    """
    bochs = importlib.import_module("host.bochs")
    output: bytes
    output, ended = bochs.run(image, run, directory, seconds)
    return output, ended
