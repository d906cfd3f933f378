# SPDX-License-Identifier: MIT
"""The grader's own walk of page tables, on memory made by hand."""

import struct
import unittest

import support

support.prepare()

from memory import LARGE_PAGE, PAGE, PIECE, AddressSpace, NotMapped, Physical, Pieces  # noqa: E402

DIRECTORY, TABLE, FRAME = 0x1000, 0x2000, 0x3000


def memory(entries: dict[int, int], size: int = 0x5000) -> Physical:
    """RAM with these words in it."""
    ram = bytearray(size)
    for address, value in entries.items():
        struct.pack_into("<I", ram, address, value)
    return Physical(ram)


class Walk(unittest.TestCase):
    def space(self, upper: int, lower: int) -> AddressSpace:
        """Maps 0x00805000 by two entries."""
        entries = {DIRECTORY + 4 * 2: upper, TABLE + 4 * 5: lower, FRAME: 0xDEADBEEF}
        return AddressSpace(memory(entries), DIRECTORY | 0x18)

    def test_rights_of_both_levels(self) -> None:
        for upper, lower, wanted in (
            (7, 7, "RW/RW"),
            (7, 5, "R-/R-"),
            (5, 7, "R-/R-"),
            (3, 7, "RW/--"),
            (7, 3, "RW/--"),
        ):
            mapping = self.space(TABLE | upper, FRAME | lower).lookup(0x805123)
            assert mapping is not None
            self.assertEqual(mapping.permissions, wanted)
            self.assertEqual((mapping.virtual, mapping.physical), (0x805000, FRAME))

    def test_not_present(self) -> None:
        self.assertIsNone(self.space(TABLE | 6, FRAME | 7).lookup(0x805000))
        self.assertIsNone(self.space(TABLE | 7, FRAME | 6).lookup(0x805000))
        self.assertRaises(NotMapped, self.space(TABLE | 7, 0).read, 0x805000, 4)

    def test_read(self) -> None:
        space = self.space(TABLE | 7, FRAME | 7)
        self.assertEqual(space.word(0x805000), 0xDEADBEEF)
        self.assertRaises(NotMapped, space.read, 0x805FFE, 4)

    def test_large_page(self) -> None:
        space = AddressSpace(memory({DIRECTORY + 4 * 1: 0x83}), DIRECTORY)
        mapping = space.lookup(0x400000 + DIRECTORY + 5)
        assert mapping is not None
        self.assertEqual((mapping.size, mapping.physical), (LARGE_PAGE, 0))
        self.assertEqual(mapping.virtual, 0x400000)
        self.assertEqual(space.word(0x400000 + DIRECTORY + 4), 0x83)

    def test_large_bit_without_the_feature(self) -> None:
        entries = {DIRECTORY + 4: TABLE | 0x87, TABLE: FRAME | 7}
        space = AddressSpace(memory(entries), DIRECTORY, large_pages=False)
        mapping = space.lookup(0x400000)
        assert mapping is not None
        self.assertEqual((mapping.size, mapping.physical), (PAGE, FRAME))

    def test_pages_in_order(self) -> None:
        entries = {DIRECTORY: TABLE | 7, TABLE + 4: FRAME | 7, TABLE + 12: FRAME | 7}
        entries[DIRECTORY + 4 * 1023] = 0x83
        space = AddressSpace(memory(entries), DIRECTORY)
        self.assertEqual([page.virtual for page in space.pages()], [0x1000, 0x3000, 0xFFC00000])
        self.assertEqual([page.virtual for page in space.pages(0x2000, 0x4000)], [0x3000])

    def test_beyond_ram(self) -> None:
        self.assertRaises(NotMapped, memory({}).read, 0x4FFF, 2)
        self.assertRaises(NotMapped, self.space(0x00F00007, 0).lookup, 0x805000)

    def test_string(self) -> None:
        space = self.space(TABLE | 7, FRAME | 7)
        self.assertEqual(space.string(0x805004), "")


class Fetching(unittest.TestCase):
    def test_only_what_is_looked_at(self) -> None:
        content = bytes(range(256)) * (3 * PIECE // 256) + b"end"
        fetched: list[tuple[int, int]] = []

        def fetch(address: int, size: int) -> bytes:
            fetched.append((address, size))
            return content[address : address + size]

        ram = Physical(Pieces(len(content), fetch))
        for address, size in ((PIECE + 7, 9), (2 * PIECE - 2, 4), (3 * PIECE, 3)):
            self.assertEqual(ram.read(address, size), content[address : address + size])
        self.assertRaises(NotMapped, ram.read, 3 * PIECE, 4)
        self.assertEqual(fetched, [(PIECE, PIECE), (2 * PIECE, PIECE), (3 * PIECE, 3)])


if __name__ == "__main__":
    unittest.main()
