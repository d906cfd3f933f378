# SPDX-License-Identifier: MIT
"""The tests of lab 1: the way to the kernel."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

import firmware
from expect import MASK
from memory import PAGE
from model import Ending, Outcome, Run, judges
from qemu import Hardware
from tree import disk_module, read_members, remake


def keys(text: str) -> str:
    """Console input as it stands in the command line."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'keys="{quoted}"'


ALIVE = Run("alive", "ktest=alive,text", Hardware(watched=True))
SMALL = Run("memory16", "ktest=alive", Hardware(memory=16))
FULL = Run("memory256", "ktest=alive", Hardware(memory=256))
HUGE = Run("memory4096", "ktest=alive", Hardware(memory=4096, cpus=8), limit=400_000_000)


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
    ("no kernel in the", "ask_bios (1.3): the archive was read to where no memory is"),
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
