# SPDX-License-Identifier: MIT
"""The disk image: an MBR disk of two partitions, and what is found through its partition table.

    sector 0        boot sector and partition table
    partition 1     active: the second stage of the boot loader, as it is loaded
    partition 2     one ustar archive: cmdline, kernel, bin/NAME (inc/tar.h)

Both the build and the grader use these functions; nothing here knows an offset that it has not
looked up in the image, except where a new image is laid out.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Iterable, Optional

SECTOR = 512
CMDLINE_MAX = 1024  # inc/kerninfo.h
BOOT_CODE_MAX = 440  # of the boot sector; what follows belongs to the partition table
LOADER_MAX = 64 * SECTOR  # LOADER_MAX_SECTORS in kern/boot/layout.h

# Bochs wants a disk of whole cylinders, and partitions traditionally begin on a track.
HEADS, SECTORS_PER_TRACK = 16, 63
CYLINDER = HEADS * SECTORS_PER_TRACK

TABLE_OFFSET, ENTRY_SIZE, ENTRIES = 446, 16, 4
SIGNATURE_OFFSET, SIGNATURE = 510, b"\x55\xaa"
DISK_ID_OFFSET, DISK_ID = 440, b"EXOL"
TYPE_RAW = 0xDA  # "non-file-system data"
ACTIVE = 0x80

TAR_MAGIC = b"ustar\x0000"


class ImageError(Exception):
    """The image is not one of ours, or cannot be made; the text says why."""


@dataclass(frozen=True)
class Partition:
    """One entry of the partition table, in sectors."""

    first: int
    sectors: int
    kind: int
    active: bool

    def range(self) -> tuple[int, int]:
        """The bytes of the disk from (included) and to (not included)."""
        return self.first * SECTOR, (self.first + self.sectors) * SECTOR


@dataclass(frozen=True)
class Member:
    """A member of the archive: where its header and its data lie on the disk."""

    name: str
    header: int
    data: int
    size: int


# Looking things up


def partitions(image: bytes) -> list[Partition]:
    """The entries of the partition table that are in use."""
    if image[SIGNATURE_OFFSET : SIGNATURE_OFFSET + 2] != SIGNATURE:
        raise ImageError("the disk has no boot sector")
    found = []
    for i in range(ENTRIES):
        entry = image[TABLE_OFFSET + i * ENTRY_SIZE : TABLE_OFFSET + (i + 1) * ENTRY_SIZE]
        flag, kind, first, sectors = struct.unpack("<B3xB3xII", entry)
        if kind != 0:
            found.append(Partition(first, sectors, kind, flag == ACTIVE))
    return found


def archive_partition(image: bytes) -> Partition:
    """The partition that holds the archive: the first one of its type that is not active."""
    for partition in partitions(image):
        if partition.kind == TYPE_RAW and not partition.active:
            return partition
    raise ImageError("no partition of the disk holds a program archive")


def members(image: bytes) -> dict[str, Member]:
    """The members of the archive by name, in the order in which they stand."""
    at, end = archive_partition(image).range()
    if end > len(image):
        raise ImageError("the disk is cut short")
    found: dict[str, Member] = {}
    while at + SECTOR <= end and image[at] != 0:
        header = image[at : at + SECTOR]
        if header[257:265] != TAR_MAGIC:
            raise ImageError(f"the archive is damaged at byte {at} of the disk")
        name = header[:100].split(b"\0")[0].decode()
        size = int(header[124:136].rstrip(b"\0 "), 8)
        found[name] = Member(name, at, at + SECTOR, size)
        at += SECTOR + round_up(size, SECTOR)
    return found


def read_member(image: bytes, name: str) -> bytes:
    """The contents of one member of the archive."""
    member = members(image).get(name)
    if member is None:
        raise ImageError(f"there is no {name} in the archive")
    return bytes(image[member.data : member.data + member.size])


def get_cmdline(image: bytes) -> str:
    """The command line in the image."""
    return read_member(image, "cmdline").split(b"\0")[0].decode()


# Making and changing


def round_up(number: int, to: int) -> int:
    """The next multiple of `to`."""
    return -(-number // to) * to


def cmdline_member(text: str) -> bytes:
    """The command line as it stands in the archive."""
    data = text.encode()
    if len(data) >= CMDLINE_MAX:
        raise ImageError(f"the command line is over {CMDLINE_MAX - 1} bytes: {text[:40]}...")
    if b"\0" in data or b"\n" in data:
        raise ImageError("the command line contains a newline or a zero")
    return data.ljust(CMDLINE_MAX, b"\0")


def set_cmdline(image: bytearray, text: str) -> None:
    """Puts another command line into an image."""
    member = members(image).get("cmdline")
    if member is None or member.size != CMDLINE_MAX:
        raise ImageError("there is no place for a command line in the archive")
    image[member.data : member.data + member.size] = cmdline_member(text)


def copy_with_cmdline(source: str, target: str, text: Optional[str]) -> None:
    """Copies an image file; with text, puts that command line into the copy."""
    with open(source, "rb") as file:
        image = bytearray(file.read())
    if text is not None:
        set_cmdline(image, text)
    with open(target, "wb") as file:
        file.write(image)


def tar_header(name: str, size: int) -> bytes:
    """The ustar header of a regular file; the same for the same arguments."""
    if len(name.encode()) >= 100:
        raise ImageError(f"the name is too long for the archive: {name}")
    fields = struct.pack(
        "100s8s8s8s12s12s8sc100s8s32s32s8s8s155s12x",
        name.encode(),
        b"0000644",
        b"0000000",
        b"0000000",
        b"%011o" % size,
        b"00000000000",
        b" " * 8,
        b"0",
        b"",
        TAR_MAGIC,
        b"root",
        b"root",
        b"0000000",
        b"0000000",
        b"",
    )
    return fields[:148] + b"%06o\0 " % sum(fields) + fields[156:]


def make_archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ustar archive of the files in the order given."""
    parts = []
    for name, data in files:
        parts += [tar_header(name, len(data)), data, bytes(-len(data) % SECTOR)]
    return b"".join(parts) + bytes(2 * SECTOR)


def chs(sector: int) -> bytes:
    """The address of a sector in the cylinder-head-sector form that nobody reads any more."""
    cylinder, rest = divmod(sector, CYLINDER)
    head, in_track = divmod(rest, SECTORS_PER_TRACK)
    if cylinder > 1023:
        return b"\xfe\xff\xff"
    return bytes((head, (cylinder >> 8 << 6) | (in_track + 1), cylinder & 0xFF))


def table_entry(partition: Partition) -> bytes:
    """The partition's entry in the partition table."""
    last = partition.first + partition.sectors - 1
    return struct.pack(
        "<B3sB3sII",
        ACTIVE if partition.active else 0,
        chs(partition.first),
        partition.kind,
        chs(last),
        partition.first,
        partition.sectors,
    )


def make_image(boot: bytes, loader: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A whole disk. `files` are the members of the archive; the first one must be cmdline."""
    if len(boot) > BOOT_CODE_MAX:
        raise ImageError(f"the boot sector has {len(boot)} bytes, {BOOT_CODE_MAX} is the limit")
    if not 0 < len(loader) <= LOADER_MAX:
        raise ImageError(f"the second stage has {len(loader)} bytes, {LOADER_MAX} is the limit")
    loader += bytes(-len(loader) % SECTOR)
    archive = make_archive(files)
    first = Partition(SECTORS_PER_TRACK, len(loader) // SECTOR, TYPE_RAW, True)
    second_first = round_up(first.first + first.sectors, SECTORS_PER_TRACK)
    second = Partition(second_first, len(archive) // SECTOR, TYPE_RAW, False)

    size = round_up(second.first + second.sectors, CYLINDER) * SECTOR
    image = bytearray(size)
    image[: len(boot)] = boot
    image[DISK_ID_OFFSET : DISK_ID_OFFSET + len(DISK_ID)] = DISK_ID
    for i, partition in enumerate((first, second)):
        at = TABLE_OFFSET + i * ENTRY_SIZE
        image[at : at + ENTRY_SIZE] = table_entry(partition)
    image[SIGNATURE_OFFSET : SIGNATURE_OFFSET + 2] = SIGNATURE
    for partition, data in ((first, loader), (second, archive)):
        start, end = partition.range()
        image[start:end] = data
    return bytes(image)
