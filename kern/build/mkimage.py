#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the disk image from its parts: mkimage.py --boot B --loader L --kernel K ... OUT PROGRAM...

Looks first whether the linker put the kernel and the programs where the loader and the kernel
expect them, so that a mistake in a linker script shows in the build and not in a triple fault.
"""

from __future__ import annotations

import argparse
import os
import struct
import sys
from pathlib import Path
from typing import Iterator

import image

KERNBASE = 0xF0000000
KERNEL_START, KERNEL_LIMIT = 0x100000, 0x400000  # kern/boot/bootinfo.h
PAGE = 4096
USER_LOW, USER_HIGH = 0x200000, 0xEEBFD000  # ULINES to the user stack: inc/memlayout.h
PT_LOAD = 1


class Misplaced(Exception):
    """A linked file is not what the boot loader or the kernel can load."""


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Virtual address, physical address and size in memory of each segment to load."""
    if data[:7] != b"\x7fELF\x01\x01\x01":
        raise Misplaced("it is not a 32-bit ELF file")
    (table,) = struct.unpack_from("<I", data, 28)
    size, count = struct.unpack_from("<HH", data, 42)
    for i in range(count):
        kind, _, va, pa, _, memsz = struct.unpack_from("<6I", data, table + i * size)
        if kind == PT_LOAD and memsz > 0:
            yield va, pa, memsz


def check_kernel(data: bytes) -> None:
    """Whether all of the kernel lies where the boot loader may put it, KERNBASE below its links."""
    for va, pa, size in segments(data):
        if va - pa != KERNBASE:
            raise Misplaced(f"a segment is linked at {va:#x} but loaded at {pa:#x}")
        if pa < KERNEL_START or pa % PAGE != 0:
            raise Misplaced(f"a segment is loaded at {pa:#x}, not on a page of the kernel's memory")
        if pa + size > KERNEL_LIMIT:
            raise Misplaced(f"it reaches up to {pa + size:#x}: the loader takes {KERNEL_LIMIT:#x}")


def check_program(data: bytes) -> None:
    """Whether all of the program lies in the part of the address space that is the program's."""
    for va, _, size in segments(data):
        if va < USER_LOW or va + size > USER_HIGH or va % PAGE != 0:
            raise Misplaced(f"a segment is linked at {va:#x} to {va + size:#x}")


def collect(kernel: str, programs: list[str], cmdline: str) -> Iterator[tuple[str, bytes]]:
    """The members of the archive."""
    yield "cmdline", image.cmdline_member(cmdline)
    for path in [kernel, *programs]:
        data = Path(path).read_bytes()
        try:
            check_kernel(data) if path == kernel else check_program(data)
        except Misplaced as error:
            raise Misplaced(f"{path}: {error}") from error
        yield ("kernel" if path == kernel else f"bin/{Path(path).name}"), data


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boot", required=True, help="code of the boot sector")
    parser.add_argument("--loader", required=True, help="the second stage")
    parser.add_argument("--kernel", required=True)
    parser.add_argument("--cmdline", default="")
    parser.add_argument("--files", type=Path, help="the file system")
    parser.add_argument("out")
    parser.add_argument("programs", nargs="*")
    args = parser.parse_args()
    try:
        boot, loader = Path(args.boot).read_bytes(), Path(args.loader).read_bytes()
        files = list(collect(args.kernel, args.programs, args.cmdline))
        disk = bytearray(image.make_image(boot, loader, files))
        volume = args.files.read_bytes() if args.files else b""
        image.write_disk(f"{args.out}.tmp", disk, volume)
        os.replace(f"{args.out}.tmp", args.out)
    except (Misplaced, image.ImageError, OSError) as error:
        print(f"mkimage: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
