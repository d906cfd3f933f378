# SPDX-License-Identifier: MIT
"""Bad input: each gives one clear line, a status that is not 0, and no hang."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import Callable, Iterator

import image as disk
from badelf import E_MACHINE, P_MEMSZ, Image
from checks.common import ROOT, Check, Done, python, run

BUILT = ROOT / "obj" / "exolab.img"
SECONDS = 90.0


def refusal(name: str, done: Done, text: str) -> Check:
    """A check that this text stands on exactly one line, and the status is not 0."""
    lines = [line for line in done.output.split("\n") if text in line]
    good = len(lines) == 1 and done.status > 0 and "Traceback" not in done.output
    wanted = f"wanted: one line with {text!r} and a status above 0; status {done.status}:\n"
    return Check(name, good, "" if good else wanted + done.tail)


def boot(path: Path) -> Done:
    """Boots an image as make qemu-nox does."""
    return python("kern/build/qemu.py", str(path), "--nox", "--mem", "32", timeout=SECONDS)


def change_kernel(change: Callable[[Image], None]) -> Callable[[bytearray], bytes]:
    """What makes a disk whose kernel has been changed."""

    def make(data: bytearray) -> bytes:
        members = [(name, disk.read_member(data, name)) for name in disk.members(data)]
        kernel = Image(bytearray(dict(members)["kernel"]))
        change(kernel)
        changed = [(n, bytes(kernel.data) if n == "kernel" else d) for n, d in members]
        start, end = next(p for p in disk.partitions(data) if p.active).range()
        return disk.make_image(bytes(data[: disk.BOOT_CODE_MAX]), bytes(data[start:end]), changed)

    return make


def too_large(kernel: Image) -> None:
    """The last segment takes 16 MiB of memory."""
    last = int.from_bytes(kernel.data[44:46], "little") - 1
    kernel.put(last, P_MEMSZ, 16 << 20)


def other_machine(kernel: Image) -> None:
    """The kernel is for another processor."""
    kernel.half(E_MACHINE, 40)


def inactive(data: bytearray) -> bytes:
    """No partition is active."""
    data[disk.TABLE_OFFSET] = 0
    return bytes(data)


def no_kernel(data: bytearray) -> bytes:
    """The archive has no kernel: its member has another name."""
    at = disk.members(data)["kernel"].header
    data[at : at + disk.SECTOR] = disk.tar_header("kernal", disk.members(data)["kernel"].size)
    return bytes(data)


def damaged(data: bytearray) -> bytes:
    """A byte in the middle of the archive's headers is another one."""
    data[disk.members(data)["bin/hello"].header + 3] ^= 1
    return bytes(data)


BROKEN_DISKS: tuple[tuple[str, Callable[[bytearray], bytes], str], ...] = (
    ("image cut to a boot sector", lambda data: bytes(data[:512]), "cut short"),
    ("image cut in the second stage", lambda data: bytes(data[:33000]), "boot: "),
    ("image cut in the archive", lambda data: bytes(data[: len(data) // 2]), "cut short"),
    ("no active partition", inactive, "boot: no partition of this disk is active"),
    ("no kernel in the archive", no_kernel, "boot: there is no kernel"),
    ("damaged archive", damaged, "boot: the program archive is damaged"),
    ("kernel too large", change_kernel(too_large), "boot: the kernel is too large"),
    ("kernel for another processor", change_kernel(other_machine), "boot: cannot load the kernel"),
)


def disks() -> Iterator[Check]:
    """Disks that are broken."""
    with tempfile.TemporaryDirectory(prefix="exolab-disks-") as directory:
        for number, (name, spoil, text) in enumerate(BROKEN_DISKS):
            path = Path(directory) / f"disk{number}"
            path.write_bytes(spoil(disk.read_system(str(BUILT))))
            yield refusal(name, boot(path), text)


def machines() -> Iterator[Check]:
    """Machines that are too small or too old, and things asked of them that are not there."""

    def make(*arguments: str) -> Done:
        return run("make", *arguments, timeout=SECONDS)

    yield refusal("no memory", make("run-hello-nox", "MEM=0"), "MEM=0 is not a number above 0")
    yield refusal("no processor", make("run-hello-nox", "CPUS=x"), "CPUS=x is not a number")
    yield refusal("2 MB of memory", make("run-hello-nox", "MEM=2"), "too little memory")
    done = make("run-hello-nox", "QEMUEXTRA=-cpu 486", "CMDLINE=end")
    good = done.status == 0 and "hello, world" in done.output
    yield Check("a 486, without PSE and sysenter, runs hello", good, done.tail)
    done = make("run-hello-nox", "QEMUEXTRA=-cpu Haswell", "CMDLINE=end")
    good = done.status == 0 and "warning: TCG" in done.output
    yield Check("what QEMU only warns of is no failure", good, done.tail)
    yield refusal("make run-nosuch", make("run-nosuch"), "there is no program nosuch")
    done = make("run-hello-nox", "CMDLINE=run=nosuch end")
    yield refusal("run=nosuch on the command line", done, "cannot start nosuch")
    done = make("run-hello-nox", "CMDLINE=ktest=nosuch end")
    yield refusal("ktest=nosuch on the command line", done, "cannot run ktest nosuch")


def tools() -> Iterator[Check]:
    """Tools that are missing, and places that are taken."""

    def make(*arguments: str) -> Done:
        return run("make", *arguments, timeout=SECONDS)

    done = make("qemu-nox", "QEMU=/nonexistent")
    yield refusal("QEMU missing", done, "/nonexistent is not installed")
    done = make("grade", "TEST=boot_kernel", "QEMU=/nonexistent")
    yield refusal("QEMU missing for the grader", done, "/nonexistent is not installed")
    done = make("TOOLPREFIX=nosuch-")
    yield refusal("compiler missing", done, "nosuch-gcc")
    done = make("fsck", "DISK=/nonexistent")
    yield refusal("no disk to look at", done, "there is no such disk")
    done = make("debugfs", "DISK=GNUmakefile")
    yield refusal("what is no disk to look at", done, "the disk has no boot sector")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = make("run-hello-nox-gdb", f"GDBPORT={port}")
        yield refusal("port in use", done, f"port {port}")
    with tempfile.TemporaryDirectory(prefix="exolab-obj-") as directory:
        # A file where the directory should be: the only obstacle that also stops root.
        file = Path(directory) / "file"
        file.touch()
        yield refusal("unwritable obj/", make(f"OBJ={file}/obj"), "cannot write to")
        if os.geteuid() != 0:
            os.chmod(directory, 0o555)
            yield refusal("obj/ of another user", make(f"OBJ={directory}"), "cannot write to")
            os.chmod(directory, 0o755)
    yield refusal("make grade EMU=nosuch", make("grade", "EMU=nosuch"), "grade: EMU=: ")
    yield refusal("make grade JOBS=many", make("grade", "JOBS=many"), "grade: JOBS=: ")
    yield refusal("no size of a file system", make("FSMB=many"), "FSMB=many: its size is")
    yield refusal("too small a file system", make("FSMB=0"), "FSMB=0: its size is")
    with tempfile.TemporaryDirectory(prefix="exolab-disk-") as directory:
        nonsense = Path(directory) / "nonsense"
        nonsense.write_bytes(b"nonsense")
        done = make("qemu-nox", f"DISK={nonsense}")
        yield refusal("a kept disk that is none", done, "'make cleanfs' deletes it")
    yield refusal("make grade TEST=nosuch", make("grade", "TEST=nosuch"), "no test is called")
