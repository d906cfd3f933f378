# SPDX-License-Identifier: MIT
"""Reads a guest's memory from outside: physical memory, and page tables, walked by the grader.

Nothing here asks the guest's kernel, so nothing here believes it.
"""

from __future__ import annotations

import struct
from typing import Callable, Iterator, NamedTuple, Optional, Protocol

PAGE = 4096
LARGE_PAGE = 1 << 22
ENTRIES = 1024  # of a page directory, and of a page table
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
        pieces = [self._piece(number) for number in range(first, last + 1)]
        data = pieces[0] if first == last else b"".join(pieces)
        return data[start - first * PIECE : end - first * PIECE]

    def _piece(self, number: int) -> bytes:
        piece = self._pieces.get(number)
        if piece is None:
            start = number * PIECE
            piece = self._pieces[number] = self._fetch(start, min(PIECE, self._size - start))
        return piece


class NotMapped(Exception):
    """An address that should be readable is not."""


class Mapping(NamedTuple):
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


def page(virtual: int, upper: int, entry: int, entry_address: int) -> Mapping:
    """What an entry of a page table says, below this entry of the directory."""
    both = upper & entry
    rights = bool(both & WRITE), bool(both & USER)
    return Mapping(virtual, entry & ~0xFFF, PAGE, *rights, entry, entry_address)


def large_page(virtual: int, entry: int, entry_address: int) -> Mapping:
    """What an entry of the directory says that maps a page itself."""
    rights = bool(entry & WRITE), bool(entry & USER)
    return Mapping(virtual, entry & 0xFFC00000, LARGE_PAGE, *rights, entry, entry_address)


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
        return int.from_bytes(self.read(address, 4), "little")

    def words(self, address: int, count: int) -> tuple[int, ...]:
        """The 32-bit words from a physical address on."""
        return struct.unpack(f"<{count}I", self.read(address, 4 * count))


class AddressSpace:
    """What a page directory (a value of CR3) maps."""

    def __init__(self, physical: Physical, cr3: int, large_pages: bool = True) -> None:
        self.physical = physical
        self.directory = cr3 & ~0xFFF
        self._large_pages = large_pages

    def _large(self, entry: int) -> bool:
        return bool(entry & LARGE) and self._large_pages

    def lookup(self, virtual: int) -> Optional[Mapping]:
        """The translation of one address, or None if the page is not present."""
        directory_address = self.directory + (virtual >> 22) * 4
        upper = self.physical.word(directory_address)
        if not upper & PRESENT:
            return None
        if self._large(upper):
            return large_page(virtual & -LARGE_PAGE, upper, directory_address)
        entry_address = (upper & ~0xFFF) + (virtual >> 12 & 0x3FF) * 4
        entry = self.physical.word(entry_address)
        return page(virtual & -PAGE, upper, entry, entry_address) if entry & PRESENT else None

    def pages(self, start: int = 0, end: int = 1 << 32) -> Iterator[Mapping]:
        """All present pages of [start, end), in order of address."""
        first, last = start // LARGE_PAGE, (end - 1) // LARGE_PAGE
        for number, upper in enumerate(self.physical.words(self.directory, ENTRIES)):
            if not (upper & PRESENT and first <= number <= last):
                continue
            base = number * LARGE_PAGE
            if self._large(upper):
                yield large_page(base, upper, self.directory + number * 4)
                continue
            table = upper & ~0xFFF
            for i, entry in enumerate(self.physical.words(table, ENTRIES)):
                virtual = base + i * PAGE
                if entry & PRESENT and start < virtual + PAGE and virtual < end:
                    yield page(virtual, upper, entry, table + i * 4)

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
        return int.from_bytes(self.read(virtual, 4), "little")

    def string(self, virtual: int, limit: int = 256) -> str:
        """The zero-terminated string at a virtual address."""
        data = b""
        while len(data) < limit and not data.endswith(b"\0"):
            data += self.read(virtual + len(data), 1)
        return data.rstrip(b"\0").decode(errors="replace")
