#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boots a disk image under Bochs: bochs.py IMAGE [--nox] [--cmdline TEXT] [--mem MB] [--cpus N].

With --nox the machine has no window, and what it sends through its serial port appears on standard
output as it comes. Without, Bochs shows the screen in a window, or in this terminal if it cannot
open one. Ends when the machine is switched off: 0 if it asked for that itself, 1 otherwise.

It works on a copy of the image; with --disk, on a disk whose files are kept. Its configuration and
its log go to a new folder beside the image, which is deleted afterwards unless --keep is given.
"""

from __future__ import annotations

import argparse
import contextlib
import glob
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "kern" / "build"))
import ext2  # noqa: E402
import image as disk_image  # noqa: E402
import kept  # noqa: E402

POLL_SECONDS = 0.02

# The BIOS takes so many ticks of the clock at most, most of them with nothing to do. A tick is an
# instruction of each processor.
BIOS_TICKS = 200_000_000

# What Bochs logs when the guest ends the machine (kern/dev/power.c): writes its status to the port
# that would end QEMU, and "Shutdown" to port 0x8900.
STATUS_WRITTEN = "8-bit write to 00f4 ="
SWITCHED_OFF = "Shutdown port: shutdown requested"

BIOS_NAMES = ("BIOS-bochs-latest",)
VGA_BIOS_NAMES = ("VGABIOS-lgpl-latest", "VGABIOS-lgpl-latest.bin")
SHARE_DIRECTORIES = ("/usr/share/bochs", "/usr/local/share/bochs", "/opt/homebrew/share/bochs")

# Bochs's copies of real time are of no use here: time passes with instructions, and idle time is
# skipped. A triple fault ends the run instead of resetting the machine.
CONFIGURATION = """\
megs: {mem}
romimage: file={bios}
vgaromimage: file={vga_bios}
display_library: {display}
boot: disk
ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
ata0-master: type=disk, path="{disk}", mode=flat, cylinders=0, heads=16, spt=63
com1: enabled=1, mode=file, dev="{serial}"
cpu: count={cpus}, ips=50000000, reset_on_triple_fault=0
clock: sync=none
log: "{log}"
debug: action=ignore, unmapped=report
panic: action=fatal
error: action=report
info: action=report
"""


class CannotRun(Exception):
    """Why Bochs is not started, in one line."""


def find_bochs() -> str:
    """The path of the emulator."""
    found = shutil.which("bochs")
    if found is None:
        raise CannotRun("bochs is not installed: run 'make setup'")
    return found


def find_rom(names: tuple[str, ...]) -> str:
    """The path of a ROM image that comes with Bochs."""
    for directory in (os.environ.get("BXSHARE", ""), *SHARE_DIRECTORIES):
        for name in names:
            path = Path(directory, name)
            if directory and path.is_file():
                return str(path)
    raise CannotRun(f"Bochs's {names[0]} is not installed: run 'make setup', or set BXSHARE")


def display_library() -> str:
    """The part of Bochs that shows the screen: X if that can work here, else the terminal."""
    if os.environ.get("DISPLAY") and glob.glob("/usr/lib/**/libbx_x_gui.so", recursive=True):
        return "x"
    return "term"


def configure(
    directory: Path, image: Path, display: str, mem: object, cpus: object, limit: int = 0
) -> list[str]:
    """Writes what Bochs needs into the directory; returns the command that starts it.

    With a limit it ends after so many ticks.
    """
    text = CONFIGURATION.format(
        mem=mem,
        cpus=cpus,
        bios=find_rom(BIOS_NAMES),
        vga_bios=find_rom(VGA_BIOS_NAMES),
        display=display,
        disk=image,
        serial=directory / "serial",
        log=directory / "log",
    )
    (directory / "bochsrc").write_text(text)
    # Debian's Bochs starts stopped, in its debugger.
    commands = f"sb {limit}\nc\nq\n" if limit else "c\n"
    (directory / "debugger").write_text(commands)
    (directory / "serial").touch()
    command = [find_bochs(), "-q", "-f", str(directory / "bochsrc")]
    return command + ["-rc", str(directory / "debugger")]


def run_headless(
    command: list[str], serial_path: Path, seconds: float, show: Callable[[bytes], None]
) -> bool:
    """Runs Bochs for at most so long; show() gets what the guest sends as it comes.

    Returns whether it ended by itself.

    Bochs cannot do without a terminal, so it is given one that nobody sees.
    """
    deadline, parent = time.monotonic() + seconds, os.getppid()
    if seconds < float("inf"):
        # Bounded even if this process is killed and can no longer end it.
        command = ["timeout", "--signal=KILL", f"{seconds + 10:.0f}", *command]
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "vt100"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        with serial_path.open("rb") as serial:
            while process.poll() is None and time.monotonic() < deadline:
                if os.getppid() != parent:
                    break  # make is gone: nobody would know of this run any more
                show(serial.read())
                if select.select([master], [], [], POLL_SECONDS)[0]:
                    try:
                        os.read(master, 65536)
                    except OSError:  # the other side is closed: Bochs is about to end
                        process.wait()
            show(serial.read())
            return process.poll() is not None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
        process.wait()
        os.close(master)


def ending(log: Path) -> tuple[Optional[int], str]:
    """How the machine ended, from Bochs's log.

    The status with which it switched itself off, or None, and why it ended instead.
    """
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    if any(SWITCHED_OFF in line for line in lines):
        statuses = [line for line in lines if STATUS_WRITTEN in line]
        return (int(statuses[-1].rsplit("=", 1)[1], 16) if statuses else 0), ""
    panics = [line.split(">>PANIC<<")[1].strip() for line in lines if ">>PANIC<<" in line]
    return None, panics[-1] if panics else "Bochs ended before the machine switched itself off"


def run(image: Path, what: Any, directory: Path, seconds: float) -> tuple[bytes, bool]:
    """Boots an image for the grader, on the hardware that its run `what` names.

    Returns what came through the serial port, and whether the machine switched itself off: if not,
    it reached its limit. Raises TimeoutError if so many seconds are not enough to tell.
    """
    output: list[bytes] = []
    hardware = what.hardware
    limit = BIOS_TICKS + what.limit
    command = configure(directory, image, "term", hardware.memory, hardware.cpus, limit)
    if not run_headless(command, directory / "serial", seconds, output.append):
        raise TimeoutError
    status, _ = ending(directory / "log")
    return b"".join(output), status is not None


def show_now(data: bytes) -> None:
    """Prints bytes at once."""
    if data:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def boot(args: argparse.Namespace) -> int:
    """Boots the image for a person, and says why the machine ended if it was no good reason."""
    image = Path(args.image).resolve()
    display = "term" if args.nox else display_library()
    directory = Path(tempfile.mkdtemp(prefix="bochs-", dir=image.parent))
    try:
        with kept.disk(str(image), args.disk, args.cmdline) as disk:
            # A Bochs that was killed has left its lock. Nobody else has this disk: kept.py.
            Path(f"{disk}.lock").unlink(missing_ok=True)
            command = configure(directory, Path(disk).resolve(), display, args.mem, args.cpus)
            if args.nox:
                run_headless(command, directory / "serial", float("inf"), show_now)
            else:
                subprocess.run(command, check=False)
        status, why = ending(directory / "log")
    finally:
        if not args.keep:
            shutil.rmtree(directory, ignore_errors=True)
    if status is None:
        print(f"bochs: {why}", file=sys.stderr)
        return 1
    return status


def main(argv: Optional[list[str]] = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("image")
    parser.add_argument("--nox", action="store_true", help="no window: the serial port on stdout")
    parser.add_argument("--cmdline", help="instead of the one in the image")
    parser.add_argument("--mem", default="128")
    parser.add_argument("--cpus", default="1")
    parser.add_argument("--disk", help="boot this one, and keep its files: kern/build/kept.py")
    parser.add_argument("--keep", action="store_true", help="keep configuration and log")
    args = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        return boot(args)
    except (CannotRun, disk_image.ImageError, ext2.FsError, OSError) as error:
        print(f"cannot boot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1


if __name__ == "__main__":
    sys.exit(main())
