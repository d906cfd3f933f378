# SPDX-License-Identifier: MIT
"""Machines that have the BIOS behind them, kept for all runs on the same hardware.

The BIOS takes most of a boot's time and does the same each time. So the second run on some hardware
boots a disk whose boot sector only stops, and keeps that machine; from then on runs start there,
with their own boot sector in the place where the BIOS would have put it.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Callable, Optional

from qemu import Dialogue, Hardware, HostTooSlow, Qemu, QemuError, Snapshot, program

SECTOR = 512
BOOT_SECTOR = 0x7C00
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
GO_TO_BOOT_SECTOR = bytes.fromhex("ea007c0000")  # ljmp $0, $0x7c00

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
        if hardware.exact or hardware.watched:
            return None
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
        if snapshot is None:
            return None
        with image.open("rb") as file:
            boot_sector = file.read(SECTOR)
        patches = ((BOOT_SECTOR, boot_sector), (WAITING_ROOM, GO_TO_BOOT_SECTOR))
        return replace(snapshot, patches=patches)

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
                machine.pause_at(WAITING_ROOM)
                return machine.save(directory / "state")
        except (QemuError, HostTooSlow):
            return None
