#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boots the image under QEMU for a person: what is behind make qemu, run-NAME and their variants.

Works on a copy of the image, into which it writes the command line, so several can run at once.
Ends with 0 if the machine was switched off or said that all is well, with the status that the
kernel gave to machine_end() otherwise, and with 1 and one line if QEMU cannot run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from typing import Optional

import image

TRIPLE_FAULT = "Triple fault"
PARENT_CHECK_SECONDS = 1
HOW_TO_LEAVE = "(leave QEMU with ctrl-a x)"


class CannotRun(Exception):
    """Why QEMU is not started, in one line."""


def find_qemu(name: str) -> str:
    """The path of the emulator."""
    found = shutil.which(name)
    if found is None:
        raise CannotRun(f"{name} is not installed: run 'make setup', or name another with QEMU=")
    return found


def check_port(port: int) -> None:
    """Fails if something listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CannotRun(
                f"port {port} for gdb is not free ({error}): choose another with GDBPORT="
            ) from error


def check_disk(path: str) -> None:
    """Fails if the BIOS would take the image for no disk, and wait for ever."""
    size, least = os.path.getsize(path), image.SECTORS_PER_TRACK * image.SECTOR
    if size < least:
        raise CannotRun(f"{path} is cut short: {size} bytes, and a disk has {least} or more")


def check_display() -> None:
    """Fails where QEMU could open no window."""
    if sys.platform.startswith("linux"):
        if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            raise CannotRun("there is no display to open a window on: use the -nox target")


def arguments(args: argparse.Namespace, disk: str, log: str) -> list[str]:
    """QEMU's command line: a PC with a disk and a serial port, and nothing else that costs time."""
    command = [find_qemu(args.qemu), "-nodefaults", "-no-user-config", "-machine", "pc"]
    command += ["-m", args.mem, "-smp", args.cpus]
    command += ["-drive", f"file={disk},format=raw,if=virtio"]
    command += ["-serial", "mon:stdio", "-no-reboot", "-d", "cpu_reset", "-D", log]
    command += ["-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
    command += ["-display", "none", "-vga", "none"] if args.nox else ["-vga", "std"]
    if args.gdb is not None:
        command += ["-S", "-gdb", f"tcp:127.0.0.1:{args.gdb}"]
    return command + args.extra.split()


def pass_on(stream: object, lines: list[str]) -> None:
    """Copies what QEMU says on its standard error, and keeps it."""
    for line in stream:  # type: ignore[attr-defined]
        lines.append(line)
        sys.stderr.write(line)
        sys.stderr.flush()


def run(command: list[str]) -> tuple[int, list[str]]:
    """Runs QEMU on this terminal. Returns its status and its complaints.

    If make is killed, QEMU has to go too: nobody would know of it any more.
    """
    parent = os.getppid()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        complaints: list[str] = []
        reader = threading.Thread(target=pass_on, args=(process.stderr, complaints))
        reader.start()
        try:
            while reader.is_alive():  # as long as QEMU holds its standard error open
                reader.join(PARENT_CHECK_SECONDS)
                if os.getppid() != parent:
                    process.terminate()
        except BaseException:
            process.terminate()
            raise
        status = process.wait()
    return status, complaints


def verdict(status: int, complaints: list[str], name: str, log: str) -> int:
    """What QEMU's end means. isa-debug-exit turns the guest's v into 2v + 1, also 0 into 1."""
    failed = any(line.startswith(name) and "terminating on" not in line for line in complaints)
    if status < 0 or (status == 1 and failed):
        return 1
    if status % 2 == 1:
        return status // 2
    with open(log, encoding="utf-8", errors="replace") as file:
        if TRIPLE_FAULT in file.read():
            print(
                "the machine met a triple fault: an exception whose handler could not be entered."
                " The -gdb target shows where; QEMUEXTRA='-d int' lists the exceptions",
                file=sys.stderr,
            )
            return 1
    return status


def nobody_types() -> bool:
    """Whether the serial line's input is the null device, so that nothing can ever come of it."""
    status = os.fstat(sys.stdin.fileno())
    return stat.S_ISCHR(status.st_mode) and status.st_rdev == os.stat(os.devnull).st_rdev


def command_line(args: argparse.Namespace) -> Optional[str]:
    """The kernel's command line. Where nobody could end the machine, it is told to end itself."""
    text: Optional[str] = args.cmdline
    if text is not None and args.nox and nobody_types() and "keys=" not in text:
        text = f"{text} end".lstrip()
    return text


def boot(args: argparse.Namespace) -> int:
    """Makes the copy, runs it, tells what came of it."""
    find_qemu(args.qemu)
    check_disk(args.image)
    if not args.nox:
        check_display()
    if args.gdb is not None:
        check_port(args.gdb)
        print(f"stopped at the first instruction; now 'make gdb' elsewhere (port {args.gdb})")
    if args.nox and sys.stdin.isatty():
        print(HOW_TO_LEAVE)
    sys.stdout.flush()
    directory = os.path.dirname(os.path.abspath(args.image))
    with tempfile.TemporaryDirectory(prefix="run-", dir=directory) as scratch:
        disk, log = os.path.join(scratch, "disk.img"), os.path.join(scratch, "log")
        image.copy_with_cmdline(args.image, disk, command_line(args))
        status, complaints = run(arguments(args, disk, log))
        return verdict(status, complaints, os.path.basename(args.qemu), log)


def main(argv: Optional[list[str]] = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("image")
    parser.add_argument("--qemu", default="qemu-system-i386")
    parser.add_argument("--cmdline", help="instead of the one in the image")
    parser.add_argument("--mem", default="128")
    parser.add_argument("--cpus", default="1")
    parser.add_argument("--nox", action="store_true", help="no window: all on this terminal")
    parser.add_argument("--gdb", type=int, metavar="PORT", help="wait for gdb")
    parser.add_argument("--extra", default="", help="more arguments for QEMU")
    args = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        return boot(args)
    except (CannotRun, image.ImageError, OSError) as error:
        print(f"cannot boot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
