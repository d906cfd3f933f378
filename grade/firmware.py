# SPDX-License-Identifier: MIT
"""A machine whose firmware is odd, as old ones are, but within what the BIOS's callers may expect.

A boot sector of our own goes before the student's, which moves to the sector behind it. It hooks
the call that hands out the map of memory, sets a bit of cr0 and the upper half of esp (both mean
nothing in real mode), loads the other boot sector to where the BIOS would have put it, and jumps.
The map begins with a range that comes twice and more empty ones than the loader has room for, has
one that is to be ignored and one in the old format of 20 bytes; behind its end comes an answer
without the signature. What the callers have left in registers is noted.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

from memory import Physical
from tree import disk_module

CR0_KEPT = 0x00040000  # AM: ours to set, nobody's to clear
ESP_UPPER = 0x00FF0000  # still memory, so that who forgets it fails soon
NOTES = 0x668  # physical address of: cr0 at the last call; dl as given, dl as kept, calls seen
USABLE, RESERVED, ACPI_TABLES = 1, 2, 3
VALID = 1

# base, size, type, the word behind; in the order in which they are handed out.
EMPTY = (0x80000000, 0, USABLE, VALID)
HANDED_OUT = (
    (0, 0x9FC00, USABLE, VALID),
    (0x50000000, 0x1000000, ACPI_TABLES, 0),  # not valid
    (0x100000, 0x1E00000, USABLE, 0),  # the last word is not handed out
    (0xFFFC0000, 0x40000, RESERVED, VALID),
    (0xF0000, 0x10000, RESERVED, VALID),
    (0x40000000, 0x10000000, USABLE, VALID),  # comes without the signature
)
# What the loader should make of it: start, end, type.
GOOD = (HANDED_OUT[0], *HANDED_OUT[2:5])
MAP = sorted((base, base + size, kind) for base, size, kind, _ in GOOD)

# Runs at 0x600, but for its first instructions.
CODE = bytes.fromhex(
    "fa 31c0 8ed8 8ec0 8ed0 bc007c"  # cli; ds, es, ss = 0; sp = 0x7c00
    "89e6 bf0006 b90001 fc f3a5"  # copy this sector to 0x600
    "ea1c060000"  # ljmp $0, $next
    "66a15400 66a36406"  # next: movl 0x15 * 4, %eax; movl %eax, old
    "66c706540070060000"  # movl $hook, 0x15 * 4
    "88166c06"  # note dl as given
    "fb b442 be5406 cd13"  # sti; read the next sector to 0x7c00: ah = 0x42, si = packet
    "0f20c0 660d00000400 0f22c0"  # cr0 |= CR0_KEPT
    "6681cc0000ff00"  # esp |= ESP_UPPER
    "ea007c0000 8d7400"  # ljmp $0, $0x7c00
    "1000 0100 007c 0000 01000000 00000000"  # 0x654: packet
    "00000000 00000000 00000000"  # 0x664: old; NOTES
    "3d20e8 7414"  # hook: if ax is 0xe820, go to map
    "3d0124 750a"  # if ax is 0x2401, the loader's first call:
    "2e88166d06 2efe066e06"  # note dl as kept; count the call
    "2eff2e6406"  # go to old
    "0f20c0 2e66a36806"  # map: note cr0
    "6681fa50414d53 755c"  # if edx is not "SMAP", go to fail
    "6683f918 7256"  # if ecx < 24, go to fail
    "6656 6657 be0007"  # save esi, edi; si = HANDED_OUT
    "6685db 7417"  # if ebx is not 0:
    "be9007"  # si = EMPTY
    "6689d8 662d82000000 7209"  # eax = ebx - 130; if that is not below 0:
    "b418 f6e4 050007 89c6"  # si = HANDED_OUT + 24 * eax
    "6643 66b918000000"  # ebx += 1; ecx = 24
    "81fe3007 7502 b114"  # if si is HANDED_OUT[2]: cl = 20
    "fc 51 2ef3a4 59"  # copy cx bytes from cs:si to es:di
    "66b850414d53 6631d2"  # eax = "SMAP"; edx = 0
    "81fe9007 7506"  # if that was the last of HANDED_OUT:
    "6631c0 6631db"  # eax = ebx = 0
    "665f 665e f8 ca0200"  # restore edi, esi; return without carry
    "b80086 f9 ca0200 8d7400"  # fail: ax = 0x8600; return with carry
)


def boot_sector() -> bytes:
    """The code, and the map behind it."""
    ranges = [struct.pack("<QQII", *entry) for entry in (*HANDED_OUT, EMPTY)]
    return CODE + b"".join(ranges)


def install(path: Path) -> None:
    """Gives this disk's machine our firmware."""
    disk = disk_module()
    image = bytearray(path.read_bytes())
    code = boot_sector()
    assert len(code) <= disk.BOOT_CODE_MAX and disk.partitions(image)[0].first > 1
    image[disk.SECTOR : 2 * disk.SECTOR] = image[: disk.SECTOR]
    image[: len(code)] = code
    path.write_bytes(image)


class Notes(NamedTuple):
    """What was seen of the loader."""

    cr0: int  # when it last asked for the map; 0 if it never did
    disk_given: int  # dl, as the BIOS gave it to the boot sector
    disk_kept: int  # dl, as the boot sector gave it to the second stage
    calls: int  # 0: the second stage was not reached


def notes(physical: Physical) -> Notes:
    """What the firmware has noted, from the machine's memory."""
    return Notes(*struct.unpack("<I3B", physical.read(NOTES, 7)))
