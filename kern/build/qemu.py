#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boots the image under QEMU for a person: what is behind make qemu, run-NAME and their variants.

Works on a copy of the image, into which it writes the command line, so several can run at once;
with --disk, on a disk whose files are kept (kept.py).
Ends with 0 if the machine was switched off or said that all is well, with the status that the
kernel gave to machine_end() otherwise, and with 1 and one line if QEMU cannot run.
"""

from __future__ import annotations

import argparse
import ctypes
import functools
import json
import os
import selectors
import shutil
import signal
import socket
import stat
import subprocess
import sys
from typing import Callable, Optional

import ext2
import image
import kept
import postmortem

PR_SET_PDEATHSIG = 1  # of Linux's prctl()
PARENT_CHECK_SECONDS = 1
PATIENCE_SECONDS = 2
# What QEMU says in passing, and is no reason why it would not run.
REMARKS = (": warning: ", ": info: ", "terminating on")
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


def check_number(variable: str, text: str) -> None:
    """Fails if what make was given is not a number above 0: QEMU takes 0 for its own choice."""
    if not text.isdecimal() or int(text) == 0:
        raise CannotRun(f"{variable}={text} is not a number above 0")


def in_turn(cpus: int, extra: str) -> list[str]:
    """Has QEMU run the processors in turn if the host has fewer cores; a "pause" ends a turn.

    With a thread for each, a processor whose turn at a lock has come (kern/spinlock.h) would stand
    still until the host takes a core from those that still wait for theirs.
    """
    if sys.platform.startswith("linux"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    if cpus <= cores or "-accel" in extra or "-enable-kvm" in extra:
        return []
    return ["-accel", "tcg,thread=single"]


def arguments(args: argparse.Namespace, disk: str) -> list[str]:
    """QEMU's command line: a PC with a disk and a serial port, and nothing else that costs time."""
    command = [find_qemu(args.qemu), "-nodefaults", "-no-user-config", "-machine", "pc"]
    command += ["-m", args.mem, "-smp", args.cpus, *in_turn(int(args.cpus), args.extra)]
    command += ["-drive", f"file={disk},format=raw,if=ide"]
    command += ["-serial", "mon:stdio", "-no-reboot", "-no-shutdown"]
    command += ["-device", "isa-debug-exit,iobase=0xf4,iosize=4"]
    command += ["-display", "none", "-vga", "none"] if args.nox else ["-vga", "std"]
    if args.gdb is not None:
        command += ["-S", "-gdb", f"tcp:127.0.0.1:{args.gdb}"]
    return command + args.extra.split()


def die_with_us() -> Optional[Callable[[], object]]:
    """What a new QEMU calls so that it ends when we do, even if we are killed; Linux can that."""
    if not sys.platform.startswith("linux"):
        return None
    return functools.partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, signal.SIGKILL)


def read_some(number: int) -> bytes:
    """What has arrived at a pipe or socket; nothing if its other end is gone."""
    try:
        return os.read(number, 65536)
    except ConnectionError:
        return b""


class Machine:
    """A QEMU on this terminal. Where the guest ends, it only stops, so that we can ask why."""

    def __init__(self, command: list[str], keep: bool) -> None:
        self.keep = keep  # a dead machine, for a debugger
        self.complained = False
        self.died: Optional[str] = None  # of a triple fault: the registers
        self._name = os.path.basename(command[0])
        self._unread = b""  # of the monitor: less than a line
        self._unsaid = ""  # of standard error: the same
        self._monitor, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            channel = ["-chardev", f"socket,id=qmp,fd={number}", "-mon", "chardev=qmp,mode=control"]
            self._process = subprocess.Popen(
                command + channel,
                stderr=subprocess.PIPE,
                pass_fds=[number],
                preexec_fn=die_with_us(),  # pylint: disable=subprocess-popen-preexec-fn
            )
        self._execute("qmp_capabilities")

    def _execute(self, command: str, **arguments: str) -> None:
        try:
            self._monitor.sendall(json.dumps({"execute": command, "arguments": arguments}).encode())
        except OSError:
            pass  # QEMU is gone

    def run(self) -> int:
        """Waits for the end; the status of QEMU. If make is killed, QEMU has to go too."""
        parent = os.getppid()
        assert self._process.stderr is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stderr, selectors.EVENT_READ, self._pass_on)
            selector.register(self._monitor, selectors.EVENT_READ, self._listen)
            while selector.get_map():
                for key, _ in selector.select(PARENT_CHECK_SECONDS):
                    data = read_some(key.fd)
                    key.data(data)
                    if not data:
                        selector.unregister(key.fileobj)
                if os.getppid() != parent:
                    self.end()
        return self._process.wait()

    def _pass_on(self, data: bytes) -> None:
        """Copies what QEMU says on its standard error. It comes in pieces smaller than lines."""
        text = data.decode(errors="replace")
        *lines, self._unsaid = (self._unsaid + text + ("" if data else "\n")).split("\n")
        starts = (line for line in lines if line.startswith(self._name))
        self.complained |= any(all(r not in line for r in REMARKS) for line in starts)
        sys.stderr.write(text)
        sys.stderr.flush()

    def _listen(self, data: bytes) -> None:
        """Takes what QEMU's monitor says: events, and the answer to our only question."""
        *lines, self._unread = (self._unread + data).split(b"\n")
        for message in map(json.loads, lines):
            if isinstance(message.get("return"), str):
                self.died = message["return"]
            elif message.get("event") != "SHUTDOWN":
                continue
            elif message["data"].get("reason") == "guest-reset":
                self._execute("human-monitor-command", **{"command-line": "info registers"})
                continue
            if not self.keep:
                self._execute("quit")

    def end(self) -> None:
        """Ends QEMU, if it runs: politely, since it has to give the terminal back, but surely."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._monitor.close()


def run(command: list[str], keep: bool) -> tuple[int, Machine]:
    """Runs QEMU on this terminal to its end, or to ours. Returns its status."""
    machine = Machine(command, keep)
    try:
        return machine.run(), machine
    finally:
        machine.end()


def verdict(status: int, machine: Machine, directory: str) -> int:
    """What QEMU's end means. isa-debug-exit turns the guest's v into 2v + 1, also 0 into 1."""
    if machine.died is not None:
        print(postmortem.report(machine.died, directory), end="", file=sys.stderr)
        return 1
    if status < 0 or (status == 1 and machine.complained):
        return 1
    return status // 2 if status % 2 == 1 else status


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
    check_number("MEM", args.mem)
    check_number("CPUS", args.cpus)
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
    with kept.disk(args.image, args.disk, command_line(args)) as disk:
        status, machine = run(arguments(args, disk), "no-shutdown" in args.extra)
        return verdict(status, machine, directory)


def leave(*_: object) -> None:
    """Takes a signal that asks us to end: on the way out, all is put in order. Once is enough."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    sys.exit(1)


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
    parser.add_argument("--disk", help="boot this one, and keep its files")
    parser.add_argument("--extra", default="", help="more arguments for QEMU")
    args = parser.parse_args(argv)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    try:
        return boot(args)
    except (CannotRun, image.ImageError, ext2.FsError, OSError) as error:
        print(f"cannot boot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
