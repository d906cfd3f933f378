# SPDX-License-Identifier: MIT
"""Machines that have the BIOS behind them, kept for all runs on the same hardware.

The BIOS takes most of a boot's time and does the same each time. So the second run on some hardware
boots a disk whose boot sector only stops, and keeps that machine; from then on runs start there,
and read their own boot sector as the BIOS would have done.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Callable, Optional

from qemu import KCS_DATA, LIMIT_PORT, Dialogue, Hardware, HostTooSlow, Qemu, QemuError, Snapshot
from qemu import program, watchdog_writes

SECTOR = 512
# Memory that neither the BIOS nor a boot sector that has just been loaded uses.
WAITING_ROOM = 0x600

# Goes to the waiting room and stays there, with all registers as the BIOS left them.
STOPPING_BOOT_SECTOR = bytes.fromhex(
    "50 52"  # push %ax; push %dx
    "2ec7060006ebfe"  # movw $0xfeeb, %cs:0x600: 1: jmp 1b
    "baf803 b021 ee"  # say "!" on the serial line
    "5a 58"  # pop %dx; pop %ax
    "ea00060000"  # ljmp $0, $0x600
)


def going_on() -> bytes:
    """What goes on from the waiting room: arms the watchdog, reads the boot sector, jumps there.

    The boot sector is that of the machine's own disk; all registers are as the BIOS left them.
    Behind the code stands what arms the watchdog: bytes, each with its distance from KCS_DATA.
    """
    writes = watchdog_writes(0)
    (units,) = [i for i, write in enumerate(watchdog_writes(1)) if write != writes[i]]
    table = WAITING_ROOM + 0x37
    code = bytes.fromhex(
        "9c 60 1e 06"  # pushf; pusha; push %ds; push %es
        "31c0 8ed8 8ec0 fc"  # ds = es = 0; cld
        f"ba{word(LIMIT_PORT)} ec"  # read LIMIT_PORT
        f"a2{word(table + 2 * units)}"  # put that into the table
        f"be{word(table)} b9{word(len(writes))}"  # for each entry:
        f"ba{word(KCS_DATA)} ec ad 00e2 ee e2f6"  # read KCS_DATA; write the byte
        "b80102 bb007c 41 ba8000 cd13"  # read sector 1 of disk 0x80 to 0x7c00
        "07 1f 61 9d"  # restore what was pushed
        "ea007c0000"  # ljmp $0, $0x7c00
    )
    assert WAITING_ROOM + len(code) == table
    return code + b"".join(bytes((byte, port - KCS_DATA)) for port, byte in writes)


def word(value: int) -> str:
    """A word as it stands in code, in hex."""
    return value.to_bytes(2, "little").hex()


Key = tuple[str, Hardware, int]


class Snapshots:
    """Hands out snapshots, and makes those that are worth it. They stay till the program ends."""

    def __init__(self) -> None:
        self._directory: Optional[tempfile.TemporaryDirectory[str]] = None
        self._lock = threading.Lock()
        self._locks: dict[Key, threading.Lock] = {}
        self._made: dict[Key, Optional[Snapshot]] = {}

    def get(
        self,
        hardware: Hardware,
        image: Path,
        scratch: Callable[[], tempfile.TemporaryDirectory[str]],
        wall_seconds: float,
    ) -> Optional[Snapshot]:
        """Where to start a run on this hardware from this image; None: at power-on.

        scratch makes a directory, for the snapshots of all time; making one may take wall_seconds.
        """
        if hardware.exact:
            return None
        hardware = replace(hardware, watched=False)
        key = (program(), hardware, image.stat().st_size)
        with self._lock:
            if key not in self._locks:
                self._locks[key] = threading.Lock()
                return None  # there may be no second run that would gain by it
            self._directory = self._directory or scratch()
            parent = Path(self._directory.name)
        with self._locks[key]:
            if key not in self._made:
                self._made[key] = self._make(hardware, image, parent, wall_seconds)
            snapshot = self._made[key]
        return snapshot

    @staticmethod
    def _make(
        hardware: Hardware, image: Path, parent: Path, wall_seconds: float
    ) -> Optional[Snapshot]:
        """A snapshot in the waiting room; None if this QEMU cannot do it."""
        directory = Path(tempfile.mkdtemp(prefix="snapshot-", dir=parent))
        disk = directory / "disk"
        with disk.open("wb") as file:
            file.write(STOPPING_BOOT_SECTOR.ljust(SECTOR - 2, b"\0") + b"\x55\xaa")
            file.truncate(image.stat().st_size)
        listening = (Dialogue("!", ""),)
        try:
            with Qemu(disk, hardware, directory, wall_seconds, listening) as machine:
                snapshot = machine.save(WAITING_ROOM, directory / "state")
            with snapshot.memory.open("r+b") as file:
                file.seek(WAITING_ROOM)
                file.write(going_on())
            return snapshot
        except (QemuError, HostTooSlow):
            return None
