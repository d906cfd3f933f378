# SPDX-License-Identifier: MIT
"""Machines that have the BIOS behind them, kept for all runs on the same hardware.

The BIOS takes most of a boot's time and does the same each time. So the first run on some hardware
boots a disk whose boot sector only stops, and keeps that machine; all runs start there, and read
their own boot sector as the BIOS would have done. The next grader finds the machine in a file.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
import threading
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterator, Optional

import qemu
from memory import PAGE
from qemu import KCS_DATA, LIMIT_PORT, Dialogue, Hardware, HostTooSlow, Qemu, QemuError, Snapshot

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

MOST_KEPT = 40  # files; each has some hundred KiB


def going_on() -> bytes:
    """What goes on from the waiting room: arms the watchdog, reads the boot sector, jumps there.

    The boot sector is that of the machine's own disk; all registers are as the BIOS left them.
    Behind the code stands what arms the watchdog: bytes, each with its distance from KCS_DATA.
    """
    writes = qemu.watchdog_writes(0)
    (units,) = [i for i, write in enumerate(qemu.watchdog_writes(1)) if write != writes[i]]
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


@dataclass(frozen=True)
class Key:
    """What the state of a machine behind the BIOS follows from; the BIOS keeps the disk's size."""

    program: str
    hardware: Hardware
    disk_size: int

    def file_name(self) -> str:
        """The name of a file that holds such a machine, if this very grader and QEMU made it."""
        sources = [Path(source).read_bytes() for source in (__file__, qemu.__file__)]
        facts = repr((self, version(self.program), *sources)).encode()
        return hashlib.sha256(facts).hexdigest()[:32] + ".zip"


def key_of(hardware: Hardware, disk_size: int) -> Key:
    """The key of a run's machine. Whether the grader watches it makes no difference to it."""
    # LAB 5 #
    if hardware.drive is not None:  # nor does what will happen to its disk
        hardware = replace(hardware, drive=qemu.Drive())
    # END LAB 5 #
    return Key(qemu.program(), replace(hardware, watched=False), disk_size)


@lru_cache(maxsize=None)
def version(program: str) -> bytes:
    """What a QEMU says of itself."""
    done = subprocess.run([program, "--version"], stdout=subprocess.PIPE, check=False)
    return done.stdout


class Snapshots:
    """Hands out snapshots. Their memory stays till the program ends, their files for the next."""

    def __init__(
        self, files: Path, scratch: Callable[[], tempfile.TemporaryDirectory[str]]
    ) -> None:
        """files: the directory for the files; scratch makes one for memory."""
        self._files = files
        self._scratch = scratch
        self._directory: Optional[tempfile.TemporaryDirectory[str]] = None
        self._lock = threading.Lock()
        self._locks: dict[Key, threading.Lock] = {}
        self._made: dict[Key, Optional[Snapshot]] = {}

    def get(self, hardware: Hardware, disk_size: int, wall_seconds: float) -> Optional[Snapshot]:
        """Where to start a run on this hardware, with a disk of this size; None: at power-on.

        Making one may take wall_seconds.
        """
        if hardware.exact:
            return None
        key = key_of(hardware, disk_size)
        with self._lock:
            self._directory = self._directory or self._scratch()
            parent = Path(self._directory.name)
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._made:
                directory = Path(tempfile.mkdtemp(prefix="snapshot-", dir=parent))
                self._made[key] = self._find(key, directory, wall_seconds)
            return self._made[key]

    def forget(self, hardware: Hardware, disk_size: int) -> None:
        """Of a machine that QEMU could not go on with, nothing must be left for the next try."""
        key = key_of(hardware, disk_size)
        with self._lock:
            self._made.pop(key, None)
        with suppress(OSError):
            (self._files / key.file_name()).unlink()

    def _find(self, key: Key, directory: Path, wall_seconds: float) -> Optional[Snapshot]:
        file = self._files / key.file_name()
        with suppress(OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
            return unpack(file, key.hardware, directory)
        snapshot = make(key, directory, wall_seconds)
        if snapshot:
            with suppress(OSError):
                pack(snapshot, file)
                remove_oldest(self._files)
        return snapshot


def make(key: Key, directory: Path, wall_seconds: float) -> Optional[Snapshot]:
    """A machine in the waiting room; None if this QEMU cannot do it."""
    disk = directory / "disk"
    with disk.open("wb") as file:
        file.write(STOPPING_BOOT_SECTOR.ljust(SECTOR - 2, b"\0") + b"\x55\xaa")
        file.truncate(key.disk_size)
    listening = (Dialogue("!", ""),)
    try:
        with Qemu(disk, key.hardware, directory, wall_seconds, listening) as machine:
            snapshot = machine.save(WAITING_ROOM, directory / "state")
    except (QemuError, HostTooSlow):
        return None
    with snapshot.memory.open("r+b") as file:
        file.seek(WAITING_ROOM)
        file.write(going_on())
    return snapshot


# In files: the state, and the memory that is not as at power-on; each piece is named by its address


def pack(snapshot: Snapshot, target: Path) -> None:
    """Writes a snapshot to a file, which is there when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr("state", snapshot.state.read_bytes())
                for address, data in changed(snapshot.memory):
                    archive.writestr(f"{address:#x}", data)
            os.replace(part.name, target)
        except BaseException:
            os.unlink(part.name)
            raise


def unpack(source: Path, hardware: Hardware, directory: Path) -> Snapshot:
    """Reads a snapshot from a file. Raises one of several errors if the file is not whole."""
    snapshot = Snapshot(directory / "memory", directory / "state")
    with zipfile.ZipFile(source) as archive:
        qemu.fill_memory(snapshot.memory, hardware)
        with snapshot.memory.open("r+b") as file:
            for name in archive.namelist():
                data = archive.read(name)
                if name == "state":
                    snapshot.state.write_bytes(data)
                else:
                    file.seek(int(name, 16))
                    file.write(data)
    os.utime(source)
    return snapshot


def changed(memory: Path) -> Iterator[tuple[int, bytes]]:
    """The pages of a memory file that are not as at power-on; those side by side in one piece."""
    first, piece = 0, b""
    with memory.open("rb", buffering=0) as file:
        for start, end in written(file.fileno()):
            for address in range(start & -PAGE, end, PAGE):
                page = os.pread(file.fileno(), PAGE, address)
                if page == qemu.at_power_on(address, PAGE):
                    continue
                if piece and first + len(piece) != address:
                    yield first, piece
                    piece = b""
                first = first if piece else address
                piece += page
    if piece:
        yield first, piece


def written(file: int) -> Iterator[tuple[int, int]]:
    """Where something was written in a file: [start, end)."""
    end = 0
    with suppress(OSError):  # nothing behind `end`
        while True:
            start = os.lseek(file, end, os.SEEK_DATA)
            end = os.lseek(file, start, os.SEEK_HOLE)
            yield start, end


def remove_oldest(directory: Path) -> None:
    """Keeps the files that were used last."""
    files = sorted(directory.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[MOST_KEPT:]:
        path.unlink(missing_ok=True)
