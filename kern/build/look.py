#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Looks into the file system of a disk with e2fsprogs: what is behind make fsck and make debugfs.

Where it begins is found in the partition table. Nothing is changed. Ends with the status of the
program that looks, or with 1 and one line if there is nothing to look at.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Optional

import ext2
import image
import kept

# e2fsck: all of it, and each question is answered with no.
PROGRAMS = {"fsck": ["e2fsck", "-f", "-n"], "debugfs": ["debugfs"]}


def volume_of(disk: str) -> str:
    """The disk's file system, by the name that e2fsprogs have for a part of a file."""
    if not os.path.exists(disk):
        raise image.ImageError("there is no such disk; 'make qemu' makes the one that is kept")
    with open(disk, "rb") as file:
        volume = image.volume_partition(file.read(image.SECTOR))
    if volume is None:
        raise image.ImageError("it has no file system")
    return f"{disk}?offset={volume.range()[0]}"


def say_if_in_use(disk: str) -> None:
    """A machine that runs has not yet written all that its programs wrote."""
    if not os.path.exists(f"{disk}.inuse"):
        return
    with kept.lock(f"{disk}.inuse") as free:
        if not free:
            kept.say(f"{disk} is in use: what was not synced may be missing, or half there")


def main(argv: Optional[list[str]] = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("how", choices=PROGRAMS)
    parser.add_argument("disk")
    parser.add_argument("--request", help="what debugfs is to do, instead of asking a person")
    args = parser.parse_args(argv)
    try:
        program, *options = PROGRAMS[args.how]
        options += ["-R", args.request] if args.request and args.how == "debugfs" else []
        command = [ext2.tool(program), *options, volume_of(args.disk)]
        say_if_in_use(args.disk)
        os.execv(command[0], command)
    except (image.ImageError, ext2.FsError, OSError) as error:
        print(f"cannot look at {args.disk}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
