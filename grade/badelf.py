# SPDX-License-Identifier: MIT
"""Program images that a kernel must refuse, each a good one with one thing wrong, or accept."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

# Offsets of fields in the ELF header, and in a program header (inc/elf.h).
E_TYPE, E_MACHINE, E_ENTRY, E_PHOFF, E_PHENTSIZE, E_PHNUM = 16, 18, 24, 28, 42, 44
P_OFFSET, P_VA, P_FILESZ, P_MEMSZ, P_ALIGN = 4, 8, 16, 20, 28
PROGRAM_HEADER = 32
LARGE = 0x7FFFFFFF
STACK = 0xEEBFD000  # inc/memlayout.h: a program's pages end here
TABLE = 3  # the segment of hello that holds the line table: the program runs without it


@dataclass
class Image:
    """A program image that can be changed field by field."""

    data: bytearray

    def word(self, at: int, value: int) -> None:
        """Writes 32 bits."""
        struct.pack_into("<I", self.data, at, value & 0xFFFFFFFF)

    def half(self, at: int, value: int) -> None:
        """Writes 16 bits."""
        struct.pack_into("<H", self.data, at, value)

    def segment(self, index: int, field: int) -> int:
        """Where a field of a program header lies."""
        (table,) = struct.unpack_from("<I", self.data, E_PHOFF)
        return int(table) + PROGRAM_HEADER * index + field

    def get(self, index: int, field: int) -> int:
        """A field of a program header."""
        return int(struct.unpack_from("<I", self.data, self.segment(index, field))[0])

    def put(self, index: int, field: int, value: int) -> None:
        """Changes a field of a program header."""
        self.word(self.segment(index, field), value)


def truncated(image: Image) -> None:
    """The file ends in the middle of the first segment."""
    del image.data[image.get(0, P_OFFSET) + image.get(0, P_FILESZ) // 2 :]


def headless(image: Image) -> None:
    """The file ends within the ELF header."""
    del image.data[40:]


def empty(image: Image) -> None:
    """The file has no byte."""
    image.data.clear()


def magicless(image: Image) -> None:
    """The magic number is wrong."""
    image.data[0] = 0x7E


def class64(image: Image) -> None:
    """It says that it is for 64 bits."""
    image.data[4] = 2


def bigendian(image: Image) -> None:
    """It says that its numbers are big-endian."""
    image.data[5] = 2


def relocatable(image: Image) -> None:
    """It is an object file, not a program."""
    image.half(E_TYPE, 1)


def machine(image: Image) -> None:
    """It is for another processor."""
    image.half(E_MACHINE, 40)


def manyheaders(image: Image) -> None:
    """Its table of program headers is longer than the file."""
    image.half(E_PHNUM, 0xFFFF)


def noheaders(image: Image) -> None:
    """It has no program header."""
    image.half(E_PHNUM, 0)


def farheaders(image: Image) -> None:
    """Its table of program headers lies beyond its end, where the sum wraps around."""
    image.word(E_PHOFF, 0xFFFFFFE0)


def smallheaders(image: Image) -> None:
    """Its program headers have another size."""
    image.half(E_PHENTSIZE, 16)


def entrynull(image: Image) -> None:
    """Its entry point is 0."""
    image.word(E_ENTRY, 0)


def entrykernel(image: Image) -> None:
    """Its entry point is in the kernel."""
    image.word(E_ENTRY, 0xF0100000)


def atkernel(image: Image) -> None:
    """A segment lies at a kernel address."""
    image.put(0, P_VA, 0xF0100000 | image.get(0, P_VA) & 0xFFF)


def atnull(image: Image) -> None:
    """A segment lies at address 0."""
    image.put(TABLE, P_VA, image.get(TABLE, P_OFFSET) & 0xFFF)


def intoview(image: Image) -> None:
    """A segment reaches up into UENVS and beyond."""
    lowest(image)
    image.put(TABLE, P_VA, image.get(TABLE, P_VA) + STACK - 0x4000)
    image.put(TABLE, P_MEMSZ, 0xEED00000 - image.get(TABLE, P_VA))


def wrapsmemory(image: Image) -> None:
    """A segment's end wraps around 4 GiB."""
    lowest(image)
    image.put(TABLE, P_VA, image.get(TABLE, P_VA) + STACK - 0x4000)
    image.put(TABLE, P_MEMSZ, 0x1000 - image.get(TABLE, P_VA))


def wrapsfile(image: Image) -> None:
    """A segment's offset and size add up to something small."""
    image.put(0, P_OFFSET, 0xFFFFF000 | image.get(0, P_OFFSET) & 0xFFF)


def filebeyond(image: Image) -> None:
    """A segment's bytes in the file reach beyond the end of the file."""
    image.put(0, P_FILESZ, len(image.data) + 4096)
    image.put(0, P_MEMSZ, len(image.data) + 4096)


def filelarger(image: Image) -> None:
    """A segment has more bytes in the file than in memory."""
    image.put(0, P_MEMSZ, image.get(0, P_FILESZ) - 1)


def overlapping(image: Image) -> None:
    """Two segments lie at the same address."""
    image.put(1, P_VA, image.get(0, P_VA) & ~0xFFF | image.get(1, P_VA) & 0xFFF)


def misaligned(image: Image) -> None:
    """A segment's address and offset do not agree with its alignment."""
    image.put(0, P_ALIGN, 4096)
    image.put(0, P_VA, image.get(0, P_VA) + 4)


def alignment(image: Image) -> None:
    """A segment's alignment is no power of two."""
    image.put(0, P_ALIGN, 3)


BAD: tuple[Callable[[Image], None], ...] = (
    truncated,
    headless,
    empty,
    magicless,
    class64,
    bigendian,
    relocatable,
    machine,
    manyheaders,
    noheaders,
    farheaders,
    smallheaders,
    entrynull,
    entrykernel,
    atkernel,
    atnull,
    intoview,
    wrapsmemory,
    wrapsfile,
    filebeyond,
    filelarger,
    overlapping,
    misaligned,
    alignment,
)


def topmost(image: Image) -> None:
    """A segment ends just where the stack begins."""
    start = STACK & ~0xFFF | image.get(TABLE, P_OFFSET) & 0xFFF
    image.put(TABLE, P_VA, start - 0x2000)
    image.put(TABLE, P_MEMSZ, STACK - (start - 0x2000))


def lowest(image: Image) -> None:
    """A segment begins with the lowest page that it may use."""
    image.put(TABLE, P_VA, 0x1000 | image.get(TABLE, P_OFFSET) & 0xFFF)


def unaligned(image: Image) -> None:
    """A segment asks for no alignment."""
    image.put(TABLE, P_ALIGN, 0)
    image.put(TABLE, P_VA, image.get(TABLE, P_VA) + 1)


def scattered(image: Image) -> None:
    """A segment begins and ends within pages, and is longer in memory than in the file."""
    image.put(TABLE, P_ALIGN, 1)
    image.put(TABLE, P_VA, image.get(TABLE, P_VA) & ~0xFFF | 0xABC)
    # What follows its bytes in the file, zeros have to follow in memory.
    image.put(TABLE, P_FILESZ, image.get(TABLE, P_FILESZ) // 2)
    image.put(TABLE, P_MEMSZ, image.get(TABLE, P_FILESZ) + 0x1234)


GOOD: tuple[Callable[[Image], None], ...] = (topmost, lowest, unaligned, scattered)


def spoil(change: Callable[[Image], None]) -> Callable[[Path], bytes]:
    """What makes the member of the archive: the program hello, with one change."""

    def make(obj: Path) -> bytes:
        image = Image(bytearray((obj / "user" / "hello").read_bytes()))
        change(image)
        return bytes(image.data)

    return make
