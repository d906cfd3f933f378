# SPDX-License-Identifier: MIT
"""Runs one QEMU: started stopped, driven by its monitor (QMP), not disturbed while it runs.

A machine that has stopped stays until its block is left; its memory is read piece by piece, and
only where somebody looks. Guest time is counted in instructions (1 ns each, "-icount shift=0"). The
limit is kept by the watchdog of a simulated IPMI board controller, armed before the first
instruction of what is judged: it expires in guest time, so a run that is cut off is cut off at the
same instruction each time. The monitor is slow (QEMU takes up each byte of a command by itself), so
what can be said on the command line is said there.

The one thing that does not happen in guest time is QEMU's IDE disk: it answers when the host does,
and the BIOS takes more or fewer instructions to wait for it. That changes no verdict, but where
a run is that is cut off. With Hardware.exact the same disk sits behind an SD controller, which QEMU
serves in step with the processor: slower, and the same to the last instruction.
"""

from __future__ import annotations

import base64
import json
import math
import os
import re
import select
import selectors
import shutil
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, Optional

from memory import NotMapped, Pieces

# The keyboard-controller style interface of the IPMI device, and its commands.
KCS_DATA, KCS_COMMAND = 0xCA2, 0xCA3
KCS_WRITE_START, KCS_WRITE_END, KCS_READ_NEXT = 0x61, 0x62, 0x68
IPMI_APP_REQUEST = 0x18
IPMI_WATCHDOG_SET, IPMI_WATCHDOG_START = 0x24, 0x22
IPMI_WATCHDOG_FOR_OS, IPMI_WATCHDOG_RESETS = 0x04, 0x01
IPMI_TICK = 100_000_000  # instructions per unit of the watchdog: 100 ms of guest time
MOST_UNITS = 255
LIMIT_PORT = 0xCA0  # a machine behind the BIOS reads its limit there, in units of the watchdog

# A line of QEMU's trace of the serial port.
SERIAL_ACCESS = re.compile(
    r"serial_(?:ioport_)?(read|write)\b.* addr 0x([0-9a-f]+) val 0x([0-9a-f]+)"
)

CRTC_INDEX, CURSOR_HIGH, CURSOR_LOW = 0x3D4, 0x0E, 0x0F

# LAB 5 #
WAITING = 4_000_000_000  # ns of guest time: so long a machine with a Drive may wait, all in all
LOOK_SECONDS = 0.1  # so often we ask what it has executed
# END LAB 5 #
LAST_LOOK_SECONDS = 10.0  # for a machine that was too slow
OUTPUT_BYTES = 1 << 26  # that QEMU keeps of the serial line: more than any limit lets through

PM_TIMER_PORT = 0x608  # where SeaBIOS puts the ACPI timer of the PIIX4
PM_TIMER_HZ = 3_579_545
PM_TIMER_WRAP = (1 << 24) * 1_000_000_000 // PM_TIMER_HZ  # instructions: it has 24 bits

# What memory holds at power-on, and how much of it does; the rest reads as zeros.
DIRT = bytes.fromhex("a5c3ff7e") * (1 << 18)
DIRTY_BYTES = 64 << 20


class QemuError(Exception):
    """QEMU could not be started or does not answer: no fault of the system under test."""


class HostTooSlow(Exception):
    """The wall-clock watchdog struck: nothing can be said about the system under test.

    Its text says where that stood, if it could still be seen.
    """


@dataclass(frozen=True)
class Dialogue:
    """Type `say` on the serial line once `after` is in the output, behind the match before."""

    after: str
    say: str


# LAB 5 #
@dataclass(frozen=True)
class Fault:
    """The disk reports an error whenever this sector is written, or read."""

    sector: int
    write: bool = True
    once: bool = False


@dataclass(frozen=True)
class Drive:
    """A disk that programs work with. It stays as they leave it.

    It answers in host time. While all processors wait for it, guest time goes on with the host's
    clock; if it went on to the next timer, as elsewhere, that would be the watchdog. So the limit
    is one of instructions that are executed, for which we ask QEMU now and then (that does not
    disturb the machine); the watchdog allows WAITING beside that.
    """

    recorded: bool = False  # each write goes to the file "writes", too (writes.py)
    faults: tuple[Fault, ...] = ()


# END LAB 5 #
@dataclass(frozen=True)
class Hardware:
    """What differs between the machines of two runs."""

    memory: int = 32  # MiB
    cpu: str = ""
    cpus: int = 1
    # Without it, only the BIOS's MP table tells of processors, and no machine switches itself off.
    acpi: bool = True
    vga: bool = False
    watched: bool = False  # what the guest does to the serial port is written down
    exact: bool = False  # the disk in step with the processor
    # LAB 5 #
    drive: Optional[Drive] = None
    # END LAB 5 #


@dataclass(frozen=True)
class PortAccess:
    """The guest has read from a register of the serial port, or written to it."""

    write: bool
    register: int
    value: int


@dataclass
class Stopped:
    """A machine that has come to its end, as it was left."""

    reason: str  # "guest-shutdown", "guest-reset" (a triple fault, or the watchdog), "limit", ...
    ticks: Optional[int]  # of the ACPI timer, None if the BIOS never set it up
    registers: str  # as "info registers" of the monitor prints them, first processor
    vga: bytes = b""  # the text screen, 80x25 cells of character and attribute
    cursor: int = 0  # the cell at which the screen shows its cursor
    output: bytes = b""
    accesses: tuple[PortAccess, ...] = ()  # if Hardware.watched, and this QEMU can
    _found: dict[str, int] = field(default_factory=dict)  # registers that were asked for

    @property
    def instructions(self) -> Optional[int]:
        """Guest time since power-on, in instructions, to 0.3 thousand; modulo PM_TIMER_WRAP."""
        return None if self.ticks is None else self.ticks * 1_000_000_000 // PM_TIMER_HZ

    def register(self, name: str) -> int:
        """The value of a register such as EIP, CR2 or EFL."""
        if name not in self._found:
            match = re.search(rf"\b{name}\s*=\s*([0-9a-f]{{8}})\b", self.registers)
            if match is None:
                raise QemuError(f"no register {name} in what QEMU prints")
            self._found[name] = int(match.group(1), 16)
        return self._found[name]

    def instruction_address(self) -> int:
        """Where the processor is: eip, from the start of its code segment."""
        match = re.search(r"^CS\s*=\s*[0-9a-f]{4} ([0-9a-f]{8})", self.registers, flags=re.M)
        return self.register("EIP") + (int(match.group(1), 16) if match else 0)


@dataclass(frozen=True)
class Snapshot:
    """A machine that was paused and kept: its memory, and the state of all else.

    What it executes next arms the watchdog, for as many units as LIMIT_PORT says.
    """

    memory: Path
    state: Path


def program(override: str = "") -> str:
    """The QEMU to run: QEMU= of make, or the one in PATH."""
    name = override or os.environ.get("QEMU") or "qemu-system-i386"
    found = shutil.which(name)
    if found is None:
        raise QemuError(f"{name} is not installed: run 'make setup', or set QEMU=")
    return found


def dies_with_us() -> list[str]:
    """What to put before a command that must not outlive the grader, if there is such a thing."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def fill_memory(path: Path, hardware: Hardware) -> None:
    """Memory holds anything at power-on; a kernel must not get away with counting on zeros."""
    size = hardware.memory << 20
    with path.open("wb") as file:
        for _ in range(min(size, DIRTY_BYTES) // len(DIRT)):
            file.write(DIRT)
        file.truncate(size)


def at_power_on(address: int, size: int) -> bytes:
    """What memory holds there at power-on; address and size are multiples of four."""
    return DIRT[:size] if address < DIRTY_BYTES else bytes(size)


def machine_arguments(image: Path, hardware: Hardware) -> list[str]:
    """The part of QEMU's command line that the guest can see. What it writes stays in the image."""
    arguments = ["-nodefaults", "-no-user-config"]
    arguments += ["-machine", "pc" if hardware.acpi else "pc,acpi=off"]
    # The MP table has one processor of each socket (Intel MP 1.4 knows no others).
    arguments += ["-m", str(hardware.memory), "-smp", f"{hardware.cpus},sockets={hardware.cpus}"]
    arguments += ["-vga", "std" if hardware.vga else "none"]
    arguments += ["-icount", "shift=0,sleep=off", "-rtc", "clock=vm"]
    interface = "none,id=disk" if hardware.exact else "ide"
    arguments += ["-drive", f"file={image},format=raw,if={interface},cache=unsafe"]
    if hardware.exact:
        arguments += ["-device", "sdhci-pci", "-device", "sd-card,drive=disk"]
    # LAB 5 #
    if hardware.drive is not None:
        arguments = with_drive(arguments, image, hardware.drive)
    # END LAB 5 #
    if hardware.cpu:
        arguments += ["-cpu", hardware.cpu]
    return arguments


# LAB 5 #
def with_drive(arguments: list[str], image: Path, drive: Drive) -> list[str]:
    """The same machine, with a disk that programs work with."""
    node: dict[str, Any] = {"driver": "file", "filename": str(image), "cache": {"no-flush": True}}
    if drive.faults:
        faults = [
            {
                "event": "none",
                "iotype": "write" if fault.write else "read",
                "sector": fault.sector,
                "once": fault.once,
            }
            for fault in drive.faults
        ]
        node = {"driver": "blkdebug", "image": node, "inject-error": faults}
    if drive.recorded:
        log = image.with_name("writes")
        log.write_bytes(b"")
        kept = {"driver": "file", "filename": str(log), "cache": {"no-flush": True}}
        node = {"driver": "blklogwrites", "file": node, "log": kept}
    node = {"driver": "raw", "node-name": "disk", "file": node}
    own = ["-blockdev", json.dumps(node), "-device", "ide-hd,bus=ide.0,unit=0,drive=disk"]
    at = arguments.index("-drive")
    changed = [*arguments[:at], *own, *arguments[at + 2 :]]
    return [word.replace("sleep=off", "sleep=on") for word in changed]


# END LAB 5 #
class Line:
    """The serial line of a machine to which something is said, and that takes part by itself.

    Both directions are FIFOs, which hold far more than is ever on its way: a guest waits for its
    serial port, but not for ever, and a socket is full after some 280 bytes that come one by one.
    """

    def __init__(self, directory: Path, dialogue: tuple[Dialogue, ...]) -> None:
        self.path = directory / "com1"  # of which QEMU makes the names of both
        self.said = bytearray()
        self._dialogue = list(dialogue)
        self._searched = 0
        for end in ("in", "out"):
            os.mkfifo(f"{self.path}.{end}")
        self._to = os.open(f"{self.path}.in", os.O_RDWR)
        self._from = os.open(f"{self.path}.out", os.O_RDWR | os.O_NONBLOCK)

    def fileno(self) -> int:
        """What to wait at for the guest to say something."""
        return self._from

    def read(self) -> None:
        """Takes up what the guest has said, and says what is to be said after it."""
        with suppress(BlockingIOError):
            while chunk := os.read(self._from, 65536):
                self.said += chunk
        while self._dialogue:
            after, say = self._dialogue[0].after.encode(), self._dialogue[0].say.encode()
            position = self.said.find(after, self._searched)
            if position < 0:
                return
            self._searched = position + len(after)
            del self._dialogue[0]
            os.write(self._to, say)

    def close(self) -> None:
        """At the end; the next machine in this directory makes its own."""
        for end, file in (("in", self._to), ("out", self._from)):
            os.close(file)
            os.unlink(f"{self.path}.{end}")


class Qemu:
    """One machine. Use as a context manager; the process is gone when the block is left."""

    def __init__(
        self,
        image: Path,
        hardware: Hardware,
        directory: Path,
        wall_seconds: float,
        dialogue: tuple[Dialogue, ...] = (),
        snapshot: Optional[Snapshot] = None,
        limit: int = 0,
    ) -> None:
        """Starts QEMU with the machine paused, at power-on or where the snapshot was taken.

        A limit resets the machine (which stops it) after so many instructions, rounded up to 100 M.
        """
        self.hardware = hardware
        self._reason = "stopped"  # of a machine that did not end by itself
        self._next_look = math.inf
        self.directory = directory
        self.memory_file = directory / "memory"  # of a machine at power-on
        self._deadline = time.monotonic() + wall_seconds
        # LAB 5 #
        self._limit = limit
        if hardware.drive is not None and limit:
            self._next_look = time.monotonic() + LOOK_SECONDS
        # END LAB 5 #
        self._events: list[dict[str, Any]] = []
        self._inbox = bytearray()  # from the monitor, not yet taken apart
        self._line = Line(directory, dialogue) if dialogue else None
        self._process: Optional[subprocess.Popen[bytes]] = None
        self._qmp, self._theirs = socket.socketpair()
        try:
            self._start(image, snapshot, watchdog_units(hardware, limit))
        except BaseException:
            self.close()
            raise

    # Starting and ending

    def _start(self, image: Path, snapshot: Optional[Snapshot], units: int) -> None:
        if self.hardware.exact:  # SD cards have a power of two of bytes
            os.truncate(image, 1 << (image.stat().st_size - 1).bit_length())
        arguments = [*dies_with_us(), program(), *machine_arguments(image, self.hardware), "-S"]
        arguments += ["-display", "none", "-action", "reboot=shutdown,shutdown=pause"]
        if self.hardware.watched:
            arguments += ["-trace", "serial_*", "-D", str(self.directory / "trace")]
        arguments += ["-device", "ipmi-bmc-sim,id=bmc", "-device", "isa-ipmi-kcs,bmc=bmc"]
        arguments += self._resumed(snapshot, units) if snapshot else self._from_power_on()
        arguments += ["-chardev", f"socket,id=qmp,fd={self._theirs.fileno()}"]
        arguments += ["-mon", "chardev=qmp,mode=control"]
        serial = f"pipe,path={self._line.path}" if self._line else f"ringbuf,size={OUTPUT_BYTES}"
        arguments += ["-chardev", f"{serial},id=com1", "-serial", "chardev:com1"]
        state = snapshot.state if snapshot else os.devnull
        with open(self.directory / "qemu.log", "wb") as log, open(state, "rb") as stdin:
            self._process = subprocess.Popen(
                arguments,
                stdin=stdin,
                stdout=log,
                stderr=log,
                pass_fds=[self._theirs.fileno()],
            )
        self._theirs.close()
        restore = [memory_stays(), request("migrate-incoming", uri="fd:0")] if snapshot else []
        self._ask(request("qmp_capabilities"), *restore)
        if units and not snapshot:
            writes = (f"o /b {port:#x} {byte:#x}" for port, byte in watchdog_writes(units))
            self._monitor(*(line for write in writes for line in (f"i /b {KCS_DATA:#x}", write)))

    def _from_power_on(self) -> list[str]:
        fill_memory(self.memory_file, self.hardware)
        return self._memory_backend(self.memory_file, "on")

    def _resumed(self, snapshot: Snapshot, units: int) -> list[str]:
        """The state comes from the standard input. What is written to memory stays in QEMU."""
        if units > MOST_UNITS:
            raise QemuError(f"no machine from a snapshot has a limit of {units} times {IPMI_TICK}")
        readback = units or MOST_UNITS  # who asks for no limit gets one that is far away
        limit = f"isa-debugcon,iobase={LIMIT_PORT:#x},readback={readback},chardev=limit"
        return [
            *self._memory_backend(snapshot.memory, "off"),
            *("-incoming", "defer", "-chardev", "null,id=limit", "-device", limit),
        ]

    def _memory_backend(self, path: Path, shared: str) -> list[str]:
        size = f"size={self.hardware.memory}M"
        backend = f"memory-backend-file,id=ram,{size},mem-path={path},share={shared}"
        return ["-object", backend, "-machine", "memory-backend=ram"]

    def __enter__(self) -> "Qemu":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends QEMU, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for end in (self._qmp, self._theirs, self._line):
            if end is not None:
                end.close()

    # The monitor

    def _receive(self) -> dict[str, Any]:
        """The next message from QEMU: an answer or an event."""
        while b"\n" not in self._inbox:
            self._qmp.settimeout(max(0.1, self._deadline - time.monotonic()))
            try:
                chunk = self._qmp.recv(65536)
            except (socket.timeout, TimeoutError):
                raise HostTooSlow from None
            except ConnectionError:
                chunk = b""
            if not chunk:
                raise QemuError(f"QEMU ended by itself: {self._last_words()}")
            self._inbox += chunk
        line, _, rest = self._inbox.partition(b"\n")
        self._inbox = rest
        message: dict[str, Any] = json.loads(line)
        return message

    def _last_words(self) -> str:
        assert self._process is not None
        self._process.wait()
        text = (self.directory / "qemu.log").read_text(errors="replace").strip()
        return text or "it says nothing"

    def _note(self, event: dict[str, Any]) -> None:
        """Keeps an event that somebody asks for. Others, as of a disk's errors, may be many."""
        if event.get("event") in ("STOP", "SHUTDOWN", "MIGRATION"):
            self._events.append(event)

    def _answer(self) -> Any:
        """The answer to the oldest open request; events are kept for later."""
        while True:
            message = self._receive()
            if "event" in message:
                self._note(message)
            elif "error" in message:
                raise QemuError(message["error"].get("desc", "unknown error"))
            elif "return" in message:
                return message["return"]

    def _ask(self, *requests: bytes) -> list[Any]:
        """Sends all requests before the first answer is awaited."""
        self._qmp.sendall(b"".join(requests))
        return [self._answer() for _ in requests]

    def _monitor(self, *commands: str) -> list[str]:
        """Executes commands of the human monitor."""
        name = "human-monitor-command"
        return self._ask(*(request(name, **{"command-line": line}) for line in commands))

    # Snapshots

    def save(self, address: int, state: Path) -> Snapshot:
        """Runs until the guest says something on the serial line, then keeps the machine.

        The guest must be at `address` from then on, in an endless loop of one instruction. It is
        saved running: where it starts again, it waits for nothing but `run`. Its memory file is
        part of the snapshot.
        """
        assert self._line is not None
        self._ask(request("cont"))
        if not select.select([self._line], [], [], max(0.1, self._deadline - time.monotonic()))[0]:
            raise HostTooSlow
        self._ask(memory_stays("events"), request("migrate", uri=f"exec:cat > '{state}'"))
        while not self._migrated("completed"):
            if self._migrated("failed"):
                raise QemuError("QEMU cannot save a machine")
            self._note(self._receive())
        if self.stopped().register("EIP") != address:
            raise QemuError(f"the machine never came to {address:#x}")
        return Snapshot(self.memory_file, state)

    def _migrated(self, status: str) -> bool:
        found = (e["data"]["status"] for e in self._events if e.get("event") == "MIGRATION")
        return status in found

    # Running

    def run(self) -> None:
        """Lets the machine run until it stops, and takes part in the dialogue meanwhile.

        Once only: with "sleep=off", going on after a pause makes guest time jump to the next timer.
        """
        self._ask(request("cont"))
        self._wait()

    def _wait(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._qmp, selectors.EVENT_READ)
            if self._line is not None:
                selector.register(self._line, selectors.EVENT_READ)
            while not self._has_stopped():
                if b"\n" in self._inbox:
                    self._note(self._receive())
                    continue
                # LAB 5 #
                if time.monotonic() >= self._next_look:
                    self._keep_limit()
                    continue
                # END LAB 5 #
                ready = selector.select(min(self._deadline, self._next_look) - time.monotonic())
                if not ready and time.monotonic() >= self._deadline:
                    raise HostTooSlow
                for key, _ in ready:
                    if key.fileobj is self._line:
                        self._line.read()
                    else:
                        self._note(self._receive())

    # LAB 5 #
    def _keep_limit(self) -> None:
        """Pauses the machine if it has executed too much."""
        (found,) = self._ask(request("query-replay"))
        self._next_look = time.monotonic() + LOOK_SECONDS
        if found["icount"] > self._limit:
            self._reason = "limit"
            self._ask(request("stop"))

    # END LAB 5 #
    def _has_stopped(self) -> bool:
        return any(event.get("event") == "STOP" for event in self._events)

    def cut_off(self) -> None:
        """Pauses a machine that the wall-clock watchdog found running, for a last look at it."""
        self._deadline = time.monotonic() + LAST_LOOK_SECONDS
        self._ask(request("stop"))

    def stopped(self) -> Stopped:
        """Takes down how the machine ended."""
        reasons = [*self._shutdown_reasons(), self._reason]
        registers, timer = self._monitor("info registers", f"i /w {PM_TIMER_PORT:#x}")
        ticks = int(timer.split("=")[1], 16)
        return Stopped(
            reason=reasons[0],
            ticks=None if ticks == 0xFFFFFFFF else ticks,
            registers=registers.replace("\r", ""),
            vga=self.physical(0xB8000, 4000) if self.hardware.vga else b"",
            cursor=self._cursor() if self.hardware.vga else 0,
            output=self._output(),
            accesses=tuple(self._accesses()),
        )

    def _cursor(self) -> int:
        """What the registers of the screen's controller say."""
        high = [f"o /b {CRTC_INDEX:#x} {CURSOR_HIGH:#x}", f"i /b {CRTC_INDEX + 1:#x}"]
        low = [f"o /b {CRTC_INDEX:#x} {CURSOR_LOW:#x}", f"i /b {CRTC_INDEX + 1:#x}"]
        answers = self._monitor(*high, *low)
        return int(answers[1].split("=")[1], 16) << 8 | int(answers[3].split("=")[1], 16)

    def _accesses(self) -> Iterator[PortAccess]:
        """The accesses to the serial port, from QEMU's trace."""
        trace = self.directory / "trace"
        text = trace.read_text(errors="replace") if trace.exists() else ""
        for kind, register, value in SERIAL_ACCESS.findall(text):
            yield PortAccess(kind == "write", int(register, 16), int(value, 16))

    def _shutdown_reasons(self) -> list[str]:
        return [e["data"]["reason"] for e in self._events if e.get("event") == "SHUTDOWN"]

    def _output(self) -> bytes:
        if self._line is not None:
            self._line.read()
            return bytes(self._line.said)
        wanted = {"device": "com1", "size": OUTPUT_BYTES, "format": "base64"}
        (output,) = self._ask(request("ringbuf-read", **wanted))
        return base64.b64decode(output)

    # Looking into the machine

    def physical(self, address: int, size: int) -> bytes:
        """Memory as the processor sees it, device memory included (the machine must be stopped)."""
        if self._qmp.fileno() < 0:
            raise NotMapped("the machine is gone, and its memory with it")
        path = self.directory / "physical"
        self._ask(request("pmemsave", val=address, size=size, filename=str(path)))
        return path.read_bytes()

    def ram(self) -> Pieces:
        """The guest's RAM, as it is now; to be read before the machine goes on or away."""
        return Pieces(self.hardware.memory << 20, self.physical)


def request(name: str, **arguments: Any) -> bytes:
    """A command of the monitor as it goes over the line; short, since each byte costs."""
    command = {"execute": name} | ({"arguments": arguments} if arguments else {})
    return json.dumps(command, separators=(",", ":")).encode()


def memory_stays(*more: str) -> bytes:
    """Asks that memory, which has a file of its own, be no part of what is saved or restored."""
    capabilities = [{"capability": name, "state": True} for name in ("x-ignore-shared", *more)]
    return request("migrate-set-capabilities", capabilities=capabilities)


def watchdog_units(hardware: Hardware, limit: int) -> int:
    """When the watchdog of a machine with this limit expires; 0 if it has none."""
    # LAB 5 #
    if hardware.drive is not None and limit:
        limit += WAITING
    # END LAB 5 #
    return -(-limit // IPMI_TICK)


def watchdog_writes(units: int) -> list[tuple[int, int]]:
    """The accesses to ports that arm the watchdog: port and byte; KCS_DATA is read before each."""
    timer = [IPMI_WATCHDOG_FOR_OS, IPMI_WATCHDOG_RESETS, 0, 0, units & 0xFF, units >> 8]
    writes = []
    for command in ([IPMI_WATCHDOG_SET, *timer], [IPMI_WATCHDOG_START]):
        *most, last = [IPMI_APP_REQUEST, *command]
        writes += [(KCS_COMMAND, KCS_WRITE_START), *((KCS_DATA, byte) for byte in most)]
        writes += [(KCS_COMMAND, KCS_WRITE_END), (KCS_DATA, last)]
        writes += [(KCS_DATA, KCS_READ_NEXT)] * 3  # the answer has three bytes
    return writes
