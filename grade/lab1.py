# SPDX-License-Identifier: MIT
"""The tests of lab 1: the way to the kernel, the console, printing, the monitor, the backtrace."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, Sequence

import firmware
from expect import MASK, Screen, format_number, randoms
from memory import PAGE
from model import Ending, Failure, Outcome, Run, judges
from qemu import Dialogue, Hardware, PortAccess
from symbols import FUNCTION, shorten
from tree import disk_module, read_members, remake


def keys(text: str) -> str:
    """Console input as it stands in the command line."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'keys="{quoted}"'


ALIVE = Run("alive", "ktest=alive,text", Hardware(watched=True))
SCREEN = Run("screen", "ktest=screen", Hardware(vga=True))
PRINTF = Run("printf", "ktest=printf_int,printf_long,printf_text")
PORT = Run("port", "ktest=port")
CARD = Run("card", "ktest=card")
RETURNS = Run("returns", "ktest=returns")
SEARCH = Run("search", "ktest=search")
WORDS = Run("words", "ktest=words")
BACKTRACE = Run("backtrace", "ktest=calls,backtrace")
BAD_FRAMES = Run("bad_frames", "ktest=bad_frames")
EDGES = Run("edges", "ktest=edges")
NUMBERS = Run("numbers", "ktest=numbers")
PANIC = Run("panic", "ktest=panic")
SMALL = Run("memory16", "ktest=alive", Hardware(memory=16))
FULL = Run("memory256", "ktest=alive", Hardware(memory=256))
HUGE = Run("memory4096", "ktest=alive", Hardware(memory=4096, cpus=8), limit=400_000_000)
# With these keys: backspace, delete, cursor left and right, control-A (start), control-E (end).
TYPED_LINES = (
    "helo\x08lo",
    "abXYcd\x1b[D\x1b[D\x1b[D\x1b[DZ\x1b[C\x1b[C\x7f",
    "world\x01hello \x05!",
    "shorter\x08\x08",
    ".",
)
EDIT = Run(
    "edit",
    "ktest=readline "
    + keys("".join(f"{line}\n" for line in TYPED_LINES)),
)
LINE_SIZE = 1024  # lib/readline.c
KEYED = 900  # characters of the line that is too long come from the command line: typing is slow
KEYS = Run("keys", "ktest=keys", dialogue=(Dialogue("? ", "typed from outside\r"),))
TYPED = Run(
    "typed",
    "ktest=readline " + keys("z" * KEYED),
    dialogue=(
        Dialogue("z" * KEYED, "z" * (LINE_SIZE + 80 - KEYED) + "\r"),
        Dialogue("? ", ".\r"),
    ),
    limit=400_000_000,
)
# One word more than the monitor takes, and just as many.
SEVENTEEN = " ".join(["w"] * 17)
SIXTEEN = "  ".join(["v"] * 16)
MONITOR = Run(
    "monitor",
    "ktest=monitor "
    + keys(
        "help\nkerninfo\n   \n"
        "nosuch\nbacktrace 1 2\nhelpme\n" + "a " * 40 + "\nkerninfo x\n"
        f"{SEVENTEEN}\n{SIXTEEN}\npoweroff\n"
    ),
)


def patched(change: Callable[[bytearray], None]) -> Callable[[Path], None]:
    """What changes the partition table of a disk."""

    def alter(path: Path) -> None:
        disk = disk_module()
        image = bytearray(path.read_bytes())
        table = image[disk.TABLE_OFFSET : disk.SIGNATURE_OFFSET]
        change(table)
        image[disk.TABLE_OFFSET : disk.SIGNATURE_OFFSET] = table
        path.write_bytes(image)

    return alter


def swap_entries(table: bytearray) -> None:
    """The active partition stands last in the table."""
    table[0:16], table[48:64] = table[48:64], table[0:16]


def no_active(table: bytearray) -> None:
    """No partition is active."""
    for entry in range(0, 64, 16):
        table[entry] = 0


def too_large(table: bytearray) -> None:
    """The first partition, which is the active one, is one sector too long."""
    struct.pack_into("<I", table, 12, 65)


def unreadable(table: bytearray) -> None:
    """The first partition lies beyond the end of the disk."""
    struct.pack_into("<I", table, 8, 1 << 30)


def just_fits(table: bytearray) -> None:
    """The first partition, which is the active one, is as long as it may be."""
    struct.pack_into("<I", table, 12, 64)


def far_too_large(table: bytearray) -> None:
    """The first partition seems to have one sector, to who reads but the lower half."""
    struct.pack_into("<I", table, 12, (1 << 16) + 1)


def other_header(path: Path) -> None:
    """The kernel's file has one more program header, of what is not to be loaded."""
    disk = disk_module()
    image = path.read_bytes()
    members = read_members(disk, image)
    changed = [(name, noted(data) if name == "kernel" else data) for name, data in members]
    path.write_bytes(remake(disk, bytearray(image), changed))


def noted(elf: bytes) -> bytes:
    """An ELF file with a note at its end, whose addresses are those of the first segment."""
    (table,) = struct.unpack_from("<I", elf, 28)
    size, count = struct.unpack_from("<HH", elf, 42)
    headers = elf[table : table + size * count]
    first = next(load_segments(elf))
    padded = bytearray(elf + bytes(-len(elf) % 4))
    struct.pack_into("<I", padded, 28, len(padded))
    struct.pack_into("<H", padded, 44, count + 1)
    note = (4, 0, first.virtual, first.physical, 64, 64, 4, 4)
    return bytes(padded) + headers + struct.pack("<8I", *note)


FIRMWARE = Run("firmware", "ktest=alive", alter_image=firmware.install)
OTHER_HEADER = Run("other_header", "ktest=alive", alter_image=other_header)
FITS = Run("fits", "ktest=alive", alter_image=patched(just_fits))
FAR_TOO_LARGE = Run("far_too_large", "ktest=alive", alter_image=patched(far_too_large))
SWAPPED = Run("swapped", "ktest=alive", alter_image=patched(swap_entries))
REFUSED = {
    "no_active": "no partition of this disk is active",
    "too_large": "the boot partition is too large",
    "far_too_large": "the boot partition is too large",
    "unreadable": "cannot read the boot partition",
}
NO_ACTIVE = Run("no_active", "ktest=alive", alter_image=patched(no_active))
TOO_LARGE = Run("too_large", "ktest=alive", alter_image=patched(too_large))
UNREADABLE = Run("unreadable", "ktest=alive", alter_image=patched(unreadable))


@judges(NO_ACTIVE, TOO_LARGE, FAR_TOO_LARGE, UNREADABLE)
def boot_refuses(run: Outcome) -> None:
    """The boot sector says what is wrong with the partition table, and ends the machine"""
    text = REFUSED[run.run.name]
    hint = "which message is in si when it jumps to fail? PART_COUNT has 32 bits"
    run.require_line(rf"^boot: {text}$", f"boot: {text}", hint)
    run.require(run.ending is Ending.OFF, "the machine ends", run.describe_ending())


@judges(ALIVE, SWAPPED, FITS, FIRMWARE)
def boot_sector(run: Outcome) -> None:
    """The boot sector loads all of the second stage"""
    disk = disk_module()
    image = run.build.image.read_bytes()
    loader = next(part for part in disk.partitions(image) if part.active)
    start, end = loader.range()
    code = image[start:end].rstrip(b"\0")
    base = run.build.constants["LOADER_START"]
    # The last sector shows whether all were read; code does not change as it runs, data may.
    for offset in range(0, len(code), disk.SECTOR):
        ours = code[offset : offset + disk.SECTOR]
        theirs = run.physical.read(base + offset, len(ours))
        same = sum(a == b for a, b in zip(ours, theirs))
        run.require(
            same >= len(ours) * 3 // 4,
            f"sector {offset // disk.SECTOR} of the second stage at {base + offset:#x}",
            f"{len(ours) - same} of its {len(ours)} bytes differ",
            "a partition of LOADER_MAX_SECTORS sectors is not too large: ja, not jae"
            if run.run is FITS and "too large" in run.output
            else "the number of sectors, the address or the LBA of the read is wrong",
        )
    if run.run is FIRMWARE:
        seen = firmware.notes(run.physical)
        hint = "the boot sector ends with ljmp $0, $LOADER_START"
        run.require(seen.calls, "the second stage started", "it never ran", hint)
        run.require(
            seen.disk_kept == seen.disk_given,
            f"the disk's number, {seen.disk_given:#x}, still in dl at the end",
            f"{seen.disk_kept:#x}",
            "an instruction of yours writes to edx, dx, dl or dh",
        )


# What the loader says when it cannot go on, and what a student has probably done.
LOADER_SAYS = (
    ("partition", "the boot sector (1.1): see boot_sector and boot_refuses"),
    (
        "size of the disk",
        "the number of the disk is lost: dl in the boot sector (1.1), or edx in start.S (1.2)",
    ),
    (
        "memory there is",
        "ask_bios (1.3) returned no range: which registers does E820 want? Or the loader jumped to "
        "where no kernel is: see boot_load",
    ),
    ("too many ranges", "ask_bios (1.3): empty ranges do not count; ebx = 0 ends the map"),
    ("too little memory", "ask_bios (1.3): a usable range is lost, or one too many kept"),
    ("archive is damaged", "ask_bios (1.3): the archive was read to where no memory is"),
)


def lost_hint(run: Outcome) -> str:
    """Where to look if the kernel has not said what it should, by how far the machine has come."""
    if run.run is FIRMWARE and run.stopped is not None and protected(run):
        if run.machine.register("ESP") & 0xFFFF0000 == firmware.ESP_UPPER:
            return "start.S (1.2): esp was not set; real mode changes only its lower half, sp"
    if said := re.search(r"^boot: (.*)$", run.output, flags=re.M):
        return next((hint for text, hint in LOADER_SAYS if text in said[1]), "")
    if "Exolab: the kernel is up" in run.output or run.stopped is None:
        return ""
    if run.paging():
        return paging_hint(run)
    part = run.boot_part()
    if part == "boot":
        return "the boot sector (1.1) does not come to its end"
    if part == "kernel":
        return "entry.S (1.5), before paging is on; or the kernel is not whole: see boot_load"
    if not protected(run):
        return "start.S (1.2), up to the far jump; or the boot sector (1.1) jumped elsewhere"
    return loader_hint(run)


def protected(run: Outcome) -> bool:
    """Whether the machine was in protected mode at the end."""
    return bool(run.machine.register("CR0") & 1)


def loader_hint(run: Outcome) -> str:
    """Where to look if the machine stopped in protected mode, before the kernel."""
    at = run.machine.instruction_address()
    kernel = disk_module().read_member(run.build.image.read_bytes(), "kernel")
    first = next(load_segments(kernel))
    there = run.physical.read(first.physical, first.filesz)
    if there == kernel[first.offset : first.offset + first.filesz]:
        return "the kernel is loaded: does load_segments (1.4) return e_entry?"
    function = run.build.elf("kern/boot/loader.elf").function_at(at)
    name = function.name if function else "start.S"
    exercises = {"load_segments": "1.4", "memcpy": "1.4", "memset": "1.4", "ask_bios": "1.3"}
    if name in exercises:
        return f"exercise {exercises[name]}: it stopped in {name}()"
    hint = "start.S (1.2): the far jump, .code32, the segment registers, esp"
    return hint if run.boot_part() else f"{hint}; or load_segments (1.4): see boot_load"


def loading_hint(run: Outcome, hint: str) -> str:
    """A hint for load_segments, and what may have been wrong before."""
    before = lost_hint(run)
    told = any(f"({exercise})" in before for exercise in ("1.1", "1.2", "1.3"))
    return f"{hint}. Or the machine did not come so far: {before}" if told else hint


def paging_hint(run: Outcome) -> str:
    """Where to look if paging is on, and the kernel says nothing."""
    at = run.machine.instruction_address()
    start = run.build.kernel.address("stext") or 0
    high = run.build.kernel.address("high") or 0
    if at < run.build.constants["KERNBASE"]:
        return (
            "entry.S (1.5): are the entries of tables and directory right, is the address in cr3 a "
            "physical one, and does the jump go above KERNBASE?"
        )
    if not start <= at < (run.build.kernel.address("etext") or 0):
        return "entry.S (1.5): the jump to high, or ebx changed on the way"
    function = run.build.kernel.function_at(at)
    if function is None and at <= high + 64:
        return "entry.S (1.5): the mapping at KERNBASE, of which the stack is a part"
    if function is not None and function.name in ("serial_init", "send", "serial_write"):
        return "the serial port (1.6): what does it wait for?"
    hint = "the kernel runs: is the serial port set up, does send() look at the right bit (1.6)?"
    return "" if run.output.strip() else hint


@judges(ALIVE, FIRMWARE)
def boot_kernel(run: Outcome) -> None:
    """The machine reaches the kernel, and the kernel ends it"""
    run.require_line(
        rf"^{run.nonce} alive {~int(run.nonce, 16) & MASK:08x}$",
        "a line with the nonce of this boot",
        lost_hint(run),
    )
    run.require_off()
    if run.run is FIRMWARE:
        seen = firmware.notes(run.physical).cr0
        run.require(
            seen & firmware.CR0_KEPT,
            f"the other bits of cr0 kept by start.S: the firmware has set {firmware.CR0_KEPT:#x}",
            f"cr0 = {seen:#010x} when the loader asks for the map",
            "set CR0_PE with an orl: movl to cr0 and back again around it",
        )


@judges(ALIVE, OTHER_HEADER)
def boot_load(run: Outcome) -> None:
    """The loader puts every segment of the kernel where it belongs"""
    disk = disk_module()
    image = run.build.image.read_bytes()
    elf = disk.read_member(image, "kernel")
    for number, segment in enumerate(load_segments(elf)):
        if segment.flags & WRITEABLE:  # has changed since
            continue
        ours = elf[segment.offset : segment.offset + segment.filesz]
        theirs = run.physical.read(segment.physical, segment.filesz)
        wrong = next((i for i in range(len(ours)) if ours[i] != theirs[i]), None)
        hint = "load_segments: p_offset counts from the start of the image, p_pa is where it goes"
        if run.run is OTHER_HEADER:
            hint = "load_segments: here the file has one more header, of another type: skip it"
        run.require(
            wrong is None,
            f"segment {number} of the kernel at {segment.physical:#x}, {segment.filesz} bytes",
            f"the byte at {segment.physical + (wrong or 0):#x} differs",
            loading_hint(run, hint),
        )


class Segment(NamedTuple):
    """A segment of an ELF file that is to be loaded."""

    offset: int
    virtual: int
    physical: int
    filesz: int
    memsz: int
    flags: int


WRITEABLE = 2  # in Segment.flags


def load_segments(elf: bytes) -> Iterator[Segment]:
    """The segments that an ELF file wants loaded."""
    (table,) = struct.unpack_from("<I", elf, 28)
    size, count = struct.unpack_from("<HH", elf, 42)
    for index in range(count):
        kind, *fields, _ = struct.unpack_from("<8I", elf, table + index * size)
        if kind == 1:
            yield Segment(*fields)


@judges(ALIVE)
def boot_bss(run: Outcome) -> None:
    """Variables without a value are zero, although memory was not at power-on"""
    # Memory first: a kernel that starts with other values may not come to say anything.
    symbol = run.build.kernel.symbols["ktest_untouched"]
    base = run.build.constants["KERNBASE"]
    data = run.physical.read(symbol.address - base, symbol.size)
    wrong = next((i for i, byte in enumerate(data) if byte), None)
    zeros = f"{symbol.size} zeros at {symbol.address:#x}, in bss"
    run.require(
        wrong is None,
        zeros,
        f"byte {wrong} is {data[wrong or 0]:#x}",
        loading_hint(run, "load_segments must fill the memory from p_filesz to p_memsz"),
    )
    summed = [line for line in run.said() if line.startswith("untouched ")]
    run.require(not summed or summed == ["untouched 0"], zeros, "the kernel has found others")
    # Of the page directory that kern/entry.S uses, only the ends are ever filled in.
    directory = run.build.kernel.symbols["entry_pgdir"].address - base
    for entry in range(run.build.constants["BOOT_MAPPED"] >> 22, base >> 22):
        word = run.physical.word(directory + 4 * entry)
        run.require(word == 0, f"entry {entry:#x} of entry_pgdir 0", f"{word:#x}")


@judges(ALIVE, FIRMWARE)
def boot_paging(run: Outcome) -> None:
    """Paging is on, and the kernel runs above KERNBASE"""
    cr0 = run.machine.register("CR0")
    run.require(run.paging(), "CR0.PG set at the end", f"CR0 = {cr0:#010x}")
    base = run.build.constants["KERNBASE"]
    for name in ("entry", "i386_init"):
        address = run.build.kernel.address(name) or 0
        mapping = run.space().lookup(address)
        found = None if mapping is None else mapping.physical + address - mapping.virtual
        run.require(
            found == address - base,
            f"{name} at {address:#x} mapped to {address - base:#x}",
            "it is not mapped" if found is None else f"it is mapped to {found:#x}",
            "the entry of the page directory for KERNBASE",
        )
    run.require(
        cr0 & 0x10000,
        "CR0.WP set, so that the kernel respects read-only pages",
        f"CR0 = {cr0:#010x}",
    )
    if run.run is FIRMWARE and firmware.notes(run.physical).cr0 & firmware.CR0_KEPT:
        run.require(
            cr0 & firmware.CR0_KEPT,
            f"the other bits of cr0 kept: here the firmware has set {firmware.CR0_KEPT:#x}",
            f"CR0 = {cr0:#010x}",
            "set CR0_PG and CR0_WP with an orl",
        )
    eip = run.machine.register("EIP")
    run.require(
        eip >= base,
        "the kernel running above KERNBASE",
        f"eip = {eip:#010x}",
        "the jump to high must be an indirect one: a direct one is relative",
    )
    require_entry_tables(run)


def require_entry_tables(run: Outcome) -> None:
    """The page directory of kern/entry.S maps all that it should, twice."""
    numbers = run.build.constants
    directory = run.build.kernel.symbols["entry_pgdir"].address - numbers["KERNBASE"]
    space = run.space(directory)
    for start in (0, numbers["KERNBASE"]):
        for offset in range(0, numbers["BOOT_MAPPED"], PAGE):
            mapping = space.lookup(start + offset)
            at = None if mapping is None else mapping.physical + start + offset - mapping.virtual
            run.require(
                mapping is not None and at == offset and mapping.write,
                f"{start + offset:#010x} mapped to {offset:#x}, writeable, in entry_pgdir",
                "not mapped" if mapping is None else f"{at:#x}, {mapping.permissions}",
                "all entries of all ENTRY_TABLES page tables, and as many directory entries, twice",
            )
            run.require(
                not mapping.user,
                f"{start + offset:#010x} in entry_pgdir for the kernel only",
                mapping.permissions,
                "the entries have PTE_P and PTE_W, and not PTE_U",
            )


# struct BootInfo in kern/boot/bootinfo.h, but for its ranges.
BOOT_INFO = struct.Struct("<5I1024sI")
MEM_RANGE = struct.Struct("<QQII")


def boot_info(run: Outcome) -> tuple[int, int, int]:
    """The physical address of the kernel's copy of BootInfo; the archive: address and size."""
    address = run.build.kernel.symbols["boot"].address - run.build.constants["KERNBASE"]
    fields = BOOT_INFO.unpack(run.physical.read(address, BOOT_INFO.size))
    run.require(
        fields[0] == run.build.constants["BOOT_MAGIC"],
        "the kernel's copy of the loader's report, with its magic number",
        f"it begins with {fields[0]:#x}",
    )
    return address, fields[2], fields[3]


def memory_map(run: Outcome) -> list[tuple[int, int, int]]:
    """The BIOS's map as the loader reported it to the kernel: (start, end, type)."""
    at = boot_info(run)[0] + BOOT_INFO.size
    (count,) = struct.unpack("<I", run.physical.read(at - 4, 4))
    ranges = []
    for index in range(min(count, run.build.constants["BOOT_MAX_RANGES"])):
        data = run.physical.read(at + MEM_RANGE.size * index, MEM_RANGE.size)
        base, size, kind, _ = MEM_RANGE.unpack(data)
        ranges.append((base, base + size, kind))
    return ranges


@judges(SMALL, FULL, HUGE, FIRMWARE)
def boot_memory(run: Outcome) -> None:
    """The BIOS's memory map reaches the kernel: 16 MB to 4 GB, and from an odd BIOS"""
    run.require_off(lost_hint(run))
    ranges = memory_map(run)
    if run.run is FIRMWARE:
        require_firmware_map(run, ranges)
        return
    hint = "e820: each entry is a 64-bit base, a 64-bit size and a type; ebx is 0 with the last one"
    size = run.run.hardware.memory << 20
    low = min(size, 3 << 30) if size > 3584 << 20 else size
    ram = sorted((start, end) for start, end, kind in ranges if kind == 1)
    shown = ", ".join(f"{start:#x}-{end:#x}" for start, end in ram) or "none"
    run.require(
        len(ram) >= 2 and ram[0][0] == 0 and 0x80000 <= ram[0][1] <= 0xA0000,
        "memory from 0 to just below 0xa0000 in the map",
        shown,
        hint,
    )
    # The BIOS keeps up to 256 KiB at the end for its own tables.
    run.require(
        ram[1][0] == 1 << 20 and low - (256 << 10) <= ram[1][1] <= low,
        f"memory from 0x100000 to about {low:#x} in the map",
        shown,
        hint,
    )
    if low != size:
        high = (4 << 30, (4 << 30) + size - low)
        wanted = f"memory from {high[0]:#x} to {high[1]:#x} in the map"
        run.require(high in ram, wanted, shown, hint)
    run.require(
        any(kind != 1 and start <= 0xF0000 < end for start, end, kind in ranges),
        "the BIOS's own range at 0xf0000, of another type",
        f"{len(ranges)} ranges, none like that",
        hint,
    )
    run.require(
        any(kind != 1 and start < 4 << 30 <= end for start, end, kind in ranges),
        "the range of the BIOS's ROM, up to 4 GiB, of another type",
        f"{len(ranges)} ranges, none like that",
        "the last range counts, too: ebx is 0 already when it is handed out",
    )


def require_firmware_map(run: Outcome, ranges: list[tuple[int, int, int]]) -> None:
    """The map is what can be believed of the odd firmware's."""
    _, ignored, *_, unsigned = firmware.HANDED_OUT
    names = {
        ignored[0]: "a range without MEMORY_MAP_VALID does not count",
        unsigned[0]: "an answer whose eax is not MEMORY_MAP_SIGNATURE ends the map and is no range",
    }
    for start, end, kind in ranges:
        run.require(
            (start, end, kind) in firmware.MAP,
            "only good ranges in the map",
            f"{start:#x} to {end:#x}, type {kind}",
            f"ask_bios: {names.get(start, 'each range as the BIOS hands it out')}",
        )
    for start, end, kind in firmware.MAP:
        run.require(
            (start, end, kind) in ranges,
            f"{start:#x} to {end:#x}, type {kind}, in the map of an odd BIOS",
            f"{len(ranges)} other ranges",
            "ask_bios: set mr_pad before each call; empty ranges take no room in raw",
        )


@judges(ALIVE, PORT)
def console_serial(run: Outcome) -> None:
    """All characters go out on the serial port, once and in order"""
    if run.run is PORT:
        require_patience(run)
        return
    run.require_line(
        "^all: " + re.escape("".join(map(chr, range(32, 127)))) + "$",
        "all printable characters",
        "send: wait for LSR_THRE before each byte",
    )
    row = randoms(int(run.nonce, 16))
    text = "".join(chr(97 + next(row) % 26) for _ in range(300))
    run.require_line(f"^long: {text}$", "a line of 300 characters")
    if run.stopped is not None:
        require_good_port(run, run.stopped.accesses)


SEND_POLLS = 100_000  # kern/dev/serial.c


def require_patience(run: Outcome) -> None:
    """What kern/test/lab1_serial.c saw of the driver above a slow port, or none."""
    row = randoms(int(run.nonce, 16))
    word = "".join(chr(97 + next(row) % 26) for _ in range(7))
    wanted = {
        "absent": ("", "without a port present stays false"),
        "slow": (word, "send: look again and again, until LSR_THRE is there"),
        "stuck": ("", "send: a port that does not become ready gets no byte"),
        "still": ("", "send: a port that does not become ready gets no byte"),
        "again": (word, "send: stuck is cleared when the port is ready again"),
    }
    most = {"stuck": SEND_POLLS, "still": 3}
    for name, (text, hint) in wanted.items():
        said = [line for line in run.said() if line.startswith(f"{name} ")]
        shown = said[-1] if said else "nothing"
        states = {"absent": "absent", "slow": "slow", "again": "ready again"}
        state = states.get(name, "never ready")
        run.require(
            shown == f"{name} sent {len(text):08x} [{text}]",
            f"{len(text)} bytes sent through a port that is {state}: [{text}]",
            shown,
            hint,
        )
        looks = int(said[0].split()[-1], 16)
        run.require(
            looks <= most.get(name, looks),
            f"at most {most.get(name, 0)} looks at LSR of a port that is never ready",
            f"{looks}",
            "send: SEND_POLLS looks for the first byte, then stuck: one look for each",
        )


# Registers of the serial port, and bits in them (kern/dev/serial.c).
THR, IER, FCR, LCR, MCR, LSR = range(6)
LCR_8N1, LCR_DLAB, LSR_THRE, FIFO_SIZE = 0x03, 0x80, 0x20, 16


def require_good_port(run: Outcome, accesses: Sequence[PortAccess]) -> None:
    """The port is set up as it should be, and its readiness is looked at before bytes are sent."""
    registers = {IER: 0, FCR: 0, LCR: 0, MCR: 0}
    divisor = [0, 0]
    room = 0  # bytes that may be sent without another look
    for access in accesses:
        latched = registers[LCR] & LCR_DLAB and access.register < 2
        if not access.write:
            if access.register == LSR and access.value & LSR_THRE:
                room = FIFO_SIZE if registers[FCR] & 1 else 1
        elif latched:
            divisor[access.register] = access.value
        elif access.register == THR:
            run.require(
                room > 0,
                "LSR_THRE seen in LSR before a byte goes to THR",
                f"the byte {access.value:#04x} sent without looking",
                "this emulator's port is always ready, others are not",
            )
            room -= 1
        else:
            registers[access.register] = access.value
    if not accesses:
        return  # this QEMU keeps no trace
    for name, register, value in (("LCR", LCR, LCR_8N1), ("IER", IER, 0), ("MCR", MCR, 3)):
        found = registers[register]
        run.require(found == value, f"{value:#04x} in {name} at the end", f"{found:#04x}")
    run.require(registers[FCR] & 1, "the FIFOs enabled in FCR", f"{registers[FCR]:#04x}")
    run.require(divisor == [1, 0], "the divisor 1: 115200 baud", f"DLL, DLM = {divisor}")


@judges(KEYS)
def console_input(run: Outcome) -> None:
    """What is typed on the serial line arrives"""
    line = "typed [typed from outside]"
    said = ", ".join(run.said()) or "nothing"
    run.require(line in run.said(), line, said, "a port that is set up well also receives")


def screen_text(nonce: str) -> str:
    """What run_screen() in kern/test/lab1.c prints."""
    row = randoms(int(nonce, 16))
    lines = [f"row {next(row):016x}" for _ in range(40)]
    lines.append("".join(chr(65 + next(row) % 26) for _ in range(100)))
    lines.append("ab\bc\tdef\b\rX")
    lines.append("\bY" + "".join(f"\x1b[{colour}mcolour\x1b[0m " for colour in range(30, 38)))
    text = "\n".join(lines) + "\n\x1b[1;33;44mbright\x1b[0m plain"
    return "\x1b[H\b\b" + text


def expected_screen(nonce: str) -> Screen:
    """What the screen shows at the end of run_screen()."""
    screen = Screen()
    screen.feed(screen_text(nonce))
    row = randoms(int(nonce, 16))
    for _ in range(40 + 100):
        next(row)
    at = screen.at
    for beside in (at - 1, at + 1):  # written to the card, behind the driver's back
        screen.cells[beside] = (chr(97 + next(row) % 26), 7)
    screen.feed("!")
    return screen


def shown_cells(run: Outcome) -> list[tuple[str, int]]:
    """The cells of the screen at the end."""
    vga = run.machine.vga
    if len(vga) != 4000:
        raise Failure("a screen", "this machine has none")
    return [(chr(vga[i]), vga[i + 1]) for i in range(0, 4000, 2)]


def compare_rows(run: Outcome, rows: range, hint: str) -> None:
    """Requires that the text of these rows is right."""
    screen = expected_screen(run.nonce)
    cells = shown_cells(run)
    if run.ending is Ending.TRIPLE_FAULT:
        hint = "TEXT_MEMORY: this test has no low mapping, so that 0xb8000 without KERNBASE faults"
    for number in rows:
        text = "".join(char for char, _ in cells[number * 80 : number * 80 + 80])
        swapped = "".join(chr(colour) for _, colour in cells[number * 80 : number * 80 + 80])
        if swapped.strip() and swapped == screen.row(number):
            hint = "CELL: the character belongs in the low byte, the colours in the high one"
        run.require(
            text.replace("\0", " ") == screen.row(number),
            f"row {number} of the screen: {screen.row(number).rstrip()!r}",
            repr(text.rstrip(" \0")),
            hint,
        )


@judges(SCREEN, CARD)
def screen_scroll(run: Outcome) -> None:
    """The screen scrolls, and long lines wrap"""
    if run.run is CARD:
        run.require(
            run.values("overlaps") == ["0" * 8],
            "memcpy() only from one place to another",
            "source and destination overlap",
            "scroll: what moves within screen[] needs memmove(); memcpy() may copy in any order",
        )
        run.require(
            run.values("dirty") == ["0", "0"],
            "nothing dirty after update_card: dirty_low = ROWS * COLUMNS, dirty_high = 0",
            "dirty_low or dirty_high is something else",
        )
        return
    compare_rows(run, range(0, 22), "scroll: rows move up by one, the last becomes blank")


@judges(SCREEN)
def screen_control(run: Outcome) -> None:
    """Newline, return, backspace and tab move the cursor on the screen"""
    hint = "put_text: \\b, \\t and \\r only move the cursor, \\b also to the row above"
    compare_rows(run, range(22, 24), hint)
    hint = "update_card: cells from dirty_low up to, but not including, dirty_high, and no other"
    compare_rows(run, range(24, 25), hint)
    screen = expected_screen(run.nonce)
    row, column = divmod(run.machine.cursor, screen.COLUMNS)
    run.require(
        run.machine.cursor == screen.at,
        "the card's cursor in row {}, column {}".format(*divmod(screen.at, screen.COLUMNS)),
        f"in row {row}, column {column}",
        "update_card: CURSOR_HIGH and CURSOR_LOW",
    )


@judges(SCREEN)
def screen_colour(run: Outcome) -> None:
    """ANSI colours appear on the screen"""
    screen = expected_screen(run.nonce)
    for index, (shown, wanted) in enumerate(zip(shown_cells(run), screen.cells)):
        if wanted[0] == " ":
            continue
        run.require(
            shown[1] == wanted[1],
            f"attribute {wanted[1]:#04x} for {wanted[0]!r} in row {index // 80}",
            f"{shown[1]:#04x}",
            "a cell is the character in the low byte and the colour in the high byte",
        )


def compare_conversions(run: Outcome, wanted: str, least: int) -> None:
    """Requires that each "printf|format|value|result|" line whose format matches is right."""
    seen = 0
    for line in run.lines():
        fields = line.split("|")
        if len(fields) != 5 or fields[0] != "printf" or not re.fullmatch(wanted, fields[1]):
            continue
        seen += 1
        expected = format_number(fields[1], int(fields[2], 16))
        run.require(
            fields[3] == expected,
            f'"{fields[1]}" of {int(fields[2], 16):#x} prints "{expected}"',
            f'"{fields[3]}"',
        )
    run.require(seen >= least, f"{least} conversions of this kind", f"only {seen} were printed")


@judges(PRINTF)
def printf_numbers(run: Outcome) -> None:
    """%d %u %x %o print every 32-bit number"""
    compare_conversions(run, r"%(hh|h|l|z|)[diuxo]", 90)


@judges(PRINTF)
def printf_width(run: Outcome) -> None:
    """Width, precision and flags of number conversions"""
    compare_conversions(run, r"%[-+ #0]*\d*(\.\d+)?[diuxo]", 268)


@judges(PRINTF)
def printf_long(run: Outcome) -> None:
    """64-bit numbers"""
    compare_conversions(run, r"%[-0]*\d*ll[diuxo]", 84)


@judges(PRINTF)
def printf_text(run: Outcome) -> None:
    """%s %c %e %% and * print texts, with width and precision"""
    compare_conversions(run, r"%-?\d*c", 3)
    seen = 0
    for line in run.lines():
        fields = line.split("|")
        if fields[0] == "prints" and len(fields) == 5:
            seen += 1
            width = re.fullmatch(r"%(-?)(\d*)(?:\.(\d+))?s", fields[1])
            assert width is not None
            text = fields[2][: int(width[3])] if width[3] else fields[2]
            size = int(width[2] or 0)
            expected = text.ljust(size) if width[1] else text.rjust(size)
            run.require(
                fields[3] == expected,
                f'"{fields[1]}" of "{fields[2]}" prints "{expected}"',
                f'"{fields[3]}"',
            )
    run.require(seen == 7, "7 conversions of strings", f"only {seen} were printed")
    row = randoms(int(run.nonce, 16))
    word = "".join(chr(97 + next(row) % 26) for _ in range(7))
    number = int(run.nonce, 16)
    low = number & 0xFFF
    expected = f"more|{number & 0xFF}%|(null)|{word[:4]}|{low:9}|{low:<9}|out of memory|"
    run.require_line(f"^{re.escape(expected)}$", expected)


@judges(EDIT)
def readline_edit(run: Outcome) -> None:
    """Lines can be edited: backspace, delete, cursor keys, start and end of line"""
    said = [line for line in run.said() if line.startswith("line ")]
    for number, line in enumerate(TYPED_LINES):
        *_, (wanted, _) = edited(line)
        shown = said[number] if number < len(said) else "nothing"
        run.require(
            shown == f"line [{wanted}]",
            f"line {number + 1} read as [{wanted}]",
            shown,
            "insert and erase_from: the rest of the line moves by as many characters",
        )


KEY = re.compile(r"\x1b\[[CD]|.")


def edited(line: str) -> Iterator[tuple[str, int]]:
    """The line, and where the cursor stands in it, after each key of one of TYPED_LINES."""
    text, at = "", 0
    for key in KEY.findall(line):
        if key in ("\x08", "\x7f"):
            text, at = text[: max(at - 1, 0)] + text[at:], max(at - 1, 0)
        elif key.startswith("\x1b"):
            at = max(at - 1, 0) if key.endswith("D") else min(at + 1, len(text))
        elif key in ("\x01", "\x05"):
            at = 0 if key == "\x01" else len(text)
        else:
            text, at = text[:at] + key + text[at:], at + 1
        yield text, at


def shown_states(echo: str) -> Iterator[tuple[str, int]]:
    """What a terminal shows, and where its cursor stands, after each character that it gets."""
    cells: list[str] = []
    at = 0
    for char in echo:
        if char == "\b":
            at = max(at - 1, 0)
        elif char.isprintable():
            cells[at : at + 1] = [char]
            at += 1
        yield "".join(cells).rstrip(), at


@judges(EDIT)
def readline_echo(run: Outcome) -> None:
    """What the terminal shows while a line is edited is the line"""
    echoes = [line for line in run.lines() if line.startswith("? ")]
    for number, line in enumerate(TYPED_LINES):
        echo = echoes[number] if number < len(echoes) else ""
        states = shown_states(echo)
        last = ""
        for text, at in edited(line):
            # The characters of one key are shown one by one; after the last of them all is right.
            wanted = (f"? {text}".rstrip(), at + 2)
            run.require(
                wanted in states,
                f'line {number + 1}: "? {text}" on the terminal at some point after "{last}", '
                f"the cursor at {at}",
                f"this was sent: {echo!r}",
                "insert and erase_from: redraw() what moved, with blanks over what went away",
            )
            last = f"? {text}"
        *_, (left, _) = shown_states(echo)
        run.require(left == last.rstrip(), f'"{last}" on the terminal in the end', f'"{left}"')


@judges(TYPED)
def readline_long(run: Outcome) -> None:
    """A line that is too long is cut, and nothing behind it is overwritten"""
    sizes = [len(line) - len("line []") for line in run.said() if line.startswith("line [z")]
    run.require(
        sizes == [LINE_SIZE - 1],
        f"one line of {LINE_SIZE - 1} characters: {LINE_SIZE} with the final zero",
        f"lines of {', '.join(map(str, sizes)) or 'no'} characters",
        "insert: is there room for one more character and for the zero?",
    )
    run.require_off()


NAMELESS = re.compile(r"\s*#(\d+) 0x([0-9a-f]{8}) in ")
FRAME = re.compile(r"#(\d+) 0x([0-9a-f]{8}) in (\w+)\(([^)]*)\)(?: at (\S+):(\d+))?")


def frames(run: Outcome) -> "list[re.Match[str]]":
    """The frames of the backtrace in the output."""
    found = list(FRAME.finditer(run.output))
    run.require(found, "a backtrace", "there is none in the output")
    return found


def chain(start: int, depth: int) -> list[tuple[int, int]]:
    """The arguments of ktest_descend() in kern/test/lab1.c, innermost call first."""
    calls = [(depth, start)]
    row = start
    for level in range(depth - 1, -1, -1):
        row = next(randoms(row))
        calls.append((level, row))
    return calls[::-1]


@judges(BACKTRACE)
def backtrace_walk(run: Outcome) -> None:
    """The backtrace names every call, from the innermost to the first"""
    (_, lines), *_ = sections(run, "walking")
    # Without names, since to find them is the next exercise.
    found = [int(m[2], 16) - (m[1] != "0") for m in map(NAMELESS.match, lines) if m]
    functions = [run.build.kernel.function_at(address) for address in found]
    names = [symbol.name if symbol else "??" for symbol in functions]
    wanted = ["ktest_bottom"] + ["ktest_descend"] * 5
    position = names.index("ktest_bottom") if "ktest_bottom" in names else 0
    run.require(
        names[position : position + 6] == wanted,
        f"the calls {', '.join(wanted)}",
        ", ".join(names),
        "backtrace_walk: the caller's ebp is at ebp, the return address above it",
    )
    run.require(
        "ktest_run" in names[position + 6 :],
        "ktest_run further out",
        ", ".join(names[position + 6 :]) or "nothing",
    )
    symbols = run.build.kernel.symbols
    run.require(
        symbols["high"].address < found[-1] < symbols["not_our_loader"].address,
        "high (kern/entry.S), the outermost, as the last",
        run.build.kernel.describe(found[-1]),
        "backtrace_walk: a frame pointer of 0 belongs to the frame just printed",
    )
    last = max(index for index, line in enumerate(lines) if NAMELESS.match(line))
    run.require(
        len(lines) == last + 1,
        "nothing to complain of behind the outermost call",
        "".join(lines[last + 1 : last + 2]),
    )
    said = any(line.startswith("descended") for line in run.said())
    run.require(said, "the kernel goes on", run.describe_ending())


@judges(BACKTRACE, RETURNS)
def backtrace_arguments(run: Outcome) -> None:
    """The backtrace shows the function and the arguments of each call"""
    if run.run is RETURNS:
        require_return_addresses(run)
        return
    calls = chain(int(run.nonce, 16), 4)
    word = calls[0][1]
    wanted = [[word, ~word & MASK, 42]] + [list(call) for call in calls]
    shown = [f for f in frames(run) if f.group(3) in ("ktest_bottom", "ktest_descend")]
    run.require(len(shown) == 6, "6 frames of the test", f"{len(shown)} frames")
    for frame, arguments in zip(shown, wanted):
        expected = ", ".join(f"{value:#x}" for value in arguments)
        run.require(
            frame.group(4) == expected,
            f"{frame.group(3)}({expected})",
            f"{frame.group(3)}({frame.group(4)})",
            "the first argument lies two words above the saved ebp",
        )


def require_return_addresses(run: Outcome) -> None:
    """Frame 0 stands at the start of a function, frame 1 returns to behind the end of one."""
    kernel = run.build.kernel
    shown = re.findall(r"#(\d+) 0x([0-9a-f]{8}) in ([\w?]+)", run.output)
    run.require(len(shown) == 2, "2 frames", f"{len(shown)} frames")
    for number, address, name in shown:
        function = kernel.function_at(int(address, 16) - (number != "0"))
        wanted = function.name if function else "??"
        run.require(
            name == wanted,
            f"frame {number}, {address}, in {wanted}",
            name,
            "is_return: frame 0 is where the processor is, all others are return addresses",
        )


@judges(BACKTRACE)
def backtrace_lines(run: Outcome) -> None:
    """The backtrace gives function, file and line of each call"""
    for frame in frames(run):
        number, address = int(frame.group(1)), int(frame.group(2), 16)
        function = run.build.kernel.function_at(address - (number > 0))
        run.require(
            function is None or function.name == frame.group(3),
            f"frame {number}, {address:#x}, in {function.name if function else ''}",
            frame.group(3),
            "print_frame() wants to know of each address whether it is a return address",
        )
        place = run.build.kernel.line_at(address - (number > 0))
        if place is None:
            continue
        expected = f"{shorten(place[0])}:{place[1]}"
        run.require(
            f"{frame.group(5)}:{frame.group(6)}" == expected,
            f"frame {number}, {address:#x}, at {expected}",
            f"{frame.group(5)}:{frame.group(6)}",
            "lines_lookup: the last entry whose address is not above the one looked for",
        )


def sections(run: Outcome, *names: str) -> Iterator[tuple[str, list[str]]]:
    """The lines that follow each of these reports by the driver, up to its next report."""
    lines = run.lines()
    for name in names:
        marker = f"{run.nonce} {name}"
        wanted = f"a report of {name} by the test driver"
        run.require(marker in lines, wanted, "it never got so far")
        rest = lines[lines.index(marker) + 1 :]
        end = next((i for i, line in enumerate(rest) if line.startswith(run.nonce)), len(rest))
        yield name, rest[:end]


@judges(BAD_FRAMES)
def backtrace_bad(run: Outcome) -> None:
    """A broken chain of frames ends the backtrace with a line that says so"""
    counts = {"circle": (2, 3), "odd": (1, 1), "unmapped": (1, 1), "itself": (1, 2)}
    counts |= {"deep": (40, 40), "later": (2, 3)}
    for name, lines in sections(run, *counts):
        least, most = counts[name]
        found = [line for line in lines if re.match(r"\s*#\d+ ", line)]
        run.require(
            least <= len(found) <= most,
            f"{name}: {least} to {most} frames",
            f"{len(found)} frames",
            "backtrace_walk: the frame pointer must be a multiple of 4, readable, above the last",
        )
        said = lines[lines.index(found[-1]) + 1 :]
        run.require(any(said), f"{name}: a line that says why the backtrace ends", "none")
    run.require("end" in run.said(), "the kernel goes on", run.describe_ending())


MADE_FUNCS, MADE_LOOKS = 1000, 12  # kern/test/lab1.c; halving 1000 takes 10 looks, and one more


def require_search(run: Outcome) -> None:
    """What the search in a table took that the test makes up as it is read."""
    said = [line.split() for line in run.said()]
    searches = [words[1:] for words in said if words[0] == "search"]
    reads = [words[1:] for words in said if words[0] == "reads"]
    run.require(len(searches) == len(reads) == 27, "27 searches", f"{len(reads)} came to an end")
    for number, ((text, found), (looks, strange)) in enumerate(zip(searches, reads)):
        address = int(text, 16)
        index, offset = divmod(address - 4096, 64)
        wanted = 0 <= index < MADE_FUNCS and offset < 32 and number < 26
        run.require(
            strange == "0",
            f"only entries 0 to lt_funcs - 1 read in search of {address:#x}",
            "something else was read as an entry",
            "find_func: no function starts at or before this address: then nothing may be read",
        )
        run.require(
            found == str(int(wanted)),
            f"{address:#x} {'found' if wanted else 'not found'}"
            + ("" if number < 26 else " in a table that cannot be read"),
            "the contrary",
            "find_func: look at both ends of the table, and at what read_func() returns",
        )
        run.require(
            int(looks, 16) <= MADE_LOOKS,
            f"at most {MADE_LOOKS} entries read to find one of {MADE_FUNCS}",
            f"{int(looks, 16)} entries",
            "find_func: a binary search halves what is left with each look",
        )


@judges(EDGES, SEARCH)
def lines_edges(run: Outcome) -> None:
    """A function begins with its first byte and ends with its last; the search halves"""
    if run.run is SEARCH:
        require_search(run)
        return
    kernel = run.build.kernel
    functions = sorted(s.address for s in kernel.symbols.values() if s.kind == FUNCTION)
    shown = dict(line.split()[1:3] for line in run.said() if line.startswith("in "))
    wanted = {0x00001004: "??", 0xFFFFFFFE: "??"}
    for name in ("ktest_bottom", "ktest_descend"):
        symbol = kernel.symbols[name]
        end = symbol.address + symbol.size
        following = min((start for start in functions if start >= end), default=end)
        wanted.update({address: "??" for address in range(end, following)})
        wanted.update({address: name for address in range(symbol.address, end)})
    for address, name in wanted.items():
        found = shown.get(f"{address:08x}")
        run.require(
            found in (name, None),
            f"{address:#010x} in {name}",
            str(found),
            "find_func: lf_start <= pc, and pc less than lf_size bytes behind it",
        )
    first, last = kernel.symbols["ktest_bottom"], kernel.symbols["ktest_descend"]
    for address in (first.address, last.address, 0x00001004, 0xFFFFFFFE):
        run.require(f"{address:08x}" in shown, f"a line about {address:#010x}", "none")


@judges(PANIC)
def panic_ends(run: Outcome) -> None:
    """A panic says where and why, prints a backtrace, and ends the run at once"""
    calls = chain(int(run.nonce, 16), 2)
    word = calls[0][1]
    text = f"{word ^ (~word & MASK) ^ 42:08x}"
    match = run.require_line(
        rf"panic at (\S+):(\d+): on purpose, with {text}", f"a panic with the text ...{text}"
    )
    run.require(
        match.group(1).endswith("kern/test/lab1.c"), "the file kern/test/lab1.c", match.group(1)
    )
    names = [frame.group(3) for frame in frames(run)]
    run.require("ktest_descend" in names, "a backtrace with ktest_descend", ", ".join(names))
    run.require(run.ending is Ending.OFF, "the run ends at once", run.describe_ending())
    run.require(not run.said(), "nothing runs after a panic", ", ".join(run.said()))


def require_tabs(run: Outcome) -> None:
    """Tabs separate words: the lines of kern/test/lab1_monitor.c."""
    marks = [f"words {number:08x}" for number in range(7)]
    answers = [" ".join(lines).strip() for _, lines in sections(run, *marks[:6])]
    wanted = (
        (r"\bnosuch\b(?!\t)", "\\tnosuch\\t: an answer that names nosuch"),
        (r"^$", "\\t \\t: no answer to a line of blanks"),
        (r"usage.*kerninfo", "kerninfo\\tx: how kerninfo is used"),
        (r"\bstext\b", "kerninfo \\t: kerninfo is run"),
        (r"\bbacktrace\b", "help\\t: help lists the commands"),
        (r"usage.*backtrace", "backtrace\\t1 2: how backtrace is used"),
    )
    for answer, (pattern, expected) in zip(answers, wanted):
        found = re.search(pattern, answer, flags=re.I)
        hint = "split: spaces and tabs separate words"
        run.require(found, expected, answer[:200] or "nothing", hint)


@judges(MONITOR, WORDS)
def monitor_commands(run: Outcome) -> None:
    """The monitor splits lines into words and runs commands"""
    if run.run is WORDS:
        require_tabs(run)
        return
    run.require_line(r"^\s*backtrace\b.*\w", "help lists the commands")
    symbols = run.build.kernel.symbols
    for name in ("stext", "etext", "end"):
        run.require_line(
            rf"^\s*{name}\s+{symbols[name].address:08x}", f"kerninfo: {name} as in the ELF file"
        )
    answer = run.output.partition("K>    \n")[2].split("K> ")[0].strip()
    run.require(not answer, "no answer to a line of blanks", answer)
    run.require_off("poweroff, the last command, was not run")


@judges(MONITOR)
def monitor_errors(run: Outcome) -> None:
    """The monitor refuses unknown commands and wrong numbers of arguments"""
    run.require_line(r"^(?!K>).*nosuch", "an answer that names the unknown command nosuch")
    run.require_line(r"^(?!K>).*helpme", "helpme is not help")
    wanted = "how backtrace is used, for two arguments too many"
    run.require_line(r"(?i)^(?!K>).*usage.*backtrace", wanted)
    wanted = "how kerninfo is used, for one argument too many"
    run.require_line(r"(?i)^(?!K>).*usage.*kerninfo", wanted)
    many = '"too many words" in answer to a line of 40 words'
    run.require_line(r"(?i)^(?!K>).*too many", many)
    for line, pattern in ((SEVENTEEN, "too many"), (SIXTEEN, r"\bv\b")):
        answer = run.output.partition(f"K> {line}\n")[2].split("K> ")[0].strip()
        run.require(
            re.search(pattern, answer, flags=re.I) and "\n" not in answer,
            f"one line, with {pattern!r}, in answer to {len(line.split())} words",
            answer[:200] or "nothing",
            "split: WORDS_MAX words fit, one more does not",
        )
    run.require_off("poweroff, the last command, was not run")


# What command_number() in kern/command.c makes of a text: None is "not a number".
NUMBERS_WANTED = {
    "0": 0,
    "10": 10,
    "007": 7,
    "4294967295": 0xFFFFFFFF,
    "0xffffffff": 0xFFFFFFFF,
    "0XaBc": 0xABC,
    "4294967296": None,
    "9999999999": None,
    "0x100000000": None,
    "": None,
    "0x": None,
    "12a": None,
    "0xg": None,
    "-1": None,
    "+1": None,
    "a": None,
    "1 ": None,
}


@judges(NUMBERS)
def monitor_numbers(run: Outcome) -> None:
    """Numbers for commands: decimal and hexadecimal, and nothing else, in 32 bits"""
    output = run.output
    for text, value in NUMBERS_WANTED.items():
        shown = "0 600dbeef" if value is None else f"1 {value:08x}"
        before, found, output = output.partition(f"{run.nonce} number [{text}] ")
        run.require(found, f"a report on the text {text!r}", "none")
        run.require(
            output.startswith(f"{shown}\n"),
            f"{text!r}: " + ("refused, and nothing stored" if value is None else f"{value:#x}"),
            output.split("\n")[0],
            "command_number: does the next digit still fit, before it is added?",
        )
        said = before.partition("\n")[2].strip() if text != "0" else ""
        run.require(
            bool(said) == (value is None) and "\n" not in said and (not said or "COUNT" in said),
            f"{text!r}: " + ("one line that names COUNT" if value is None else "no line"),
            said or "nothing",
        )
