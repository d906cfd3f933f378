# SPDX-License-Identifier: MIT
"""The tests of lab 5, third part: files, pipes and programs as the library makes them.

What programs read, they say as a hash that begins with the nonce (user/hashes.h). What they write
is a text that follows from the nonce, and is looked for on the disk when all is over.
"""

from __future__ import annotations

import random
import struct
from typing import Iterator

from disks import Volume
from lab4 import INVAL, NO_MEM, require_results
from lab4_ipc import WORD
from model import Outcome, Run, judges
from qemu import Hardware

NO_DISK, NOT_FOUND, NOT_EXEC, IS_DIR, BAD_FS, PIPE = -9, -11, -14, -23, -25, -26
PAGE = 4096
# Programs take 20 to 40 million, and more where the BIOS waits for the disk of a busy host. Pipes
# take 50, and 110 on two processors.
LIMIT = 200_000_000
SMP_LIMIT = 500_000_000
# Over the first indirect block, more than one window, and no whole number of pages.
DATA = random.Random(5).randbytes(19 * PAGE + 77)
OLD = b"what was there before"
# The third page of a file cannot be read: there is no such block. (Bochs has no disk that fails.)
BROKEN = "set_inode_field /broken block[2] 0x7fffffff"


def fnv(nonce: str, data: bytes) -> str:
    """What user/hashes.h makes of bytes: "length hash"."""
    value = 2166136261
    for byte in struct.pack("<I", int(nonce, 16) % WORD) + data:
        value = (value ^ byte) * 16777619 % WORD
    return f"{len(data)} {value:08x}"


def text(nonce: str, start: int, count: int) -> bytes:
    """What programs write: text_byte() of user/hashes.h."""
    base = int(nonce, 16) + start
    return bytes((base + n) * 2654435761 % WORD >> 24 for n in range(count))


def require_hashes(run: Outcome, wanted: dict[str, bytes], hint: str) -> None:
    """Programs must have read these bytes."""
    for key, data in wanted.items():
        found = " ".join(run.values(key, hint))
        right = fnv(run.nonce, data)
        run.require(found == right, f"{key}: {right} (bytes, hash)", found, hint, key)


def require_words(run: Outcome, wanted: dict[str, str], hint: str = "") -> None:
    """Programs must have said this."""
    for key, words in wanted.items():
        found = " ".join(run.values(key, hint))
        run.require(found == words, f"{key} {words}", found, hint, key)


# 5.9: files through windows

READS = Run(
    "file_reads",
    "run=parts,fs,filereads slice=20000",
    limit=LIMIT,
    preempted=True,
    volume=Volume(
        files=(("/data", DATA), ("/shared", OLD), ("/broken", DATA[: 3 * PAGE])),
        commands=(BROKEN,),
    ),
)
WRITES = Run(
    "file_writes",
    "run=parts,fs,filewrites slice=10000",
    limit=LIMIT,
    preempted=True,
    volume=Volume(files=(("/data", DATA),)),
)


@judges(READS)
def file_reads(run: Outcome) -> None:
    """Bytes of a file come in the right order, however many at a time, up to its end"""
    hint = "read_locked: as much as window_room() says, then window_move()"
    require_results(run, {"size": len(DATA)})
    require_hashes(run, dict.fromkeys(("by_7", "by_4096", "by_5001", "at_once"), DATA), hint)
    window = 16 * PAGE
    pieces = {
        "in_one": DATA,
        "over_window": DATA[window - 5 : window + 15],
        "backwards": DATA[PAGE - 3 : PAGE + 4],
        "last": DATA[-3:],
        "at_end": b"",
        "behind": b"",
    }
    require_hashes(run, pieces, "window_room: from w_first on, w_npages, and not behind the size")
    refused = {"write_refused": INVAL, "dir_refused": IS_DIR, "missing": NOT_FOUND}
    require_results(run, {**refused, "not_open": INVAL, "no_number": INVAL})
    hint = "write_locked: wanted is where the write ends; window_room: the size, as it is now"
    run.require_off(hint)


@judges(READS)
def file_windows(run: Outcome) -> None:
    """Inside a window, reading takes no message; before an error, bytes; the offset is shared"""
    require_hashes(run, {"first": DATA[:1]}, "read_locked")
    require_results(run, {"messages": 0}, "read_locked: window_move() only if there is no room")
    hint = "window_move: w_used, or file_close() leaves the window's pages mapped"
    require_results(run, {"left": 0}, hint)
    hint = "read_locked: the bytes before an error; the error if there are none"
    require_results(run, {"before_error": 2 * PAGE, "error": BAD_FS}, hint)
    hint = "read_locked: fd_offset, in the page that all share"
    child, parent = DATA[100:130], DATA[100:120] + DATA[130:140]
    require_hashes(run, {"child": child, "parent": parent}, hint)


@judges(READS)
def file_changes(run: Outcome) -> None:
    """Who has a file open sees what others make of it: cut, written anew, longer, filled"""
    hint = "window_room: nothing, if the generation is another; fd_file.size, not what it was"
    anew = f"{int(run.nonce, 16) % WORD:08x} anew".encode()
    require_hashes(run, {"old": OLD[:20]}, hint)
    require_results(run, {"cut": 0}, hint)
    require_hashes(run, {"new": anew, "longer": anew * 2}, hint)
    require_results(run, {"end": 0}, hint)
    filled = (anew + bytes(20))[:20]
    require_hashes(run, {"hole": bytes(20), "filled": filled}, hint)
    hint = "window_move: w_generation is that from before the question, not from after the answer"
    require_results(run, {"stale": 0}, hint)
    require_results(run, {"errors": 0}, "read_locked: -E_EOF is the end of the file, and no error")
    require_results(run, {"done": 1})


def require_file(run: Outcome, name: str, wanted: bytes, hint: str) -> None:
    """This must stand on the disk."""
    found = run.files.read(name)
    if found is None:
        run.require(False, f"a file {name}", "there is none", hint)
        return
    run.require(len(found) == len(wanted), f"{name}: {len(wanted)} bytes", f"{len(found)}", hint)
    wrong = [n for n in range(len(wanted)) if found[n] != wanted[n]]
    run.require(not wrong, f"{name}: as it was written", f"byte {wrong[:1]} is another", hint)


WRITERS, LINES, LINE_MAX = 3, 200, 300  # of user/filewrites.c


def lines_of(nonce: str, writer: int) -> Iterator[str]:
    """What one of several writes at the end of a file: write_lines() of user/filewrites.c."""
    for n in range(LINES):
        head = f"{nonce} {writer} {n} "
        yield head + chr(ord("a") + writer) * (37 * n % (LINE_MAX - len(head)))


def require_all_lines(run: Outcome, name: str) -> None:
    """Each writer's lines must stand there, in their order, and nothing else."""
    hint = "write_locked: from fd_offset on, to which file_write() has moved it"
    found = (run.files.read(name) or b"").decode("latin-1").split("\n")
    wanted = [list(lines_of(run.nonce, writer)) for writer in range(WRITERS)]
    end = found.pop()
    run.require(not end, f"{name}: ends with a line", f"behind the last one {end[:60]!r}", hint)
    for line in found:
        right = any(lines and lines[0] == line and lines.pop(0) for lines in wanted)
        heads = " or ".join(repr(lines[0][:20]) for lines in wanted if lines)
        run.require(right, f"{name}: next comes {heads} ...", f"{line[:60]} ...", hint)
    left = sum(map(len, wanted))
    run.require(left == 0, f"{name}: {WRITERS * LINES} lines", f"{left} are not there", hint)


@judges(WRITES)
def file_writes(run: Outcome) -> None:
    """What is written lies in the file: new, over what was, at its end, and behind that"""
    hint = "write_locked: at fd_offset, to window_at(); wanted is where the last byte ends"
    require_results(run, {"middle": 200, "first": 1}, hint)
    mapped = "window_room: a window that was mapped for reading cannot be written"
    require_results(run, {"after_read": 10}, mapped)
    sizes = {"append_one": 3000, "append_two": 3000, "append_again": 3000}
    require_results(run, {**sizes, "far": 100, "farther": 10}, hint)
    require_results(run, {"read_refused": INVAL, "done": 1})
    run.require_off()
    require_file(run, "/new", text(run.nonce, 0, run.number("new")), hint)
    data = bytearray(DATA)
    for start, count in ((16 * PAGE - 100, 200), (3, 1), (5 * PAGE + 10, 10)):
        data[start : start + count] = text(run.nonce, start, count)
    require_file(run, "/data", bytes(data), hint)
    require_file(run, "/log", text(run.nonce, 0, 9000), hint)
    require_all_lines(run, "/together")
    far = 30 * PAGE
    holes = bytes(far + 17) + text(run.nonce, far + 17, 33) + bytes(10)
    require_file(run, "/holes", holes + text(run.nonce, far + 60, 10), hint)
    run.require_clean()


@judges(WRITES)
def file_full(run: Outcome) -> None:
    """A full disk ends a write early, and the next one says why"""
    hint = "write_locked: the bytes before an error; the error if there are none"
    require_results(run, {"short": 1, "full": NO_DISK, "all_there": 1}, hint)
    hint = "write_locked: fd_offset moves by what was written, and by no more"
    require_results(run, {"after_full": 10, "done": 1}, hint)
    require_hashes(run, {"goes_on": text(run.nonce, 0, 10)}, hint)


# 5.10: pipes; the disk has no part in it

# With short slices, somebody else runs between any two looks at counts.
# pipecounts has a pipe of its own, and is over long before pipes is.
PIPES = Run("pipes", "run=pipes,pipecounts slice=10000", limit=LIMIT, preempted=True)
PIPES_SMP = Run(
    "pipes_smp",
    "run=pipes,pipecounts slice=20000",
    Hardware(cpus=2),
    limit=SMP_LIMIT,
    preempted=True,
)
MUCH = 30000  # bytes: user/pipes.c


@judges(PIPES, PIPES_SMP)
def pipe_bytes(run: Outcome) -> None:
    """Bytes come out of a pipe as they went in, whatever pieces they are read and written in"""
    hint = "pipe_read, pipe_write: from p_read, to p_written, in parts; at RING_SIZE begins 0"
    wanted = text(run.nonce, 0, MUCH)
    require_hashes(run, dict.fromkeys(("by_1", "by_61", "by_5000"), wanted), hint)
    require_results(run, {"large_written": 40 * PAGE}, "pipe_write: all n bytes")
    require_hashes(run, {"large": text(run.nonce, 0, 40 * PAGE)}, hint)
    require_results(run, {"partly": 3}, "pipe_read: what there is, without waiting for n")
    require_results(run, {"wrong_way": INVAL})


@judges(PIPES, PIPES_SMP)
def pipe_ends(run: Outcome) -> None:
    """Each end learns that the other is closed, also by a crash; what was written is read"""
    hint = "pipe_read: the end is 0, if other_end_closed() and the ring is empty after that"
    require_results(run, dict.fromkeys(("by_1_end", "by_61_end", "by_5000_end"), 0), hint)
    ends = {"open_ends": 0, "rest": 5, "then_end": 0, "closed": 1}
    require_results(run, ends, hint)
    require_results(run, {"before_crash": 3, "after_crash": 0}, hint)
    hint = "pipe_write: -E_PIPE if other_end_closed()"
    require_results(run, {"no_reader": PIPE, "writer_learns": PIPE}, hint)
    hint = "pipe_write: how many bytes were written, or -E_PIPE if none was; p_writer is given back"
    require_results(run, {"half_written": 1, "other_half": PIPE}, hint)
    hint = "pipe_read: what came between a look at the ring and one at the other end is read"
    require_results(run, {"last_byte": 1}, hint)
    run.require_off()


@judges(PIPES, PIPES_SMP)
def pipe_shared(run: Outcome) -> None:
    """Two writers do not mix, nor two readers; an end that is handed on is not taken for closed"""
    hint = "pipe_write: one at a time, who holds p_writer, and gives it back in any case"
    require_results(run, {"pieces": 200, "broken": 0}, hint)
    hint = "pipe_read: one at a time, with p_reader held"
    require_results(run, {"parts": 0}, hint)
    hint = "other_end_closed: the ring's references before those of our end, and p_shares the same"
    require_results(run, {"handed_on": 0, "dropped": 0, "wrongly_closed": 0, "done": 1}, hint)


# 5.11: programs from files

WORDS = "first-second-third"

SYS_CPUTS, SYS_ENV_DESTROY = 0, 3
CODE_AT, ODD_AT, ZEROS_AT = 0x800000, 0x801123, 0x803000


def elf(*segments: tuple[int, ...]) -> bytes:
    """A program that begins at CODE_AT, up to its contents: an ELF header, and the segments' (type,
    offset, address, bytes in the file, bytes in memory, flags)."""
    kind = struct.pack("<I4B8x", 0x464C457F, 1, 1, 1, 0)
    rest = struct.pack("<HHIIIIIHHHHHH", 2, 3, 1, CODE_AT, 52, 0, 0, 52, 32, len(segments), 0, 0, 0)
    table = (struct.pack("<8I", *s[:3], s[2], *s[3:], 1) for s in segments)
    return kind + rest + b"".join(table)


def odd_text() -> str:
    """What is in it to be said."""
    return f"{random.Random(11).getrandbits(64):x}"


def odd_program() -> bytes:
    """A program whose data begin in the midst of a page, with zeros behind them that it must not
    write, and something that is not to be loaded. It says its data, and whether it can write."""
    said = f"odd {odd_text()}\n".encode()
    wrote = b"odd_wrote 1\n"
    code = b"".join(
        (
            struct.pack("<BIBIBI", 0xB8, SYS_CPUTS, 0xBA, ODD_AT, 0xB9, len(said)),  # mov eax, ...
            b"\xcd\x30",  # int $0x30
            struct.pack("<HIB", 0x05C6, ZEROS_AT, 1),  # movb $1, ZEROS_AT
            struct.pack("<BIBIBI", 0xB8, SYS_CPUTS, 0xBA, ODD_AT + len(said), 0xB9, len(wrote)),
            b"\xcd\x30",
            struct.pack("<BIBI", 0xB8, SYS_ENV_DESTROY, 0xBA, 0),
            b"\xcd\x30",
        )
    )
    data = said + wrote
    start = 52 + 3 * 32
    segments = (
        (1, start, CODE_AT, len(code), len(code), 5),
        (1, start + len(code), ODD_AT, len(data), ZEROS_AT + PAGE - ODD_AT, 4),
        (4, 0, ODD_AT + 7, start, start, 6),
    )
    return elf(*segments) + code + data


def volume_of_programs() -> Volume:
    """Programs, and what is none: texts, and headers that lie."""
    none = elf((1, 0, CODE_AT, 52, 52, 5))[:52]
    far = bytearray(none)
    struct.pack_into("<I", far, 28, 2 * PAGE)
    return Volume(
        files=(
            ("/data", WORDS.encode()),
            ("/empty", b""),
            ("/cut", none),
            ("/text_cut", none[:40]),
            ("/lies", elf((1, 0, 0xEEBFD000, 100, 0x2000, 5)) + bytes(200)),
            ("/far", bytes(far) + bytes(3 * PAGE)),
            ("/large", elf((1, 0, CODE_AT, 100, 64 << 20, 7)) + bytes(200)),
            ("/broken", elf((1, 0, CODE_AT, 3 * PAGE, 3 * PAGE, 5)) + 3 * PAGE * b"x"),
            ("/odd", odd_program()),
        ),
        programs=("spawned",),
        commands=(BROKEN,),
    )


SPAWNS = Run(
    "spawns", "run=parts,fs,spawns", limit=LIMIT, preempted=True, volume=volume_of_programs()
)


@judges(SPAWNS)
def spawn_program(run: Outcome) -> None:
    """A program starts from a file: its data, zeros, rights, name, and arguments"""
    run.values("bss", "load, make_stack: the child died before it could speak")
    hint = "load_segment: each byte at its place, zeros behind p_filesz, PTE_W as p_flags says"
    memory = {"bss": "0", "data": "12345678 9abcdef0", "constants": "13572468 24681357"}
    require_words(run, {**memory, "data_written": "1", "wide": "0", "last": "0"}, hint)
    require_words(run, {"text_writeable": "0", "constants_writeable": "0"}, hint)
    require_words(run, {"name": "spawned"})
    hint = "load_piece: a segment may begin in the midst of a page; load: only ELF_PROG_LOAD"
    run.require(f"odd {odd_text()}" in run.lines(), f"odd {odd_text()}", "it does not say so", hint)
    hint = "load_segment: the pages that hold zeros only are writeable if p_flags says so, too"
    run.require("odd_wrote 1" not in run.lines(), "no write to a read-only page", "it went", hint)
    hint = "make_stack: argc, argv, then the pointers, as the child sees them"
    arguments = {"arg0": "[spawned]", "arg1": "[look]", "arg2": "[7]", "arg3": "[]"}
    require_words(run, {"argc": "5", **arguments, "arg4": "[two words]", "argv_end": "1"}, hint)


@judges(SPAWNS)
def spawn_hands_on(run: Outcome) -> None:
    """The child has its parent's descriptors and no more, and says how it went"""
    # The file, twice, and the two ends of the pipe.
    require_words(run, {"descriptors": "4", "read": "5", "word": f"[{WORDS[5:10]}]"})
    hint = "the offset is shared: the child goes on where its parent was, and this after it"
    require_words(run, {"next": f"[{WORDS[10:15]}]"}, hint)
    require_words(run, {"piped": "7", "through": "[written]"})
    went = {"look_went": 7, "read_went": 0, "crash_went": 256, "panic_went": 256}
    require_results(run, {**went, "nothing_went": 0})


@judges(SPAWNS)
def spawn_refuses(run: Outcome) -> None:
    """What is no program is refused, and leaves nothing behind"""
    require_results(run, {"start/missing": NOT_FOUND})
    names = "data empty cut text_cut lies far bin".split()
    require_results(run, {f"start/{name}": NOT_EXEC for name in names})
    hint = "load: the error of load_segment()"
    require_results(run, {"start/large": NO_MEM}, hint)
    hint = "load_piece: -E_NOT_EXEC only if there is less in the file; else what read() says"
    require_results(run, {"start/broken": BAD_FS}, hint)
    too_long = {"too_long": INVAL, "just_too_long": INVAL}
    require_results(run, too_long, "make_stack: no more than a page")
    require_results(run, {"just_fits": 0}, "make_stack: a page, if all of it is used")
    hint = "load_piece, load_segment, make_stack: an error of any page operation is returned"
    require_results(run, {"ignored": 0}, hint)
    require_results(run, {"left_mapped": 0, "lost": 0, "left_open": 0, "done": 1})
    run.require_off()
