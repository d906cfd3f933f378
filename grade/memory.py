# SPDX-License-Identifier: MIT
"""Reads a guest's memory from outside: physical memory, and page tables, walked by the grader.

Nothing here asks the guest's kernel, so nothing here believes it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Callable, Iterator, Optional, Protocol

PAGE = 4096
LARGE_PAGE = 1 << 22
PIECE = 1 << 17

# Bits of a page-table entry, as the processor defines them (Intel SDM 3A, 4.3).
PRESENT, WRITE, USER, ACCESSED, DIRTY, LARGE = 0x1, 0x2, 0x4, 0x20, 0x40, 0x80


class Buffer(Protocol):
    """Bytes, mapped or not."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: slice) -> bytes: ...


class Pieces:
    """A machine's memory, of which only those pieces are fetched that somebody looks at."""

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        """fetch takes an address and a size."""
        self._size = size
        self._fetch = fetch
        self._pieces: dict[int, bytes] = {}

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: slice) -> bytes:
        start, end, _ = index.indices(self._size)
        first, last = start // PIECE, (end - 1) // PIECE
        data = b"".join(self._piece(number) for number in range(first, last + 1))
        return data[start - first * PIECE : end - first * PIECE]

    def _piece(self, number: int) -> bytes:
        if number not in self._pieces:
            start = number * PIECE
            self._pieces[number] = self._fetch(start, min(PIECE, self._size - start))
        return self._pieces[number]


class NotMapped(Exception):
    """An address that should be readable is not."""


@dataclass(frozen=True)
class Mapping:
    """How the processor translates one page (4 KiB or 4 MiB)."""

    virtual: int
    physical: int
    size: int
    write: bool  # the product of both levels
    user: bool
    entry: int  # the entry that maps the page
    entry_address: int  # physical

    @property
    def permissions(self) -> str:
        """For example "RW/R-": what the kernel may do, and what a program may do."""
        access = "RW" if self.write else "R-"
        return f"{access}/{access if self.user else '--'}"


class Physical:
    """The RAM of the machine, by physical address."""

    def __init__(self, ram: Buffer) -> None:
        self._ram = ram

    def __len__(self) -> int:
        return len(self._ram)

    def read(self, address: int, size: int) -> bytes:
        """Raises NotMapped if there is no such RAM."""
        data = bytes(self._ram[address : address + size])
        if address < 0 or len(data) != size:
            raise NotMapped(f"physical address {address:#010x} is not in RAM")
        return data

    def word(self, address: int) -> int:
        """The 32-bit word at a physical address."""
        return int(struct.unpack("<I", self.read(address, 4))[0])


class AddressSpace:
    """What a page directory (a value of CR3) maps."""

    def __init__(self, physical: Physical, cr3: int, large_pages: bool = True) -> None:
        self.physical = physical
        self.directory = cr3 & ~0xFFF
        self._large_pages = large_pages

    def lookup(self, virtual: int) -> Optional[Mapping]:
        """The translation of one address, or None if the page is not present."""
        directory_address = self.directory + (virtual >> 22) * 4
        upper = self.physical.word(directory_address)
        if not upper & PRESENT:
            return None
        if upper & LARGE and self._large_pages:
            base = virtual & ~(LARGE_PAGE - 1)
            return Mapping(
                base,
                upper & 0xFFC00000,
                LARGE_PAGE,
                bool(upper & WRITE),
                bool(upper & USER),
                upper,
                directory_address,
            )
        entry_address = (upper & ~0xFFF) + (virtual >> 12 & 0x3FF) * 4
        entry = self.physical.word(entry_address)
        if not entry & PRESENT:
            return None
        both = upper & entry
        return Mapping(
            virtual & ~0xFFF,
            entry & ~0xFFF,
            PAGE,
            bool(both & WRITE),
            bool(both & USER),
            entry,
            entry_address,
        )

    def pages(self, start: int = 0, end: int = 1 << 32) -> Iterator[Mapping]:
        """All present pages of [start, end), in order of address."""
        virtual = start
        while virtual < end:
            if not self.physical.word(self.directory + (virtual >> 22) * 4) & PRESENT:
                virtual = (virtual | (LARGE_PAGE - 1)) + 1
                continue
            mapping = self.lookup(virtual)
            if mapping is not None:
                yield mapping
            virtual = (virtual | ((mapping.size if mapping else PAGE) - 1)) + 1

    def read(self, virtual: int, size: int) -> bytes:
        """Memory by virtual address. Raises NotMapped."""
        data = b""
        while len(data) < size:
            address = virtual + len(data)
            mapping = self.lookup(address)
            if mapping is None:
                raise NotMapped(f"virtual address {address:#010x} is not mapped")
            offset = address - mapping.virtual
            data += self.physical.read(
                mapping.physical + offset, min(size - len(data), mapping.size - offset)
            )
        return data

    def word(self, virtual: int) -> int:
        """The 32-bit word at a virtual address."""
        return int(struct.unpack("<I", self.read(virtual, 4))[0])

    def string(self, virtual: int, limit: int = 256) -> str:
        """The zero-terminated string at a virtual address."""
        data = b""
        while len(data) < limit and not data.endswith(b"\0"):
            data += self.read(virtual + len(data), 1)
        return data.rstrip(b"\0").decode(errors="replace")
