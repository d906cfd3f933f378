# SPDX-License-Identifier: MIT
"""Program images that a kernel must refuse, each for just one reason, or accept."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

# Offsets of fields in the ELF header, and in a program header (inc/elf.h).
E_TYPE, E_MACHINE, E_ENTRY, E_PHOFF, E_PHENTSIZE, E_PHNUM = 16, 18, 24, 28, 42, 44
P_OFFSET, P_VA, P_FILESZ, P_MEMSZ, P_ALIGN = 4, 8, 16, 20, 28
PROGRAM_HEADER = 32
LOWEST, STACK = 0x1000, 0xEEBFD000  # inc/memlayout.h: a program's pages begin and end here
# The segment of hello that holds the line table: the last one, in the file too, and the program
# runs without it. What is wrong with a segment is wrong with this one, and with nothing else.
TABLE = 3


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


def place(image: Image, address: int) -> None:
    """Moves the last segment, which then asks for no alignment."""
    image.put(TABLE, P_ALIGN, 1)
    image.put(TABLE, P_VA, address)


def aligned(image: Image, alignment: int, off: int = 0) -> None:
    """Has the last segment ask for an alignment, and puts it off by some bytes from it."""
    place(image, 0x200000 + image.get(TABLE, P_OFFSET) % 0x100000 + off)
    image.put(TABLE, P_ALIGN, alignment)


def truncated(image: Image) -> None:
    """The file ends one byte before the last segment does."""
    del image.data[image.get(TABLE, P_OFFSET) + image.get(TABLE, P_FILESZ) - 1 :]


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
    place(image, 0xF0100000)


def atnull(image: Image) -> None:
    """A segment lies at address 0."""
    place(image, 0)


def belowlowest(image: Image) -> None:
    """A segment begins one byte below the lowest address that it may use."""
    place(image, LOWEST - 1)


def intostack(image: Image) -> None:
    """A segment's last byte is the first of the stack."""
    place(image, STACK - 0x2000)
    image.put(TABLE, P_MEMSZ, 0x2001)


def atstack(image: Image) -> None:
    """A segment begins where the stack does."""
    place(image, STACK)


def intoview(image: Image) -> None:
    """A segment reaches up into UENVS and beyond."""
    place(image, STACK - 0x4000)
    image.put(TABLE, P_MEMSZ, 0xEED00000 - (STACK - 0x4000))


def wrapsmemory(image: Image) -> None:
    """A segment's end wraps around 4 GiB."""
    place(image, STACK - 0x4000)
    image.put(TABLE, P_MEMSZ, LOWEST - (STACK - 0x4000))


def wrapsfile(image: Image) -> None:
    """A segment's offset and size add up to something small."""
    place(image, image.get(TABLE, P_VA))
    image.put(TABLE, P_OFFSET, 0xFFFFF000)
    image.put(TABLE, P_FILESZ, 0x1100)
    image.put(TABLE, P_MEMSZ, 0x1100)


def filebeyond(image: Image) -> None:
    """A segment's bytes in the file reach one byte beyond the end of the file."""
    fileend(image)
    image.put(TABLE, P_FILESZ, image.get(TABLE, P_FILESZ) + 1)


def filebehind(image: Image) -> None:
    """A segment's bytes begin behind the end of the file."""
    place(image, image.get(TABLE, P_VA))
    image.put(TABLE, P_OFFSET, len(image.data) + 16)
    image.put(TABLE, P_FILESZ, 1)


def filelarger(image: Image) -> None:
    """A segment has one byte more in the file than in memory."""
    image.put(TABLE, P_MEMSZ, image.get(TABLE, P_FILESZ) - 1)


def overlapping(image: Image) -> None:
    """Two segments lie at the same address."""
    place(image, image.get(1, P_VA))


def misaligned(image: Image) -> None:
    """A segment's address and offset do not agree with its alignment."""
    aligned(image, 4096, 4)


def misalignedpages(image: Image) -> None:
    """A segment's address and offset agree within a page, but not with its larger alignment."""
    aligned(image, 0x10000, 0x1000)


def alignment(image: Image) -> None:
    """A segment's alignment is no power of two, though address and offset would agree with it."""
    aligned(image, 12)
    image.put(TABLE, P_VA, image.get(TABLE, P_OFFSET) + 48 * 0x10000)


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
    belowlowest,
    intostack,
    atstack,
    intoview,
    wrapsmemory,
    wrapsfile,
    filebeyond,
    filebehind,
    filelarger,
    overlapping,
    misaligned,
    misalignedpages,
    alignment,
)


def topmost(image: Image) -> None:
    """A segment ends just where the stack begins."""
    place(image, STACK - 0x2710)
    image.put(TABLE, P_MEMSZ, 0x2710)


def lowest(image: Image) -> None:
    """A segment begins with the lowest byte that it may use."""
    place(image, LOWEST)


def fileend(image: Image) -> None:
    """A segment's bytes reach just to the end of the file."""
    image.put(TABLE, P_FILESZ, len(image.data) - image.get(TABLE, P_OFFSET))
    image.put(TABLE, P_MEMSZ, 0x10000)


def nothing(image: Image) -> None:
    """A segment has no byte at all."""
    image.put(TABLE, P_FILESZ, 0)
    image.put(TABLE, P_MEMSZ, 0)


def farapart(image: Image) -> None:
    """A segment asks for an alignment of several pages, and has it."""
    aligned(image, 0x10000)


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


GOOD: tuple[Callable[[Image], None], ...] = (
    topmost,
    lowest,
    fileend,
    nothing,
    farapart,
    unaligned,
    scattered,
)


def spoil(change: Callable[[Image], None]) -> Callable[[Path], bytes]:
    """What makes the member of the archive: the program hello, with one change."""

    def make(obj: Path) -> bytes:
        image = Image(bytearray((obj / "bin" / "hello").read_bytes()))
        change(image)
        return bytes(image.data)

    return make
