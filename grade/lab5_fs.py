# SPDX-License-Identifier: MIT
"""The tests of lab 5, second part: the file server.

A program does what a script says, by messages of its own (grade/files.py, user/fsscript.c). What is
on the disk then is judged by e2fsck, and read by debugfs.
"""

from __future__ import annotations

import re
import struct
from functools import partial
from pathlib import Path
from typing import Optional

import damage
from files import (
    BAD_FS,
    BAD_PATH,
    EOF,
    ERROR_NAMES,
    FACTOR,
    FILE_EXISTS,
    IO,
    Initial,
    IS_DIR,
    LIMIT,
    NO_DISK,
    NOT_DIR,
    NOT_EMPTY,
    NOT_AT_ONCE,
    NOT_FOUND,
    NOT_SUPP,
    PAGE,
    Model,
    Node,
    Script,
    content,
    judge,
    require_clean,
    require_files,
    walk,
)
from disks import Layout, Volume, ext2, fault_in, writes

from lab5 import require_bindings
from lab4 import INVAL, NO_MEM, nonce_of, require_accounted, require_results, slot
from model import Outcome, Run, judges
from qemu import Fault, Hardware

DIRECT, POINTERS = 12, 1024
INDIRECT_END = DIRECT + POINTERS
CACHE, CACHE_END = 0x10000000, 0xD0000000
KIB = 1024


def blocks_of(first: int, count: int) -> bytes:
    """Blocks, each of which says its number all over."""
    words = (n * 2654435761 % (1 << 32) for n in range(first, first + count))
    return b"".join(struct.pack("<I", word) * POINTERS for word in words)


# 5.4: the block cache


def reading() -> Script:
    """Files of a few sizes, in directories, read as a whole and in pieces.

    None has as many as 12 blocks: what comes after these is exercise 5.5's.
    """
    script = Script({"/a": bytes(range(256)) * 5, "/d": None, "/d/empty": b"", "/d/e": None})
    script.files["/d/e/b"] = bytes(i * 7 % 256 for i in range(40_000))
    for number, name in enumerate(("/a", "/d/empty", "/d/e/b"), 1):
        script.open(number, name, "r")
        script.read(number, 0, 200_000)
    script.read(1, 255, 3)
    script.read(3, 4090, 20)
    script.fails("show 1 r 1", EOF)
    script.fails("show 2 r 0", EOF)
    script.fails("open 4 /d/e/c r", NOT_FOUND)
    return script


SMALL_CACHE = 128  # pages, which is as few as the server takes
FILES = 14  # of DIRECT blocks each: together more than that, and nothing of exercise 5.5


def several(name: str, first: int) -> Initial:
    """So many files, of blocks from this one on."""
    return {f"{name}{n}": blocks_of(first + n * DIRECT, DIRECT) for n in range(FILES)}


def read_all(script: Script, name: str, number: int) -> None:
    """Reads them, one after the other under this number: so the pages of one are lent at a time."""
    for n in range(FILES):
        script.open(number, f"{name}{n}", "r")
        script.read(number, 0, DIRECT * PAGE)


def caching() -> Script:
    """More is read and written than the cache can hold."""
    script = Script(several("/old", 1))
    for _ in range(2):
        read_all(script, "/old", 1)
    for n in range(FILES):
        script.open(2, f"/new{n}", "rwc")
        script.write(2, 0, DIRECT * PAGE, n)
    read_all(script, "/old", 1)
    read_all(script, "/new", 2)
    for n, block in ((0, 7), (12, 10), (8, 4), (0, 3), (5, 0)):
        for number, name, start, count in ((1, "/old", 100, 5000), (2, "/new", 3000, 300)):
            script.open(number, f"{name}{n}", "rw")
            script.write(number, block * PAGE + start, count, block)
    read_all(script, "/new", 2)
    read_all(script, "/old", 1)
    script.sync()
    return script


def going_round() -> Script:
    """Directories of which the cache cannot hold all, looked into one after the other."""
    script = Script({f"/d{number}": None for number in range(SMALL_CACHE + 20)})
    for _ in range(3):
        script.line(f"for 0 {SMALL_CACHE + 20} stat /d#/.", lambda _: f"{SMALL_CACHE + 20} 0")
    return script


def lending() -> Script:
    """Two look at the same pages of a file, while others need the server's memory."""
    script = Script({**several("/old", 1), "/shared": blocks_of(5000, DIRECT)})
    script.open(1, "/shared", "r")
    script.open(2, "/shared", "rw")
    script.show(1, "r", 0, 12)
    read_all(script, "/old", 3)
    script.look(1, 0, 12 * PAGE)
    for offset in (0, 5 * PAGE + 7, 11 * PAGE):
        script.write(2, offset, 100, 77)
        script.look(1, 0, 12 * PAGE)
    script.show(2, "w", 3, 9, 12 * PAGE)
    read_all(script, "/old", 3)
    script.poke(2, 10, 5 * PAGE, 9)
    script.look(1, 0, 12 * PAGE)
    script.line("fresh 1", lambda _: "1")
    # As much as there is is lent to be written; and comes back, of which nobody hears.
    lent = range(SMALL_CACHE // DIRECT + 1)
    for number in lent:
        script.anyhow(f"open {number + 10} /old{number} rw")
        script.anyhow(f"show {number + 10} w 0 0")
    for number in lent:
        script.anyhow(f"close {number + 10}")
    read_all(script, "/old", 3)
    script.make("/new", DIRECT * PAGE, 1)
    return script


def unreadable(made: Path) -> tuple[Fault, ...]:
    """A block of data, and one of a directory."""
    places = (("/bad", 5), ("/dir", 0))
    return tuple(fault for place in places for fault in fault_in(*place, write=False)(made))


def failing_reads() -> Script:
    """Two blocks cannot be read."""
    script = Script({"/bad": blocks_of(1, DIRECT), "/good": blocks_of(100, DIRECT)})
    script.files.update({"/dir": None, "/dir/x": b"x"})
    script.open(1, "/bad", "r")
    script.open(2, "/good", "r")
    script.read(1, 0, 5 * PAGE)
    for _ in range(2):
        script.fails(f"read 1 {5 * PAGE} 100", IO)
        script.read(1, 6 * PAGE, DIRECT * PAGE)
    script.line(
        f"read 1 {3 * PAGE} {6 * PAGE}",
        lambda m: script.result_of_read(m, 1, 3 * PAGE, 2 * PAGE),
    )
    for _ in range(2):
        script.fails("stat /dir/x", IO)
        script.fails("open 4 /dir/y rwc", IO)
    script.read(2, 0, DIRECT * PAGE)
    # A hole behind the block that cannot be read is filled, though the write comes to nothing.
    script.open(3, "/bad", "rw")
    script.resize(3, 6 * PAGE)
    script.resize(3, 10 * PAGE)
    script.sync()
    script.show(1, "r", 6, 4)
    script.fails(f"write 3 {5 * PAGE} {2 * PAGE} 1", IO)
    script.write(3, 6 * PAGE, PAGE, 2)
    script.line("fresh 1", lambda _: "0")
    script.read(1, 6 * PAGE, 4 * PAGE)
    return script


READING, CACHING, LENDING, FAILING = reading(), caching(), lending(), failing_reads()
GOING_ROUND = going_round()
READ = READING.run("fs_read")
CACHED = CACHING.run("fs_cache", f"cache={SMALL_CACHE}", limit=2 * LIMIT)
ROUND = GOING_ROUND.run("fs_cache_round", f"cache={SMALL_CACHE}")
ALONE = Run("fs_cache_alone", f"run=fscache,fscache,fscache cache={SMALL_CACHE}")
ALONE_END = CACHE + 400 * PAGE  # as in user/fscache/fscache.c
LENT = LENDING.run("fs_lent", f"cache={SMALL_CACHE}")
IO_READ = FAILING.run("fs_io_read", faults=unreadable)


@judges(READ)
def fs_read(run: Outcome) -> None:
    """What files hold comes from the disk when it is touched"""
    judge(run, READING, "fault: fetch() the block of the page that was touched")


TWO_WITH_ONE = "a block holds what is another's: take_frame: one frame, one slot, one block"
CACHE_HINTS = {
    NO_MEM: "no frame was to be had: choose_victim() finds none, or write-back leaves all dirty; or"
    " take_back (5.8): what was lent stays dirty",
    IO: "a block that is to be written has no frame: choose_victim: only what can_go()",
    BAD_FS: TWO_WITH_ONE,
    INVAL: TWO_WITH_ONE,
}


def judge_alone(run: Outcome) -> None:
    """The cache above a disk that is a program's own."""
    require_results(run, {"gone": 1}, "choose_victim: a block that nobody needs is found")
    hint = "take_frame: what the victim was is not B_CHECKED any more: it is looked over again"
    require_results(run, {"checked": 0}, hint)
    misses = run.number("misses")
    run.require(
        misses <= 2,
        "a block that is touched between all others stays, or is read again twice at most",
        f"it is read again {misses} times",
        "choose_victim: whoever was_touched() gets a second chance",
        "misses",
    )
    hint = "choose_victim: go on from hand, where the last victim was, not from the first slot"
    require_results(run, {"different": SMALL_CACHE // 2}, hint)
    hint = "choose_victim: can_go(), for the server still uses what is held"
    require_results(run, {"held_chosen": 0}, hint)
    hint = "take_frame: FRAME_USED if it is a victim's, and not full of zeros as a new one is"
    require_results(run, {"not_zero": 0}, hint)
    for where, address in (("at no address", 0), ("behind the last block", ALONE_END)):
        place = f"read at {address:08x}"
        survived = (line for line in run.said() if "SURVIVED" in line and where in line)
        run.require(
            place in run.output,
            f"a page fault, {place}, {where}, of which the kernel tells",
            next(survived, run.describe_ending()),
            "fault: is it the page of a block? if not, take away the upcall, and return",
        )
    run.require_off()


def judge_poor(run: Outcome) -> None:
    """The cache when the kernel has no memory."""
    found = run.number("poor")
    run.require(
        found == 0,
        "a block is read, though the kernel has no frame left, and the cache fewer than its limit",
        f"error {found}: {ERROR_NAMES.get(found, 'of another kind')}",
        "take_frame: if sys_page_alloc() has none, a victim's frame",
        "poor",
    )


def judge_unreadable(run: Outcome) -> None:
    """The cache when the disk fails."""
    hint = "fault: the error in eax, on at probe_done"
    require_results(run, {"told": IO}, hint)
    panic = re.search(r"^\[\w+\] fscache: panic at \S*user/fs/cache\.c", run.output, flags=re.M)
    for_ever = "read_for_ever 1" in run.said()
    run.require(
        panic is not None,
        "panic() by fault(), for a block that is used outside probe(), and cannot be read",
        "it is read again and again" if for_ever else "none",
        "fault: panic() if fetch() fails, unless utf_eip is probe_load",
        "read_for_ever",
    )


@judges(CACHED, ROUND, ALONE)
def fs_cache(run: Outcome) -> None:
    """Much more is read and written than the cache has room for, and nothing is lost"""
    if run.run.name == ALONE.name:
        judge_alone(run)
    elif run.run.name == ROUND.name:
        GOING_ROUND.require(run, CACHE_HINTS)
    else:
        judge(run, CACHING, CACHE_HINTS)


@judges(CACHED, ALONE)
def fs_bound(run: Outcome) -> None:
    """The cache keeps to its bound, makes use of it, and can do with less"""
    if run.run.name == ALONE.name:
        judge_poor(run)
        return
    CACHING.require(run)
    pages = [va for va in slot(run, 1).pages() if CACHE <= va < CACHE_END]
    run.require(
        SMALL_CACHE // 2 <= len(pages) <= SMALL_CACHE,
        f"at most {SMALL_CACHE} blocks with a frame, and not many fewer",
        f"{len(pages)} at the end",
        "take_frame: a new frame only while there are fewer slots than limit",
    )


@judges(LENT)
def fs_lent(run: Outcome) -> None:
    """A page that a program has mapped stays the block's page, however much is read meanwhile"""
    judge(run, LENDING, "choose_victim: can_go() says who has to stay")


@judges(IO_READ, ALONE)
def fs_io_read(run: Outcome) -> None:
    """A block that cannot be read is an error for who wants it, and for nobody else"""
    if run.run.name == ALONE.name:
        judge_unreadable(run)
        return
    judge(run, FAILING, "fault: the error in eax, on at probe_done")


# 5.5: from a place in a file to a block


def reading_edges() -> Script:
    """Where one kind of pointers ends and the next one begins."""
    script = Script({"/big": blocks_of(1, INDIRECT_END + 70) + b"the end"})
    script.open(1, "/big", "r")
    for block in (0, DIRECT, DIRECT + 1, INDIRECT_END, INDIRECT_END + 1, INDIRECT_END + 70):
        script.read(1, max(0, block * PAGE - 10), 20)
        script.read(1, block * PAGE, PAGE)
    for first in (0, DIRECT - 8, INDIRECT_END - 8, 500, INDIRECT_END + 60):
        script.read(1, first * PAGE + 5, 16 * PAGE)
    script.fails(f"show 1 r {INDIRECT_END + 71}", EOF)
    return script


FAR = INDIRECT_END + 3 * POINTERS


def writing_far() -> Script:
    """A file that is mostly holes, written at all kinds of places."""
    script = Script()
    script.open(1, "/far", "rwc")
    places = [5, DIRECT, INDIRECT_END, INDIRECT_END + POINTERS, FAR, 600]
    for number, block in enumerate(places, 1):
        script.write(1, block * PAGE - 10, 20, number)
        script.read(1, block * PAGE - 3 * PAGE, 5 * PAGE)
    script.sync()
    # Other pointers beside those that the disk knows by now.
    for number, block in enumerate(places, 10):
        script.write(1, (block + 7) * PAGE + 1, 2 * PAGE, number)
    script.read(1, DIRECT * PAGE - 100, 12 * PAGE)
    script.read(1, 0, 100 * PAGE)
    script.sync()
    for block in (FAR, INDIRECT_END + 9, INDIRECT_END + 1, DIRECT + 3, 3):
        script.resize(1, block * PAGE - 5)
        script.read(1, max(0, (block - 4) * PAGE), 8 * PAGE)
    script.write(1, (DIRECT + 1) * PAGE, 10, 50)
    script.write(1, 0, 3 * PAGE, 51)
    # Behind blocks of pointers that are missing.
    script.open(2, "/gap", "rwc")
    for number, block in enumerate((INDIRECT_END, INDIRECT_END + 2 * POINTERS), 60):
        script.write(2, block * PAGE, 10, number)
        script.read(2, (block - 5) * PAGE, 8 * PAGE)
    return script


def sparse() -> Script:
    """Holes: shown, filled, made again; and a block of pointers that cannot be read is none."""
    script = Script({"/old": b"x" * 10, "/lost": blocks_of(200, DIRECT + 8)})
    script.open(1, "/f", "rwc")
    script.open(2, "/f", "r")
    script.resize(1, 40 * PAGE)
    script.show(2, "r", 13, 16)
    script.look(2, 0, 16 * PAGE)
    script.write(1, 14 * PAGE + 5, 100, 3)
    script.line("fresh 2", lambda _: "0")
    script.show(2, "r", 16, 16)
    script.look(2, 0, 16 * PAGE)
    script.read(2, 0, 40 * PAGE)
    script.write(1, 30 * PAGE, 2 * PAGE, 4)
    script.read(2, 0, 40 * PAGE)
    script.open(3, "/old", "rw")
    script.resize(3, 3)
    script.resize(3, 5000)
    script.read(3, 0, 6000)
    script.write(3, 20_000, 4, 1)
    script.read(3, 0, 30_000)
    script.grow(3, 50_000)
    script.grow(3, 100)
    # At the end, where a hole is, of a file that two have open.
    script.open(4, "/old", "rw")
    for number, count in ((3, 100), (4, 5000), (3, 20 * PAGE), (4, 1)):
        script.append(number, count, count)
    script.read(3, 40_000, 100_000)
    script.open(5, "/lost", "r")
    for _ in range(2):
        script.fails(f"read 5 {DIRECT * PAGE} 100", IO)
        script.read(5, 0, DIRECT * PAGE)
    return script


EDGES, FAR_OFF, SPARSE = reading_edges(), writing_far(), sparse()
EDGE = EDGES.run("fs_edges", layout=Layout(mib=8))
FAR_RUN = FAR_OFF.run("fs_far")
HOLES = SPARSE.run("fs_holes", faults=fault_in("/lost", DIRECT, write=False))


@judges(EDGE)
def fs_edges(run: Outcome) -> None:
    """Direct, indirect and double-indirect blocks are found, up to the last of each"""
    hint = "steps_to: the first and the last block that takes one, two and three steps; inode_run:"
    judge(run, EDGES, f"{hint} of blocks, as many as follow each other on the disk")


@judges(FAR_RUN)
def fs_far(run: Outcome) -> None:
    """A file is written far behind its end, beside what the disk knows, and cut"""
    hint = "steps_to: the same steps to make and to cut; inode_run: a hole is stored as 0, and ends"
    judge(run, FAR_OFF, f"{hint} with its block of pointers")


@judges(HOLES)
def fs_holes(run: Outcome) -> None:
    """A hole reads as zeros, takes no block, and can be filled"""
    hint = "inode_run: a pointer that is 0, or a missing block of pointers, is a hole; not one"
    judge(run, SPARSE, f"{hint} that cannot be read: pass on what cache_get() says")
    inode = run.files.stat("/f")
    assert inode is not None
    run.require(
        inode.sectors == 3 * PAGE // 512 + PAGE // 512,
        "/f takes 3 blocks, and one of pointers",
        f"{inode.sectors} sectors",
        "inode_run: no more than the hole that was written to is filled",
    )


# 5.6: blocks and inodes

GROUPED = Layout(mib=4, group_blocks=256)


def filling() -> Script:
    """The disk becomes full."""
    script = Script({"/first": blocks_of(1, 50)})
    script.make("/keep", 200 * KIB, 1)
    script.make("/go", 300 * KIB, 2)
    script.sync()
    script.open(1, "/fill", "rwc")
    for part in range(4):
        script.write_some(1, part << 20, 1 << 20, 7)
        if part == 1:  # the first group is full, the others are not
            script.make("/early", 5 * PAGE, 3)
    script.fails(f"write 1 {4 << 20} 100 7", NO_DISK)
    # What is left may be too little there, where a block needs another one that points to it.
    script.open(4, "/rest", "rwc")
    script.write_some(4, 0, 8 * PAGE, 8)
    script.open(2, "/first", "r")
    script.read(2, 0, 50 * PAGE)
    script.open(3, "/none", "rwc")
    script.fails("write 3 0 1 1", NO_DISK)
    script.fails("mkdir /dir", NO_DISK)
    script.write(2 + 1, 0, 0, 1)
    script.remove("/go")
    script.write(3, 0, 62 * PAGE, 5)
    script.read(3, 0, 62 * PAGE)
    # What is free then lies before that file, in the same group.
    script.open(4, "/rest", "rwc")
    script.write_some(4, 0, 1 << 20, 6)
    script.remove("/keep")
    script.sync()
    script.write(3, 62 * PAGE, 30 * PAGE, 8)
    script.sync()
    script.append(4, 10 * PAGE, 9)
    script.append_some(4, 16 * PAGE, 9)
    script.fails("append 4 10 9", NO_DISK)
    script.sync()
    return script


def filling_up() -> Script:
    """What is left lies at the beginning of another group than that of the file that grows."""
    script = Script({"/a": blocks_of(1, 100), "/low": blocks_of(2, 149)})
    script.open(1, "/a", "rw")
    script.open(2, "/low", "rw")
    script.open(3, "/fill", "rwc")
    script.write_some(3, 0, 1 << 20, 3)
    script.write_some(3, 1 << 20, PAGE, 3)
    script.resize(2, 141 * PAGE)
    script.sync()
    script.append(1, 4 * PAGE, 4)
    return script


def grouping() -> Script:
    """Directories and their files, over all groups; then all of them go."""
    script = Script()
    for number in range(8):
        script.mkdir(f"/d{number}")
        script.make(f"/d{number}/f", 90 * KIB + number, number)
    script.sync()
    for number in range(8):
        script.remove(f"/d{number}/f")
        script.make(f"/d{number}/g", 80 * KIB - number, number)
    script.sync()
    for number in range(0, 8, 2):
        script.remove(f"/d{number}/g")
        script.remove(f"/d{number}", "rmdir")
    return script


def running_out_of_inodes() -> Script:
    """More files than there are inodes."""
    script = Script()
    script.mkdir("/d")
    script.anyhow("for 0 200 open 1 /d/f# rwc")
    script.anyhow("open 1 /d/one-more rwc")
    script.fails("mkdir /e", NO_DISK)
    script.line("remove /d/f0", lambda _: "0")
    script.line("open 1 /d/another rwc", lambda _: "0 size 0")
    script.line("close 1", lambda _: "0")
    script.line("remove /d/another", lambda _: "0")
    script.line("mkdir /e", lambda _: "0")
    script.line("sync", lambda _: "0")
    return script


def lying_near() -> Script:
    """One file after the other."""
    script = Script({"/d": None})
    for number in range(3):
        script.make(f"/d/{number}", 150 * PAGE, number)
    script.remove("/d/0")
    script.make("/d/3", 40 * PAGE, 3)
    for number in range(10, 20):
        script.make(f"/d/{number}", 3 * PAGE, number)
    for number in range(10, 19, 2):
        script.remove(f"/d/{number}")
    script.sync()
    # There is room behind it, and before it, where those were that are gone.
    script.open(1, "/d/19", "rw")
    script.write(1, 3 * PAGE, 30 * PAGE, 20)
    return script


OLD = 60  # blocks of a file that goes
REST = 800  # all blocks that are free meanwhile, but for a few


def unlinking() -> Script:
    """Files without a name, as long as they are open, and until that is on the disk."""
    script = Script({"/a": blocks_of(1, 30), "/b": b"b", "/old": blocks_of(100, OLD)})
    script.open(1, "/a", "rw")
    script.open(2, "/a", "r")
    script.remove("/a")
    script.fails("open 3 /a r", NOT_FOUND)
    script.read(1, 0, 30 * PAGE)
    script.sync()
    script.make("/c", 100 * PAGE, 1)
    script.write(1, 20 * PAGE, 20 * PAGE, 2)
    script.read(2, 0, 50 * PAGE)
    script.rename("/b", "/a")
    script.close(1)
    script.sync()
    script.read(2, 0, 50 * PAGE)
    script.close(2)
    script.open(4, "/d", "rwc")
    script.remove("/d")
    script.write(4, 0, 5 * PAGE, 3)
    script.read(4, 0, 6 * PAGE)
    script.close(4)
    script.sync()
    # Till the next sync, the disk says that these blocks are in use. All others are taken.
    script.remove("/old")
    script.open(5, "/new", "rwc")
    for part in range(0, REST, 256):
        script.write(5, part * PAGE, min(256, REST - part) * PAGE, part)
    return script


def claim_twice(data: bytearray) -> None:
    """The second file gets the blocks of the first, and the fourth those of the third."""
    anatomy = damage.Anatomy(bytes(data))
    files = [number for number in anatomy.inodes() if number > damage.FIRST_FREE_INODE]
    for owner, other in (files[0:2], files[2:4]):
        for name in ("size", "blocks"):
            offset, size = damage.INODE_FIELDS[name]
            copy_field(data, anatomy.inode(owner) + offset, anatomy.inode(other) + offset, size)
        start, size = damage.INODE_BLOCKS, 4 * DIRECT
        copy_field(data, anatomy.inode(owner) + start, anatomy.inode(other) + start, size)


def copy_field(data: bytearray, source: int, target: int, size: int) -> None:
    """Copies so many bytes."""
    data[target : target + size] = data[source : source + size]


def freeing_twice() -> Script:
    """Two files claim the same blocks: both are removed, at the same time or one by one."""
    script = Script({"/a": b"a" * 3 * PAGE, "/b": b"", "/c": b"c" * 5 * PAGE, "/d": b""})
    for name in ("/a", "/b", "/c"):
        script.remove(name)
    script.sync()
    script.remove("/d")
    script.sync()
    script.make("/e", 3 * PAGE, 1)
    for _ in range(4):
        script.sync()
    return script


def forget_in_use(data: bytearray) -> None:
    """The first group's bitmap says of all up to the table of inodes that it is free."""
    anatomy = damage.Anatomy(bytes(data))
    bitmap = anatomy.group(0, "block_bitmap") * PAGE
    for block in range(anatomy.group(0, "inode_table") + 1):
        data[bitmap + block // 8] &= ~(1 << block % 8)


def keeping_off() -> Script:
    """A file is made where the bitmap is wrong."""
    script = Script({"/a": b"a"})
    script.stat("/a")
    script.make("/b", 30 * PAGE, 1)
    return script


FILLING, GROUPING, INODES = filling(), grouping(), running_out_of_inodes()
FILLING_UP = filling_up()
NEARNESS, UNLINKING, TWICE = lying_near(), unlinking(), freeing_twice()
KEEPING_OFF = keeping_off()
FULL = FILLING.run("fs_full", layout=GROUPED)
FULL_UP = FILLING_UP.run("fs_full_up", layout=Layout(mib=2, group_blocks=256, inodes=256))
GROUPS = GROUPING.run("fs_groups", layout=GROUPED)
NO_INODES = INODES.run("fs_inodes", layout=Layout(mib=2, group_blocks=256, inodes=64))
NEAR = NEARNESS.run("fs_near")
UNLINKED = UNLINKING.run("fs_unlinked", layout=GROUPED)
FREED_TWICE = TWICE.run("fs_twice", alter=claim_twice, recorded=True)
NOT_FREE = KEEPING_OFF.run("fs_twice_in_use", layout=GROUPED, alter=forget_in_use)


SUPER_STATE, VALID_FS = 58, 1  # s_state


def super_field(run: Outcome, offset: int) -> int:
    """A number in the superblock, at the end."""
    return int.from_bytes(run.files.sectors(2, 1)[offset : offset + 4], "little")


@judges(FULL, FULL_UP)
def fs_full(run: Outcome) -> None:
    """A full disk is an error for who wants more; nothing that was there before is lost"""
    if run.run.name == FULL_UP.name:
        judge(run, FILLING_UP, "block_alloc: goal is a place in its own group; others from 0 on")
        return
    hint = "block_alloc: all groups, each up to its last block; -E_NO_DISK if there is none"
    judge(run, FILLING, hint)
    # /keep had 51 blocks, with one of pointers; so many were written in their place.
    free = super_field(run, 12)
    run.require(free <= 51 - 30 + 4, "hardly a block was left when it was full", str(free), hint)


@judges(GROUPS)
def fs_groups(run: Outcome) -> None:
    """Each group has its bitmaps and its counts, and all of them stay right"""
    judge(run, GROUPING, "block_alloc, block_free: the bit, the bitmap and the count of one group")


@judges(NO_INODES)
def fs_inodes(run: Outcome) -> None:
    """All inodes can be used, and again when their files are gone"""
    hint = "find_clear: every bit up to the end, and none beyond"
    INODES.require(run, hint=hint)
    run.require_off()
    require_clean(run, hint)
    free = super_field(run, 16)
    run.require(free == 0, "no inode is left", f"{free}", hint)


@judges(NEAR)
def fs_near(run: Outcome) -> None:
    """The blocks of a file lie side by side, as far as there is room"""
    judge(run, NEARNESS)
    for number in (1, 2, 3, 19):
        found = ext2.blocks(run.files.volume, f"/d/{number}")
        gaps = [f"{b} after {a}" for a, b in zip(found, found[1:]) if b != a + 1]
        run.require(
            len(gaps) <= 3,
            f"the {len(found)} blocks of /d/{number} side by side, but for those of pointers",
            f"{len(gaps)} gaps: block {', '.join(gaps[:5])}{', ...' if len(gaps) > 5 else ''}",
        )
        back = [f"{b} after {a}" for a, b in zip(found, found[1:]) if b < a]
        run.require(
            not back,
            f"each block of /d/{number} behind the one before it, where there is room",
            f"block {', '.join(back)}",
        )


@judges(UNLINKED)
def fs_unlinked(run: Outcome) -> None:
    """A file without a name lives until it is closed; its blocks are free at the next sync"""
    hint = "block_free: B_NEW is free at once, all else at the next write-back"
    judge(run, UNLINKING, hint)
    assert run.files.made is not None
    had, new = ext2.blocks(run.files.made, "/old"), ext2.blocks(run.files.volume, "/new")
    again = sorted(set(had) & set(new))
    run.require(
        not again,
        "no block of /old, which is removed, used again before the next sync",
        f"/new has {len(again)} of them, as {', '.join(map(str, again[:3]))}",
        hint,
    )


def judge_kept_off(run: Outcome) -> None:
    """What has a role is not given away, though the bitmap says that it is free."""
    hint = "block_alloc: every block that has a role is in use: go on behind it, and look again"
    KEEPING_OFF.require(run, hint)
    run.require_off(hint)
    require_files(run, {"/a": b"a", "/b": content(0, 30 * PAGE, 1, nonce_of(run))}, hint)


@judges(FREED_TWICE, NOT_FREE)
def fs_twice(run: Outcome) -> None:
    """Blocks that two files claim are freed once, and none is taken that has its use"""
    if run.run.name == NOT_FREE.name:
        judge_kept_off(run)
        return
    judge(run, TWICE, "block_free: nothing that is free already, or noted already")
    state = run.files.sectors(2, 1)[SUPER_STATE]
    run.require(
        not state & VALID_FS,
        "a superblock that does not say that all is well, for a block was free before it was freed",
        f"s_state {state}",
        "block_free: fs.doubtful if the bit is clear already",
    )
    # After its content, the superblock is written once, at the end; then nothing is to be done.
    blocks = [piece.sector * 512 // PAGE for piece in writes.pieces(run.files.writes())]
    last = max(blocks.index(block) for block in ext2.blocks(run.files.volume, "/e"))
    times = blocks[last:].count(0)
    run.require(
        times == 1,
        "no write by a sync when nothing has changed since the last one",
        f"{times - 1} more writes of the superblock",
        "block_free: nunsettled counts a block once, however often it is noted",
    )


# 5.7: names


def naming() -> Script:
    """Entries that just fit, that are removed at all places, and come again."""
    script = Script({"/d": None, "/e": None})
    script.files.update({f"/e/{letter * 248}": b"" for letter in "abcdefghijklmno"})
    script.files.update({f"/e/{'p' * 224}": b"", "/e/first": b"1", "/e/next": b"22"})
    # 24 bytes are taken by "." and ".."; 15 entries of 256 bytes, one of 232: the block is full.
    for letter in "abcdefghijklmno":
        script.make(f"/d/{letter}*248", 10, ord(letter))
    script.make("/d/p*224", 10, 1)
    script.make("/d/second", 10, 2)
    script.make("/d/q*255", 20, 3)
    script.fails("open 1 /d/q*256 rwc", BAD_PATH)
    script.make("/d/x", 30, 4)
    # In the second block as well, less is left than an entry of 256 bytes takes.
    for letter in "rtuvwyz0123456":
        script.make(f"/d/{letter}*248", 10, ord(letter))
    # When all is full, the first entry of that, free, is all the room that there is.
    script.make("/d/f*212", 1, 1)
    script.remove("/d/second")
    script.make("/d/2nd", 1, 1)
    script.remove("/d/2nd")
    script.make("/d/second", 10, 2)
    script.remove("/d/f*212")
    # The first entry of a block, as others make it: removed, and its room taken.
    script.remove("/e/first")
    script.make("/e/1st", 10, 10)
    script.stat("/e/next")
    script.remove("/e/1st")
    script.stat("/e/next")
    for name in ("a*248", "h*248", "p*224", "second"):
        script.remove(f"/d/{name}")
        script.fails(f"stat /d/{name}", NOT_FOUND)
    # Into the gaps: one that fills it, one that leaves room, one that takes what that left.
    script.make("/d/A*248", 11, 5)
    script.make("/d/H*100", 12, 6)
    script.make("/d/I*130", 13, 7)
    script.make("/d/s", 14, 8)
    for name in ("b*248", "o*248", "x", "q*255", "A*248", "H*100", "I*130", "s"):
        script.stat(f"/d/{name}")
    script.fails("stat /d/H*101", NOT_FOUND)
    script.fails("stat /d/H*99", NOT_FOUND)
    script.remove("/d/b*248")
    script.remove("/d/A*248")
    script.make("/d/B*255", 15, 9)
    # The first of a block, when all else is on the disk.
    script.make("/e/2nd", 10, 10)
    script.sync()
    script.remove("/e/2nd")
    script.sync()
    return script


MANY = 1500


def many() -> Script:
    """A directory of many files."""
    script = Script()
    script.mkdir("/m")
    script.each(
        0, MANY, "open 1 /m/file-# rwc", lambda m, n: m.add(f"/m/file-{n}", Node(False))
    )
    script.close(1, opened=False)
    script.each(0, MANY, "stat /m/file-#", lambda *_: None)
    script.sync()
    script.each(0, MANY // 2, "remove /m/file-#", lambda m, n: m.drop(f"/m/file-{n}"))
    script.line(f"for 0 {MANY // 2} stat /m/file-#", lambda _: f"0 {NOT_FOUND}")
    script.each(
        MANY // 2, MANY, "rename /m/file-# /m/a-longer-name-#", lambda m, n: m.move(
            f"/m/file-{n}", f"/m/a-longer-name-{n}"
        )
    )
    script.each(0, 50, "open 1 /m/again-# rwc", lambda m, n: m.add(f"/m/again-{n}", Node(False)))
    script.close(1, opened=False)
    return script


def tree() -> Script:
    """Directories in directories, and what must not be done with them."""
    script = Script({"/f": b"file", "/w": None, "/w/d": None})
    # Names that leave no room for a long one beside /w/d.
    script.files.update({f"/w/{letter * 250}": b"" for letter in "bcdefghijklmnop"})
    for name in ("/a", "/a/b", "/a/b/c", "/z"):
        script.mkdir(name)
    script.make("/a/b/g", 5, 1)
    for text, error in (
        ("mkdir /a", FILE_EXISTS),
        ("mkdir /f", FILE_EXISTS),
        ("mkdir /no/where", NOT_FOUND),
        ("mkdir /f/x", NOT_DIR),
        ("open 1 /a rw", IS_DIR),
        ("open 1 /f rce", FILE_EXISTS),
        ("open 1 f r", BAD_PATH),
        ("open 1 /f/ r", 0),
        ("rmdir /a/b", NOT_EMPTY),
        ("rmdir /f", NOT_DIR),
        ("rmdir /a/b/c/.", INVAL),
        ("rmdir /", INVAL),
        ("remove /a/b/c", IS_DIR),
        ("remove /a/b/x", NOT_FOUND),
        ("rename /a /a/b/c/d", INVAL),
        ("rename /a /a/x", INVAL),
        ("rename /f /a/b", IS_DIR),
        ("rename /a /f", NOT_DIR),
        ("rename /x /y", NOT_FOUND),
        ("rename /f /no/f", NOT_FOUND),
        ("rename /a/b /z/b", NOT_AT_ONCE),
        ("rename /w/d /w/x*255", NOT_AT_ONCE),
        ("link /a /l", IS_DIR),
        ("link /f /a", FILE_EXISTS),
    ):
        if error:
            script.fails(text, error)
    script.rename("/w/d", "/w/e")
    script.rename("/a/b", "/a/another")
    script.mkdir("/z/b")
    script.mkdir("/z/b/c")
    script.rename("/a/another/g", "/z/b/g")
    script.remove("/a/another/c", "rmdir")
    script.remove("/a/another", "rmdir")
    script.stat("/z/b/../b/./g")
    script.fails("stat /z/b/../b/../../a/b", NOT_FOUND)
    script.stat("//z//b/g")
    script.link("/z/b/g", "/a/h")
    script.link("/z/b/g", "/z/h")
    script.stat("/a/h")
    script.remove("/z/b/g")
    script.remove("/z/b/c", "rmdir")
    script.remove("/z/b", "rmdir")
    script.rename("/z/h", "/f")
    script.stat("/f")
    script.rename("/f", "/f2")
    script.rename("/a", "/y")
    script.remove("/y/h")
    script.stat("/f2")
    return script


MOST_NAMES = 32000


def too_many_names() -> Script:
    """A file and a directory that cannot have one more name."""
    script = Script({"/file": b"file", "/other": b"the other", "/full": None})
    for text in ("link /file /more", "rename /file /other", "mkdir /full/d"):
        script.fails(text, NOT_SUPP)
    for text in ("stat /more", "stat /full/d"):
        script.fails(text, NOT_FOUND)
    script.sync()
    script.stat("/other")
    return script


NAMING, MANY_NAMES, TREE, TOO_MANY = naming(), many(), tree(), too_many_names()
NAMES = NAMING.run("fs_names")
ADDED = Run("fs_names_added", "run=fsdir")
ADDITIONS = range(1, 5)  # of user/fsdir.c
MANY_RUN = MANY_NAMES.run("fs_many", limit=3 * LIMIT)
TREES = TREE.run("fs_tree")
FULL_OF_NAMES = TOO_MANY.run(
    "fs_tree_names",
    commands=tuple(f"set_inode_field {n} links_count {MOST_NAMES}" for n in ("/file", "/full")),
)


def judge_added(run: Outcome) -> None:
    """Whoever looks meanwhile sees the old names, or these and a new one."""
    hint = "dir_add: the new entry first, its inode last; then what leads to it: barrier() between"
    for number in ADDITIONS:
        steps = run.number(f"steps/{number}")
        run.require(steps > 10, "more than ten instructions to add a name", str(steps))
        torn = run.number(f"torn/{number}")
        run.require(
            torn == 0,
            "between any two instructions of dir_add() a block of which each entry is whole",
            f"it is not after {torn} of {steps}",
            hint,
            f"torn/{number}",
        )
        require_results(run, {f"added/{number}": 1})
    run.require_off()


@judges(NAMES, ADDED)
def fs_names(run: Outcome) -> None:
    """Entries that just fit are found, removed first, last and between, and their room is used"""
    if run.run.name == ADDED.name:
        judge_added(run)
        return
    hint = "dir_add, dir_remove: the entries of a block follow each other up to its end"
    model = judge(run, NAMING, hint)
    for name in ("/d", "/e"):
        assert model.names[name].is_dir
        directory = run.files.stat(name)
        assert directory is not None
        run.require(
            directory.size == 2 * PAGE,
            f"{name} has two blocks",
            f"{directory.size} bytes",
            "find_room: a free entry, and what an entry has more than it needs, can be used",
        )


@judges(MANY_RUN)
def fs_many(run: Outcome) -> None:
    """A directory of very many names"""
    hint = "find_entry, find_room: in every block of the directory; *before is null for the first"
    judge(run, MANY_NAMES, f"{hint} of a block; cache_dirty()")


# A line of debugfs's ls -l: inode, mode, type, ..., name.
LISTED = re.compile(r"\s*\d+\s+([0-7]+) \((\d+)\)\s.*\s(\S+)")
TYPE_FILE, TYPE_DIRECTORY = 1, 2


def require_types(run: Outcome, directory: str) -> None:
    """Each entry must have the type of its inode. With -n, e2fsck keeps silent about that."""
    found = LISTED.findall(ext2.ask(run.files.volume, f"ls -l {directory}"))
    run.require(found, f"entries in {directory}", "none")
    for mode, kind, name in found:
        wanted = TYPE_DIRECTORY if int(mode, 8) & 0o40000 else TYPE_FILE
        run.require(int(kind) == wanted, f"{name} in {directory} of type {wanted}", kind, "dir_add")


@judges(TREES, FULL_OF_NAMES)
def fs_tree(run: Outcome) -> None:
    """Directories in directories: made, moved, removed; and what must be refused"""
    if run.run.name == FULL_OF_NAMES.name:
        TOO_MANY.require(run)
        return
    judge(run, TREE, "dir_remove, dir_add: the right entry, of the right block, and cache_dirty()")
    for directory in ("/", "/y", "/w"):
        require_types(run, directory)


# 5.8: write-back


def syncing() -> Script:
    """Pages that are written to through windows, before and after each sync."""
    script = Script({"/old": blocks_of(1, 12), "/other": blocks_of(100, 12)})
    script.open(1, "/old", "rw")
    script.open(2, "/new", "rwc")
    script.show(1, "w", 2, 10, 3 * PAGE)
    script.poke(1, 100, 3000, 1)
    script.write(2, 0, 5 * PAGE, 2)
    script.sync()
    script.poke(1, 9 * PAGE, 3000, 3)
    script.sync()
    script.poke(1, 3 * PAGE + 1, 100, 4)
    script.close(1)
    script.sync()
    script.open(1, "/other", "rw")
    script.show(1, "w", 0, 12, 1)
    script.poke(1, 0, 12 * PAGE, 5)
    script.close(1)
    script.sync()
    script.make("/late", PAGE, 6)
    script.sync()
    return script


def failing_writes() -> Script:
    """One block cannot be written, the first time."""
    script = Script({"/bad": blocks_of(1, 5)})
    script.open(1, "/bad", "rw")
    script.write(1, 100, 4 * PAGE, 1)
    script.make("/other", 3 * PAGE, 2)
    script.fails("sync", IO)
    script.read(1, 0, 5 * PAGE)
    script.make("/third", 10, 3)
    script.sync()
    return script


def failing_phases() -> Script:
    """The superblock cannot be written, a bitmap, then inodes: no next phase must begin."""
    script = Script()
    for number, name in enumerate(("/new", "/more", "/other"), 1):
        script.make(name, 3 * PAGE, number)
        script.fails("sync", IO)
    # It was never on the disk, but the bitmap was, in which its blocks are in use.
    script.remove("/more")
    script.sync()
    return script


def phases_once(made: Path) -> tuple[Fault, ...]:
    """An error at the first write of the superblock, of the bitmap of blocks, and of inodes."""
    anatomy = damage.Anatomy(made.read_bytes())
    blocks = (0, anatomy.group(0, "block_bitmap"), anatomy.group(0, "inode_table"))
    return tuple(Fault(n * PAGE // 512, write=True, once=True) for n in blocks)


def failing_at_the_end() -> Script:
    """The group descriptors cannot be written when all else is; then the superblock cannot."""
    script = Script()
    script.make("/new", 3 * PAGE, 1)
    for _ in range(2):
        script.fails("sync", IO)
    script.sync()
    return script


SYNCING, FAILING_WRITES, FAILING_PHASES = syncing(), failing_writes(), failing_phases()
FAILING_END = failing_at_the_end()
SYNC = SYNCING.run("fs_sync", recorded=True)
IO_WRITE = FAILING_WRITES.run("fs_io_write", faults=fault_in("/bad", 2, once=True))
IO_PHASES = FAILING_PHASES.run("fs_io_phases", faults=phases_once, recorded=True)
# One that was not in order before is not said to be in order, nor that something is under way.
IO_END = FAILING_END.run(
    "fs_io_end",
    faults=tuple(Fault(n * PAGE // 512, write=True, once=True) for n in (0, 1)),
    commands=("set_super_value state 0",),
)


@judges(SYNC)
def fs_sync(run: Outcome) -> None:
    """What is written through a window reaches the disk, also after a sync, also if it is closed"""
    hint = "take_back, done: what somebody may have written since then stays dirty"
    judge(run, SYNCING, on_disk=hint)
    run.require(
        run.files.sectors(2, 1)[SUPER_STATE] == VALID_FS,
        "the superblock says that all is well, after the last sync",
        "it does not",
        "write_back: write_super(true) is the last of it",
    )
    block = ext2.blocks(run.files.volume, "/other")[0]
    times = [piece.sector * 512 // PAGE for piece in writes.pieces(run.files.writes())].count(block)
    run.require(
        times == 1,
        "/other, which was closed before it was synced, is written once",
        f"its first block was written {times} times",
        "take_back: a block that nobody else has mapped any more is not B_LENT",
    )


@judges(IO_WRITE, IO_PHASES, IO_END)
def fs_io_write(run: Outcome) -> None:
    """A block that cannot be written is an error of sync(), and is written the next time"""
    if run.run.name == IO_PHASES.name:
        hint = "write_back: the error of each of its calls ends it"
        FAILING_PHASES.require(run, hint)
        judge(run, FAILING_PHASES, "block_free: the bitmap is dirty, also if the block is B_NEW")
        pieces = list(writes.pieces(run.files.writes()))[:2]
        first = [piece.sector * 512 // PAGE for piece in pieces]
        # Before anything changes the disk has to say that something is under way.
        wanted = "the superblock is written again, where that failed, before anything else"
        run.require(first == [0, 0], wanted, f"writes of blocks {first}", hint)
        return
    if run.run.name == IO_END.name:
        judge(run, FAILING_END, "write_back: what the_end and write_super(true) say is returned")
        return
    judge(run, FAILING_WRITES, "done: a block that is still B_LENT stays dirty")


# A stop at any moment. Each part of the script begins with a mark in a file of its own, by which
# the writes of that part are told from those before it, and ends with a sync.

MARK = "/mark"
ORDERED = Layout(mib=2, group_blocks=256, inodes=256)


class Stages:
    """Scripts in parts, of which every beginning of the stream of writes is judged."""

    def __init__(self, files: Optional[dict[str, Optional[bytes]]] = None) -> None:
        self.script = Script({MARK: bytes([255]) * PAGE, **(files or {})})
        self.parts = 0

    def begin(self) -> Script:
        """Another part."""
        if self.parts > 0:
            self.script.sync()
        self.script.open(60, MARK, "rw")
        self.script.write(60, 0, PAGE, self.parts)
        self.script.close(60)
        self.parts += 1
        return self.script

    def run(self, name: str) -> Run:
        """A run with all writes recorded."""
        return self.script.run(name, layout=ORDERED, recorded=True)

    def starts(self, run: Outcome, nonce: int) -> list[int]:
        """After how many pieces each part has begun, but the first, and the whole has ended."""
        assert run.files.made is not None
        sector = ext2.blocks(run.files.made, MARK)[0] * PAGE // 512
        marks = {content(0, PAGE, part, nonce): part for part in range(self.parts)}
        starts: dict[int, int] = {}
        pieces = list(writes.pieces(run.files.writes()))
        for number, piece in enumerate(pieces):
            if piece.sector == sector and piece.data in marks:
                starts.setdefault(marks[piece.data], number)
        return [starts.get(part, len(pieces)) for part in range(1, self.parts)] + [len(pieces)]

    def judge(self, run: Outcome, hint: str) -> None:
        """The script must go well, and every cut must leave what was safe."""
        model = judge(run, self.script, hint)
        starts = self.starts(run, model.nonce)
        cuts = run.files.cuts(partial(self.missing, model, starts))
        run.require(len(cuts) > 5 * self.parts, "many writes", f"{len(cuts) - 1}", hint)
        for cut in cuts:
            bad = cut.wrong or not cut.repaired or cut.lost
            run.require(not bad, "nothing but leaks, wherever it stops", cut.describe(), hint)

    def missing(self, model: Model, starts: list[int], number: int, volume: Path) -> str:
        """What is not there that was safe after so many writes."""
        # The superblock, which says that something is under way, may be written before the mark.
        done = sum(number >= start for start in starts)
        promised = model.promised[min(done, len(model.promised) - 1)]
        names = {name for promise in promised for name in promise.names}
        found = ext2.read_files(volume, sorted(names))
        for promise in promised:
            if not any(found.get(name) in promise.contents for name in promise.names):
                return f"{' or '.join(promise.names)}: {promise.what}"
        return ""


def making_and_writing() -> Stages:
    """Files are made, grow, shrink and go."""
    stages = Stages({"/old": blocks_of(1, 20), "/cut": blocks_of(100, 16), "/gone": b"x" * 9000})
    script = stages.begin()
    script.make("/a", 3 * PAGE, 1)
    script.make("/b", 15 * PAGE, 2)
    script.open(1, "/old", "rw")
    script.write(1, 18 * PAGE, 6 * PAGE, 3)
    script = stages.begin()
    script.remove("/gone")
    script.make("/c", 2 * PAGE, 4)
    script.open(2, "/cut", "rw")
    script.resize(2, 13 * PAGE)
    script.write(2, 14 * PAGE, PAGE, 5)
    script.close(2)
    script = stages.begin()
    script.remove("/b")
    script.make("/d", 15 * PAGE, 6)
    script.write(1, 30 * PAGE, 100, 7)
    script.write(1, (INDIRECT_END + 2) * PAGE, 3 * PAGE, 8)
    script.remove("/cut")
    # Less of a file, where one block of pointers, and then two, keep some of theirs.
    for blocks in (INDIRECT_END + 3, 15):
        script = stages.begin()
        script.resize(1, blocks * PAGE - 5)
    return stages


def naming_and_moving() -> Stages:
    """Files get other names, lose names, and take each other's place."""
    stages = Stages({"/x": None, "/y": None, "/a": b"a" * 5000, "/x/b": b"b" * 5000})
    script = stages.script
    for name in "cde":
        script.files[f"/x/{name}"] = name.encode() * 3000
    # Names that fill a block, so that a new one stands in another block than the old one.
    script.files.update({f"/y/{letter * 250}": b"" for letter in "klmnopqrstuvwxy"})
    script = stages.begin()
    script.rename("/a", "/x/a")
    script.link("/x/b", "/y/b")
    script.rename("/x/c", "/y/c")
    script = stages.begin()
    script.remove("/x/b")
    script.rename("/x/d", "/x/e")
    script = stages.begin()
    script.make("/new", 2 * PAGE, 1)
    script.rename("/new", "/y/b")
    script = stages.begin()
    script.rename(f"/y/{'k' * 250}", "/y/" + "z" * 255)
    script.link("/y/c", "/x/c")
    script.rename("/x/c", "/a")
    script.link("/a", "/lost+found/a")
    script = stages.begin()
    script.remove("/lost+found/a")
    return stages


def growing_trees() -> Stages:
    """Directories are made, filled, emptied and removed."""
    stages = Stages({"/d": None, "/d/f": b"f" * 5000, "/d/g": b"g" * 5000, "/h": b"h" * 5000})
    script = stages.begin()
    script.mkdir("/p")
    script.make("/p/f", 5000, 1)
    script.mkdir("/p/q")
    script.make("/p/q/f", 5000, 2)
    script.link("/h", "/p/q/h")
    script.remove("/h")
    # A new directory beside a file that has both of its names for a while: one block of inodes.
    script = stages.begin()
    script.mkdir("/p/r")
    script.rename("/p/q/f", "/d/i")
    # A new directory that gets a file of before; one beside a file that comes out of its directory.
    script = stages.begin()
    script.make("/moved", 5000, 3)
    script.mkdir("/n")
    script.rename("/moved", "/n/moved")
    script = stages.begin()
    script.rename("/p/f", "/pf")
    script.mkdir("/r")
    script = stages.begin()
    script.rename("/d/f", "/f")
    script.remove("/d/g")
    script.remove("/d/i")
    script.remove("/d", "rmdir")
    script.mkdir("/d")
    script = stages.begin()
    script.remove("/p/r", "rmdir")
    script.rename("/p/q/h", "/h")
    script.remove("/p/q", "rmdir")
    script.remove("/pf")
    script.remove("/p", "rmdir")
    return stages


ORDER, ORDER_NAMES, ORDER_TREES = making_and_writing(), naming_and_moving(), growing_trees()
ORDER_RUN = ORDER.run("fs_order")
ORDER_NAMES_RUN = ORDER_NAMES.run("fs_order_names")
ORDER_TREES_RUN = ORDER_TREES.run("fs_order_trees")


def require_bitmap_once(run: Outcome) -> None:
    """The first write-back frees no inode: it must write the bitmap of inodes once."""
    assert run.files.made is not None
    anatomy = damage.Anatomy(run.files.made.read_bytes())
    blocks = [piece.sector * 512 // PAGE for piece in writes.pieces(run.files.writes())]
    # It lies between the first two writes of the superblock, which is in block 0.
    times = blocks[: blocks.index(0, 1)].count(anatomy.group(0, "inode_bitmap"))
    run.require(
        times == 1,
        "the bitmap of inodes written once in the first write-back, which frees none",
        f"it was written {times} times",
        "write_back: with content written, bitmaps are clean: for_each(ROLE_BITMAP, set_clean)",
    )


@judges(ORDER_RUN)
def fs_order(run: Outcome) -> None:
    """After a stop between any two writes, files are as they were, or as they were to be"""
    hint = "write_back: what is named is written before it is, what is freed used after"
    more = "block_free: a block that is not B_NEW is noted; done: it is not B_NEW any more"
    ORDER.judge(run, f"{hint} ({more})")
    require_bitmap_once(run)


@judges(ORDER_NAMES_RUN)
def fs_order_names(run: Outcome) -> None:
    """A stop while files get other names: each has one at any moment, and the right content"""
    hint = "write_back: first_dirs, then dirs, then late_dirs, between the two forms of inodes"
    ORDER_NAMES.judge(run, f"{hint}; done: what B_* said of the order is over")


@judges(ORDER_TREES_RUN)
def fs_order_trees(run: Outcome) -> None:
    """A stop while directories are made and removed: what is in them is never lost"""
    hint = "write_back: new_dirs when all names are written, late_dirs, too, before inodes_after"
    ORDER_TREES.judge(run, hint)


# Clients that mean no good, or die; disks that are damaged; what it all costs

HOSTILE = Run(
    "fs_hostile",
    "ktest=count run=parts,fs,fshostile",
    limit=LIMIT,
    preempted=True,
    volume=Volume((("/file", b"content" * 100), ("/dir/", b""))),
)
BIG = blocks_of(1, 300)  # more than the small cache holds
GREEDY = Run(
    "fs_greedy",
    f"ktest=count run=parts,fs,fsgreedy cache={SMALL_CACHE}",
    Hardware(cpus=2),
    limit=LIMIT,
    preempted=True,
    volume=Volume((("/file", b"content" * 100), ("/big", BIG))),
)
CROWD_SIZE = 200
CROWD = Run(
    "fs_crowd",
    f"ktest=count run=parts,fs,fscrowd crowd={CROWD_SIZE}",
    limit=2 * LIMIT,
    preempted=True,
    volume=Volume(layout=Layout(mib=24, group_blocks=2048)),
)
COST = Run(
    "fs_cost",
    "run=parts,fs,fscost",
    limit=LIMIT,
    volume=Volume((("/d/file", blocks_of(1, 100)),)),
)

BAD_PATHS = "no_end second_no_end empty relative"
SENSELESS = "no_page unknown_op last_op unknown_kind read_only never_open to_write to_cut"
SENSELESS += " to_append append_nothing too_large grow_too_large write_too_far closed its_own_page"
MAX_OPEN = -10


@judges(HOSTILE)
def fs_hostile(run: Outcome) -> None:
    """Requests without sense are refused, each with its error, and the server goes on"""
    require_results(run, dict.fromkeys(BAD_PATHS.split(), BAD_PATH))
    require_results(run, dict.fromkeys(SENSELESS.split(), INVAL))
    require_results(run, {"slashes": FILE_EXISTS, "page_far": EOF, "write_behind": EOF})
    require_results(run, dict.fromkeys(("dir_to_write", "dir_to_grow", "dir_to_append"), IS_DIR))
    good = "opened opened_dir opened_rw size_now opened_again after_that sync"
    require_results(run, dict.fromkeys(good.split(), 0))
    require_results(run, {"scribbled": 1, "shown": 1})
    # Some are open besides, of which the server may not have heard yet that they are closed.
    many = run.number("very_many")
    run.require(500 <= many <= 512, "some 510 files open at a time", str(many))
    require_results(run, {"one_more": MAX_OPEN})
    run.require_off()
    require_clean(run)
    require_files(run, {"/file": b"content" * 100, "/dir": None})


@judges(GREEDY)
def fs_greedy(run: Outcome) -> None:
    """Clients that change a request while it is read, keep all pages, or end meanwhile"""
    kinds = "changed/0 changed/1 changed_fd made removed big big_again opened_again after_all sync"
    require_results(run, dict.fromkeys(kinds.split(), 0), "the server must outlive its clients")
    # Whatever is lent, the server has what it needs for names.
    names = "meanwhile meanwhile_made meanwhile_synced meanwhile_gone"
    require_results(run, dict.fromkeys(names.split(), 0))
    hint = "what cannot be had is an error, and nothing is half done"
    memory = "without_memory with_memory errors_then"
    require_results(run, dict.fromkeys(memory.split(), 0), hint)
    run.require(run.number("errors") > 0, "no page of /big without memory", "there are some")
    good = "served/0 served/1 meanwhile_read afterwards"
    require_results(run, dict.fromkeys(good.split(), 1))
    # What lies in a window counts as in use, and some blocks are held besides.
    hint = "choose_victim: -E_NO_MEM when it has come round twice; can_go() keeps what is lent"
    require_results(run, {"no_more": NO_MEM}, hint)
    kept = run.number("kept")
    run.require(kept < SMALL_CACHE, f"fewer than {SMALL_CACHE} pages lent", str(kept), hint)
    run.require_off()
    require_clean(run)
    require_files(run, {"/file": b"content" * 100, "/big": BIG})
    require_accounted(run)


@judges(CROWD)
def fs_crowd(run: Outcome) -> None:
    """200 programs write, and end at any moment: the disk is in order, and no frame is lost"""
    require_results(run, {"sync": 0}, "the server must outlive its clients")
    run.require_off()
    require_clean(run, "block_free: nothing twice, and nothing not at all")
    require_accounted(run)
    held = len(require_bindings(run).held())
    run.require(held == 2, "two bindings left: the disk's, and the server's", str(held))
    names = [name for name, is_dir in walk(run.files.volume).items() if not is_dir]
    own = nonce_of(run)
    for name, data in run.files.read_all(names).items():
        number = int(name.removeprefix("/c/").removesuffix("-too"))
        words = struct.unpack(f"<{len(data) // 4}I", data)
        start = number << 16
        # Their multiples, by additions: there are a million of them.
        multiples = range(start * FACTOR, (start + len(words)) * FACTOR, FACTOR)
        good = all(word == 0 or word == n % (1 << 32) ^ own for word, n in zip(words, multiples))
        run.require(good, f"in {name} only what its program has written", "something else", "")


def wrecking() -> Script:
    """All that can be done with a few files, whatever comes of it."""
    files: dict[str, Optional[bytes]] = {"/a": b"a" * 9000, "/d": None, "/d/e": None}
    files["/d/b"] = blocks_of(1, 20)
    files.update({f"/d/e/{n}{'x' * 90}": bytes([n]) * 100 for n in range(45)})
    script = Script(files)
    names = ("/a", "/d/b", "/d", "/d/e", f"/d/e/3{'x' * 90}", f"/d/e/40{'x' * 90}")
    for number, name in enumerate(names):
        script.anyhow(f"stat {name}")
        script.anyhow(f"open {number} {name} rw")
        script.anyhow(f"open {number + 10} {name} r")
    for number in range(len(names)):
        script.anyhow(f"read {number} 0 100000")
        script.anyhow(f"read {number + 10} 0 100000")
        script.anyhow(f"write {number} 3000 60000 1")
    for line in ("sync", "mkdir /d/n", "rename /d/b /a", "link /a /d/n/l", "rename /d/e /d/n/e"):
        script.anyhow(line)
    for number in range(len(names)):
        script.anyhow(f"set {number} 5000")
        script.anyhow(f"write {number} 200000 5000 2")
    script.anyhow("for 0 30 open 20 /d/new-# rwc")
    script.anyhow("for 0 30 write 20 # 9000 3")
    script.anyhow("sync")
    script.anyhow(f"for 0 45 remove /d/n/e/#{'x' * 90}")
    for line in ("rmdir /d/n/e", "rmdir /d/n", "remove /d/new-3", "remove /a", "sync"):
        script.anyhow(line)
    return script


WRECKING = wrecking()
WRECKS = tuple(
    WRECKING.run(f"fs_damaged{seed}", alter=damage.Damage(seed)) for seed in range(3, 90, 11)
)


@judges(*WRECKS)
def fs_damaged(run: Outcome) -> None:
    """A damaged file system: refused in a line, or served with errors; the server does not fall"""
    assert run.run.volume is not None and run.files.made is not None
    alter = run.run.volume.alter
    assert isinstance(alter, damage.Damage)
    what = alter.describe(run.files.made.read_bytes())
    hint = f"{what}: numbers from the disk are looked at before they are used"
    run.require_off(hint)
    fallen = [line for line in run.lines() if re.match(r"\[\w+\] fs: ", line)]
    run.require(not fallen, f"the server goes on ({what})", "; ".join(fallen), hint)
    refused = any(line.startswith("fs: cannot mount: ") for line in run.lines())
    ended = "end" in run.said()
    run.require(ended or refused, "it is refused, or all requests are answered", what, hint)


# Instructions; what a hundred times of that costs is seen by everybody who waits for it.
DEAREST = {"create_remove": 60_000, "open_close": 3_500, "show_16": 4_000}
DEAREST["show_16_to_write"] = 5_000


@judges(COST)
def fs_cost(run: Outcome) -> None:
    """What is asked most often costs little"""
    run.require_off()
    found = {line.split()[1]: line.split() for line in run.said() if line.startswith("BENCH ")}
    for name, limit in DEAREST.items():
        run.require(name in found, f"a measurement of {name}", "none")
        median = int(found[name][3])
        run.require(
            median <= limit,
            f"{name}: at most {limit} instructions",
            str(median),
            "look at as few blocks as you can, and at bitmaps by words",
        )
