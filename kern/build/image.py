# SPDX-License-Identifier: MIT
"""The disk image: an MBR disk, and what is found through its partition table.

    sector 0        boot sector and partition table
    partition 1     active: the second stage of the boot loader, as it is loaded
    partition 2     one ustar archive: cmdline, kernel, bin/NAME (inc/tar.h)
    partition 3     from lab 5 on: the volume, an ext2 file system; it begins on a cylinder

Both the build and the grader use these functions; nothing here knows an offset that it has not
looked up in the image, except where a new image is laid out.
"""

from __future__ import annotations

import os
import shutil
import struct
from typing import BinaryIO, Iterable, NamedTuple, Optional

SECTOR = 512
CHUNK = 1 << 16  # so much that is zero makes a hole in a file
CMDLINE_MAX = 1024  # inc/kerninfo.h
BOOT_CODE_MAX = 440  # of the boot sector; what follows belongs to the partition table
LOADER_MAX = 64 * SECTOR  # LOADER_MAX_SECTORS in kern/boot/layout.h

# Bochs wants a disk of whole cylinders, and partitions traditionally begin on a track.
HEADS, SECTORS_PER_TRACK = 16, 63
CYLINDER = HEADS * SECTORS_PER_TRACK

TABLE_OFFSET, ENTRY_SIZE, ENTRIES = 446, 16, 4
VOLUME_ENTRY = 2  # of the partition table
SIGNATURE_OFFSET, SIGNATURE = 510, b"\x55\xaa"
DISK_ID_OFFSET, DISK_ID = 440, b"EXOL"
TYPE_RAW = 0xDA  # "non-file-system data"
TYPE_LINUX = 0x83  # what ext2 lies in
ACTIVE = 0x80

TAR_MAGIC = b"ustar\x0000"


class ImageError(Exception):
    """The image is not one of ours, or cannot be made; the text says why."""


class Partition(NamedTuple):
    """One entry of the partition table, in sectors."""

    first: int
    sectors: int
    kind: int
    active: bool

    def range(self) -> tuple[int, int]:
        """The bytes of the disk from (included) and to (not included)."""
        return self.first * SECTOR, (self.first + self.sectors) * SECTOR


class Member(NamedTuple):
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


def volume_partition(image: bytes) -> Optional[Partition]:
    """The partition that holds the file system, if there is one."""
    return next((p for p in partitions(image) if p.kind == TYPE_LINUX), None)


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


def read_system(path: str) -> bytearray:
    """All of an image file but the volume: a disk without that partition."""
    with open(path, "rb") as file:
        image = bytearray(file.read(SECTOR))
        volume = volume_partition(image)
        image += file.read() if volume is None else file.read(volume.range()[0] - SECTOR)
    if volume is not None:
        put_entry(image, VOLUME_ENTRY, None)
    return image


def read_volume(path: str) -> bytes:
    """The file system on a disk; empty if it has none."""
    with open(path, "rb") as file:
        volume = volume_partition(file.read(SECTOR))
        if volume is None:
            return b""
        start, end = volume.range()
        file.seek(start)
        data = file.read(end - start)
    if len(data) != end - start:
        raise ImageError("the disk is cut short")
    return data


def write_disk(path: str, system: bytes, volume: bytes) -> None:
    """Writes an image file: this disk, and the volume behind it as one more partition."""
    with open(path, "wb") as file:
        file.write(system)
    if volume:
        add_volume(path, volume)


def add_volume(path: str, volume: bytes) -> None:
    """Adds the volume to an image file that has none."""
    with open(path, "r+b") as file:
        head = bytearray(file.read(SECTOR))
        first, sectors = file.seek(0, os.SEEK_END) // SECTOR, len(volume) // SECTOR
        put_entry(head, VOLUME_ENTRY, Partition(first, sectors, TYPE_LINUX, False))
        write_sparse(file, volume)
        file.truncate(round_up(first + sectors, CYLINDER) * SECTOR)
        file.seek(0)
        file.write(head)


def write_sparse(file: BinaryIO, data: bytes) -> None:
    """Writes data, and leaves holes where it is zero."""
    zeros = bytes(CHUNK)
    for at in range(0, len(data), CHUNK):
        piece = data[at : at + CHUNK]
        if piece == zeros:
            file.seek(CHUNK, os.SEEK_CUR)
        else:
            file.write(piece)


def copy_with_cmdline(source: str, target: str, text: Optional[str]) -> None:
    """Copies an image file; with text, puts that command line into the copy."""
    if text is None:
        shutil.copyfile(source, target)
        return
    system = read_system(source)
    set_cmdline(system, text)
    write_disk(target, system, read_volume(source))


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


def put_entry(image: bytearray, number: int, partition: Optional[Partition]) -> None:
    """Fills in an entry of the partition table; None: nobody uses it."""
    at = TABLE_OFFSET + number * ENTRY_SIZE
    image[at : at + ENTRY_SIZE] = table_entry(partition) if partition else bytes(ENTRY_SIZE)


def make_image(boot: bytes, loader: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """A disk without a volume. `files` are the archive's members; the first must be cmdline."""
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
        put_entry(image, i, partition)
    image[SIGNATURE_OFFSET : SIGNATURE_OFFSET + 2] = SIGNATURE
    for partition, data in ((first, loader), (second, archive)):
        start, end = partition.range()
        image[start:end] = data
    return bytes(image)
