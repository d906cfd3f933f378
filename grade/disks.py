# SPDX-License-Identifier: MIT
"""The file system on the disk of one run: made before it, looked into when it is over.

A Volume says what it is to hold, and what befalls the disk; mke2fs and debugfs make it
(kern/build/ext2.py), once for all runs that want the same. The machine works on the run's own
copy, and e2fsck and debugfs, which the student did not write either, say what has become of it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Iterable, Optional, Union

from qemu import Drive, Fault, Hardware

sys.path.append(str(Path(__file__).resolve().parent.parent / "kern" / "build"))
import ext2  # noqa: E402
import image as disk  # noqa: E402
import writes  # noqa: E402
from ext2 import Layout  # noqa: E402

# No run's disk is smaller: a machine that has the BIOS behind it, which keeps the size, can start
# only runs whose disks have the same (snapshot.py).
DISK_SIZE = 32 * disk.CYLINDER * disk.SECTOR

FindFaults = Callable[[Path], tuple[Fault, ...]]
Faults = Union[tuple[Fault, ...], FindFaults]
Scratch = Callable[[], "tempfile.TemporaryDirectory[str]"]


@dataclass(frozen=True)
class Volume:
    """What the third partition of a run's disk holds, and what happens to the disk."""

    files: tuple[tuple[str, bytes], ...] = ()  # a name that ends in / is a directory
    layout: Layout = Layout(mib=8)
    tools: bool = False  # the tools that the build has made, too
    programs: tuple[str, ...] = ()  # of the archive: they lie in /bin, too
    commands: tuple[str, ...] = ()  # of debugfs(8), carried out at the end
    # Does damage, to this run's disk alone: damage.py.
    alter: Optional[Callable[[bytearray], object]] = None
    contents: Optional[Callable[[], bytes]] = None  # instead of all that: no file system
    recorded: bool = False  # every write is kept, in order
    # Sectors count from the start of the volume. If they depend on it, what finds them in its file.
    faults: Faults = ()


class Volumes:
    """Makes volumes, each once. They stay till the program ends."""

    def __init__(self) -> None:
        self._directory: Optional[tempfile.TemporaryDirectory[str]] = None
        self._lock = threading.Lock()
        self._locks: dict[Any, threading.Lock] = {}
        self._made: dict[Any, Path] = {}

    def get(self, volume: Volume, obj: Path, scratch: Scratch) -> Path:
        """A file with what the volume holds, undamaged; nobody may write to it."""
        built = tuple((str(path), path.stat().st_mtime_ns) for _, path in of_the_build(volume, obj))
        key = (built, replace(volume, alter=None, recorded=False, faults=()))
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
            self._directory = self._directory or scratch()
            target = Path(self._directory.name) / f"volume{list(self._locks).index(key)}"
        with lock:
            if key not in self._made:
                make(volume, obj, target)
                self._made[key] = target
        return target


def of_the_build(volume: Volume, obj: Path) -> list[tuple[str, Path]]:
    """What the volume holds of the built tree: its name there, and the file."""
    files = [(f"/bin/{name}", obj / "bin" / name) for name in volume.programs]
    if volume.tools:
        tools = sorted((obj / "root" / "bin").iterdir())
        files += [(f"/bin/{tool.name}", tool) for tool in tools if tool.name not in volume.programs]
    return files


def make(volume: Volume, obj: Path, target: Path) -> None:
    """Makes a file with what the volume holds."""
    if volume.contents is not None:
        target.write_bytes(volume.contents())
        return
    files: list[tuple[str, Union[bytes, Path]]] = [*volume.files, *of_the_build(volume, obj)]
    ext2.make(target, files, volume.layout)
    ext2.change(target, volume.commands)


def write_volume(target: Path, data: bytes) -> None:
    """Makes a file of these bytes, with holes where they are zero."""
    with target.open("wb") as file:
        disk.write_sparse(file, data)
        file.truncate(len(data))


def install(volume: Volume, made: Path, image: Path) -> None:
    """Puts what was made for the volume on a run's disk."""
    data = bytearray(made.read_bytes())
    if volume.alter is not None:
        volume.alter(data)
    disk.add_volume(str(image), data)
    os.truncate(image, max(image.stat().st_size, DISK_SIZE))


def first_sector(image: Path) -> int:
    """Of the volume on this disk."""
    with image.open("rb") as file:
        partition = disk.volume_partition(file.read(disk.SECTOR))
    return partition.first if partition else 0


def wired(hardware: Hardware, volume: Volume, made: Path, image: Path) -> Hardware:
    """The hardware of a run with this volume, which lies on its disk."""
    faults = volume.faults(made) if callable(volume.faults) else volume.faults
    first = first_sector(image)
    moved = tuple(replace(fault, sector=first + fault.sector) for fault in faults)
    return replace(hardware, drive=Drive(volume.recorded, moved))


def fault_in(name: str, block: int, write: bool = True, once: bool = False) -> FindFaults:
    """An error at the block-th block of a file, when it is written, or read."""

    def find(made: Path) -> tuple[Fault, ...]:
        number = ext2.blocks(made, name)[block]
        return (Fault(number * ext2.BLOCK // disk.SECTOR, write, once),)

    return find


class Left:
    """A run's disk as the machine has left it."""

    def __init__(self, image: Path, made: Optional[Path]) -> None:
        """made: what the volume held before, if there is one."""
        self.image = image
        self.made = made
        self._volume: Optional[Path] = None

    @property
    def volume(self) -> Path:
        """A file with what the volume holds now."""
        if self._volume is None:
            self._volume = self.image.with_name("volume")
            write_volume(self._volume, disk.read_volume(str(self.image)))
        return self._volume

    def check(self) -> ext2.Verdict:
        """What e2fsck -fn says."""
        return ext2.check(self.volume)

    def read(self, name: str) -> Optional[bytes]:
        """What a file holds; None if it is not there."""
        return self.read_all((name,)).get(name)

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """What these files hold; those that are not there are left out."""
        return ext2.read_files(self.volume, names)

    def names(self, directory: str) -> list[str]:
        """What a directory holds, but for . and .., in the order of the disk."""
        entries = ext2.list_directory(self.volume, directory)
        return [entry.name for entry in entries if entry.name not in (".", "..")]

    def stat(self, name: str) -> Optional[ext2.Inode]:
        """The inode of a file; None if it is not there."""
        return ext2.stat(self.volume, name)

    def sectors(self, first: int, count: int) -> bytes:
        """Sectors of the volume."""
        return self._read(first_sector(self.image) + first, count)

    def disk_sectors(self, first: int, count: int) -> bytes:
        """Sectors of the whole disk."""
        return self._read(first, count)

    def _read(self, first: int, count: int) -> bytes:
        with self.image.open("rb") as file:
            file.seek(first * disk.SECTOR)
            return file.read(count * disk.SECTOR)

    def writes(self) -> list[writes.Write]:
        """All that was written to the volume, in order, if it was recorded."""
        first = first_sector(self.image)
        found = writes.read_log(self.image.with_name("writes"))
        return [replace(write, sector=write.sector - first) for write in found]

    def cuts(self, verify: writes.Verify = lambda *_: "") -> list[writes.Cut]:
        """What would be left if the power had failed after the first n writes, for every n.

        verify looks at such a volume after e2fsck -p, given n, and says what is missing from it.
        """
        assert self.made is not None
        directory = self.image.parent
        return writes.judge_cuts(self.made, self.writes(), verify, directory)
