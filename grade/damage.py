# SPDX-License-Identifier: MIT
"""Damage to ext2 file systems: one field of their metadata gets another value, chosen by a seed.

Where the fields lie is read from the undamaged file system (Poirier, "The Second Extended File
System: Internal Layout"). Seeds that follow each other go through the kinds of fields one by one,
so that as many seeds as there are kinds damage each of them once.
"""

from __future__ import annotations

import random
import struct
from dataclasses import dataclass
from typing import Iterator, NamedTuple

BLOCK = 4096
SUPERBLOCK = 1024
ROOT_INODE, FIRST_FREE_INODE = 2, 11
DIRECTORY = 0x4000  # in the upper four bits of a mode
POINTERS = BLOCK // 4

# Offset and size of each field.
SUPERBLOCK_FIELDS = {
    "inodes_count": (0, 4),
    "blocks_count": (4, 4),
    "r_blocks_count": (8, 4),
    "free_blocks_count": (12, 4),
    "free_inodes_count": (16, 4),
    "first_data_block": (20, 4),
    "log_block_size": (24, 4),
    "log_frag_size": (28, 4),
    "blocks_per_group": (32, 4),
    "frags_per_group": (36, 4),
    "inodes_per_group": (40, 4),
    "mtime": (44, 4),
    "wtime": (48, 4),
    "mnt_count": (52, 2),
    "max_mnt_count": (54, 2),
    "magic": (56, 2),
    "state": (58, 2),
    "errors": (60, 2),
    "minor_rev_level": (62, 2),
    "lastcheck": (64, 4),
    "checkinterval": (68, 4),
    "creator_os": (72, 4),
    "rev_level": (76, 4),
    "def_resuid": (80, 2),
    "def_resgid": (82, 2),
    "first_ino": (84, 4),
    "inode_size": (88, 2),
    "block_group_nr": (90, 2),
    "feature_compat": (92, 4),
    "feature_incompat": (96, 4),
    "feature_ro_compat": (100, 4),
}
GROUP_FIELDS = {
    "block_bitmap": (0, 4),
    "inode_bitmap": (4, 4),
    "inode_table": (8, 4),
    "free_blocks_count": (12, 2),
    "free_inodes_count": (14, 2),
    "used_dirs_count": (16, 2),
}
GROUP_SIZE = 32
INODE_FIELDS = {
    "mode": (0, 2),
    "uid": (2, 2),
    "size": (4, 4),
    "atime": (8, 4),
    "ctime": (12, 4),
    "mtime": (16, 4),
    "dtime": (20, 4),
    "gid": (24, 2),
    "links_count": (26, 2),
    "blocks": (28, 4),
    "flags": (32, 4),
    "osd1": (36, 4),
    "generation": (100, 4),
    "file_acl": (104, 4),
    "size_high": (108, 4),
    "faddr": (112, 4),
}
INODE_BLOCKS = 40
NDIRECT = 12
TREES = ("indirect", "double_indirect", "triple_indirect")


class Field(NamedTuple):
    """A number somewhere in the metadata."""

    kind: str  # "inode.size"
    name: str  # "size of inode 12"
    offset: int
    size: int


class Anatomy:
    """Where the fields of one file system lie."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        superblock = {
            name: self.number(SUPERBLOCK + offset, size)
            for name, (offset, size) in SUPERBLOCK_FIELDS.items()
        }
        self.blocks_count = superblock["blocks_count"]
        self.blocks_per_group = superblock["blocks_per_group"]
        self.inodes_per_group = superblock["inodes_per_group"]
        self.inode_size = superblock["inode_size"]
        self.inodes_count = superblock["inodes_count"]
        self.groups = -(-self.blocks_count // self.blocks_per_group)

    def number(self, offset: int, size: int = 4) -> int:
        """The number at this byte."""
        return int.from_bytes(self.data[offset : offset + size], "little")

    def group(self, number: int, name: str) -> int:
        """A field of a group's descriptor."""
        offset, size = GROUP_FIELDS[name]
        return self.number(BLOCK + number * GROUP_SIZE + offset, size)

    def inode(self, number: int) -> int:
        """The byte at which an inode begins."""
        group, index = divmod(number - 1, self.inodes_per_group)
        return self.group(group, "inode_table") * BLOCK + index * self.inode_size

    def inodes(self) -> Iterator[int]:
        """The numbers of the inodes that files have."""
        for number in (ROOT_INODE, *range(FIRST_FREE_INODE, self.inodes_count + 1)):
            if self.number(self.inode(number) + INODE_FIELDS["links_count"][0], 2) > 0:
                yield number

    def fields(self) -> Iterator[Field]:
        """All fields."""
        for name, (offset, size) in SUPERBLOCK_FIELDS.items():
            kind = f"superblock.{name}"
            yield Field(kind, f"{name} of the superblock", SUPERBLOCK + offset, size)
        for group in range(self.groups):
            yield from self.group_fields(group)
        for number in self.inodes():
            yield from self.inode_fields(number)

    def group_fields(self, group: int) -> Iterator[Field]:
        """Those of a group's descriptor, and bytes of its bitmaps."""
        start = BLOCK + group * GROUP_SIZE
        for name, (offset, size) in GROUP_FIELDS.items():
            yield Field(f"group.{name}", f"{name} of group {group}", start + offset, size)
        for name, bits in (
            ("block_bitmap", min(self.blocks_per_group, self.blocks_count)),
            ("inode_bitmap", self.inodes_per_group),
        ):
            at = self.group(group, name) * BLOCK
            for byte in range(0, bits // 8, max(1, bits // 8 // 32)):
                what = f"byte {byte} of the {name.replace('_', ' ')} of group {group}"
                yield Field(f"bits.{name}", what, at + byte, 1)

    def inode_fields(self, number: int) -> Iterator[Field]:
        """Those of an inode, of its trees of blocks, and of its entries if it is a directory."""
        start = self.inode(number)
        for name, (offset, size) in INODE_FIELDS.items():
            yield Field(f"inode.{name}", f"{name} of inode {number}", start + offset, size)
        for index in range(NDIRECT + len(TREES)):
            kind = "inode.block" if index < NDIRECT else f"inode.{TREES[index - NDIRECT]}"
            at = start + INODE_BLOCKS + 4 * index
            yield Field(kind, f"block {index} of inode {number}", at, 4)
            if index >= NDIRECT and self.number(at):
                yield from self.tree_fields(number, self.number(at), index - NDIRECT)
        if self.number(start, 2) & 0xF000 == DIRECTORY:
            for index in range(NDIRECT):
                block = self.number(start + INODE_BLOCKS + 4 * index)
                yield from self.entry_fields(number, block) if block else ()

    def tree_fields(self, number: int, block: int, depth: int) -> Iterator[Field]:
        """Some pointers in a block of pointers, and in those below it."""
        start = block * BLOCK
        used = [i for i in range(POINTERS) if self.number(start + 4 * i)]
        for index in sorted({*used[:2], *used[-1:], POINTERS - 1}):
            what = f"pointer {index} in block {block} of inode {number}"
            yield Field(f"pointer.{TREES[depth]}", what, start + 4 * index, 4)
        if depth > 0 and used:
            yield from self.tree_fields(number, self.number(start + 4 * used[0]), depth - 1)

    def entry_fields(self, number: int, block: int) -> Iterator[Field]:
        """Those of the entries in a block of a directory."""
        at = 0
        while at <= BLOCK - 8:
            start = block * BLOCK + at
            inode, length, named, _ = struct.unpack_from("<IHBB", self.data, start)
            where = f"of entry at byte {at} in block {block} of directory {number}"
            yield Field("entry.inode", f"inode {where}", start, 4)
            yield Field("entry.rec_len", f"rec_len {where}", start + 4, 2)
            yield Field("entry.name_len", f"name_len {where}", start + 6, 1)
            yield Field("entry.file_type", f"file_type {where}", start + 7, 1)
            if inode and named:
                yield Field("entry.name", f"first letter {where}", start + 8, 1)
            if length < 8:
                return
            at += length

    def values(self, field: Field, chance: random.Random) -> list[int]:
        """Values that may upset who reads them."""
        old, most = self.number(field.offset, field.size), (1 << 8 * field.size) - 1
        found = [0, 1, most, most >> 1, (most >> 1) + 1, old + 1, old - 1, 2 * old, old ^ 4]
        found += [old ^ 1 << chance.randrange(8 * field.size), chance.randint(0, most)]
        found += [self.blocks_count - 1, self.blocks_count, self.inodes_count, FIRST_FREE_INODE]
        found += [self.group(0, name) for name in ("block_bitmap", "inode_bitmap", "inode_table")]
        return sorted({value for value in found if 0 <= value <= most and value != old})


@dataclass(frozen=True)
class Damage:
    """One damage; calling it does it to a file system."""

    seed: int
    kind: str = ""  # "inode": only of this kind of field, or of kinds that begin so

    def choose(self, data: bytes) -> tuple[Field, int]:
        """The field, and its new value."""
        anatomy = Anatomy(data)
        prefix = f"{self.kind}." if self.kind else ""
        fields = [field for field in anatomy.fields() if f"{field.kind}.".startswith(prefix)]
        kinds = sorted({field.kind for field in fields})
        chance = random.Random(f"{self.kind}/{self.seed}")
        wanted = kinds[self.seed % len(kinds)]
        field = chance.choice([field for field in fields if field.kind == wanted])
        return field, chance.choice(anatomy.values(field, chance))

    def __call__(self, data: bytearray) -> None:
        """Does it."""
        field, value = self.choose(bytes(data))
        data[field.offset : field.offset + field.size] = value.to_bytes(field.size, "little")

    def describe(self, data: bytes) -> str:
        """What it does to this file system."""
        field, value = self.choose(data)
        old = int.from_bytes(data[field.offset : field.offset + field.size], "little")
        return f"seed {self.seed}: {field.name} becomes {value:#x}, was {old:#x}"
