# SPDX-License-Identifier: MIT
"""Disks that are damaged, or report errors, or are not as we make them: nothing may bring down the
kernel, or the file server; and what cannot be used is refused in a line."""

from __future__ import annotations

import os
import random
import re
import shutil
import struct
from dataclasses import replace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, Optional

import disks
import ext2
import image as disk
import lab5_shell
import tree
from checks.common import ROOT, SHARE, Check
from damage import BLOCK, SUPERBLOCK, SUPERBLOCK_FIELDS, Anatomy, Damage
from model import Ending, Outcome, Run
from qemu import Fault, Hardware
from runner import Runner, scratch

SEEDS = 500
# A file of each depth of tree, and directories in two groups.
FILES = (
    ("/directory/below/", b""),
    ("/directory/small", b"small" * 100),
    ("/directory/indirect", b"indirect" * 20_000),
    ("/double", b"double" * 720_000),
    *((f"/directory/below/file{number}", b"one of many") for number in range(12)),
)
LAYOUT = disks.Layout(mib=6, group_blocks=1024)
# Guest time goes on while all wait for the disk, which answers in host time.
LIMIT = 2_000_000_000
# What the kernel says when it ends a program that went wrong.
ENDED = re.compile(r"^\[[0-9a-f]+\] \w+: .*$", flags=re.M)


def brought_down(outcome: Outcome) -> list[str]:
    """What says that the kernel, the server or rummage has not come to a good end."""
    ended = ENDED.search(outcome.output)
    strange = [line for line in outcome.said() if line.startswith("strange")]
    finished = any(line.startswith("rummaged ") for line in outcome.said())
    good = outcome.ending is Ending.OFF and "kernel panic" not in outcome.output
    wrong = [] if good else [outcome.describe_ending()]
    wrong += [ended[0]] if ended else []
    return wrong + strange[:1] + ([] if finished else ["the program does not come to its end"])


def rummage(runner: Runner, parent: Path, seed: int) -> str:
    """What goes wrong on a disk with this damage; nothing if all is well."""
    directory = parent / str(seed)
    directory.mkdir()
    volume = disks.Volume(FILES, LAYOUT, alter=Damage(seed))
    run = Run(f"damage{seed}", "run=parts,fs,rummage", limit=LIMIT, volume=volume)
    outcome = runner.execute(run, directory)
    shutil.rmtree(directory)
    wrong = brought_down(outcome)
    if not wrong:
        return ""
    assert outcome.disk is not None and outcome.disk.made is not None
    return f"{Damage(seed).describe(outcome.disk.made.read_bytes())}\n  " + "\n  ".join(wrong)


def damage() -> Iterator[Check]:
    """All kinds of damage to an ext2 file system."""
    build = tree.load_build(ROOT)
    runner = Runner(build, "1", "qemu")
    with scratch(build.obj) as parent, ThreadPoolExecutor(os.cpu_count()) as pool:
        seeds = range(0, SEEDS, SHARE)
        found = list(pool.map(lambda seed: rummage(runner, Path(parent), seed), seeds))
    wrong = [text for text in found if text]
    name = f"{len(seeds)} damaged file systems bring down neither the kernel nor the server"
    yield Check(name, not wrong, f"{len(wrong)} do:\n" + "\n".join(wrong[:8]))


class Odd(NamedTuple):
    """A machine whose disk is not as we make it, and the line that says so."""

    name: str
    says: str
    volume: Optional[disks.Volume]
    alter: Optional[Callable[[Path], None]] = None  # the whole disk
    hardware: Hardware = Hardware()
    starts: bool = False  # the shell starts, all the same


def foreign(block: str, features: str, revision: int = 1) -> disks.Volume:
    """A file system that mke2fs makes with other arguments than ours."""

    def make() -> bytes:
        with scratch(ROOT / "obj") as directory:
            target = Path(directory) / "volume"
            arguments = ["-q", "-F", "-b", block, "-O", features, "-r", str(revision)]
            done = ext2.run("mke2fs", *arguments, str(target), "4m")
            assert done.returncode == 0, done.stderr
            return target.read_bytes()

    return disks.Volume(contents=make)


def with_field(name: str, value: int) -> disks.Volume:
    """One of ours, but for a field of its superblock."""
    offset, size = SUPERBLOCK_FIELDS[name]

    def alter(data: bytearray) -> None:
        at = SUPERBLOCK + offset
        data[at : at + size] = value.to_bytes(size, "little")

    return disks.Volume(alter=alter, tools=True)


Alter = Callable[[Path], None]


def with_entry(kind: int = disk.TYPE_LINUX, first: int = -1, count: int = -1) -> Alter:
    """Changes what the partition table says of the volume; -1 is what it is."""

    def alter(image: Path) -> None:
        with image.open("r+b") as file:
            table = bytearray(file.read(disk.SECTOR))
            at = disk.TABLE_OFFSET + disk.VOLUME_ENTRY * 16
            was_first, was_count = struct.unpack_from("<II", table, at + 8)
            table[at + 4] = kind
            numbers = (was_first if first < 0 else first, was_count if count < 0 else count)
            struct.pack_into("<II", table, at + 8, *numbers)
            file.seek(0)
            file.write(table)

    return alter


def with_gib(gib: int) -> Alter:
    """Makes the disk so large."""
    return lambda image: os.truncate(image, gib << 30)


OURS = disks.Volume(tools=True)
ODD = (
    Odd("zeros", "there is no ext2 file system", disks.Volume(contents=lambda: bytes(1 << 20))),
    Odd("blocks of 1 KiB", "blocks are not of 4 KiB", foreign("1024", "none,filetype")),
    Odd("extents", "features 0, c2, 0", foreign("4096", "none,filetype,extent,64bit")),
    Odd("revision 0", "not revision 1", foreign("4096", "none", revision=0)),
    Odd("a journal to replay", "has a journal that e2fsck", with_field("feature_incompat", 6)),
    Odd("what was not left in order", "run e2fsck -p", with_field("state", 0), starts=True),
    Odd("no partition", "no partition of type 83", OURS, with_entry(kind=0)),
    Odd("an empty partition", "parts: partition 2 is empty", OURS, with_entry(count=0)),
    Odd("a partition over its table", "partition 2 begins with", OURS, with_entry(first=0)),
    Odd("partitions that overlap", "partition 2 overlaps another", OURS, with_entry(first=2048)),
    Odd("200 GiB", "what lies beyond 128 GiB is out of", OURS, with_gib(200), starts=True),
    # What the BIOS boots from is no IDE disk then.
    Odd("nothing, for it is not there", "there is no disk", None, None, Hardware(exact=True)),
)
NO_SHELL = "init: there is no file system, and so no /bin/sh"


def try_odd(runner: Runner, parent: Path, number: int) -> str:
    """What goes wrong on such a machine; nothing if all is well."""
    odd, directory = ODD[number], parent / str(number)
    directory.mkdir()
    run = Run(
        f"odd{number}",
        "run=parts,fs,init keys=exit",
        odd.hardware,
        limit=LIMIT,
        volume=odd.volume,
        alter_image=odd.alter,
    )
    outcome = runner.execute(run, directory)
    shutil.rmtree(directory)
    said = [line for line in outcome.lines() if odd.says in line]
    refused = NO_SHELL in outcome.lines()
    ended = ENDED.search(outcome.output)
    good = outcome.ending is Ending.OFF and len(said) == 1 and not ended
    return "" if good and refused != odd.starts else outcome.output.strip()


def volumes() -> Iterator[Check]:
    """Disks and file systems that are not ours."""
    runner = Runner(tree.load_build(ROOT), "1", "qemu")
    with scratch(runner.build.obj) as parent, ThreadPoolExecutor(os.cpu_count()) as pool:
        numbers = range(len(ODD))
        found = pool.map(lambda number: try_odd(runner, Path(parent), number), numbers)
        for odd, wrong in zip(ODD, found):
            what = "the shell starts" if odd.starts else "there is no shell"
            yield Check(f"a disk with {odd.name}: that is said, and {what}", not wrong, wrong)


# Disks that report errors.

FAULTS = 100
ONE_OF_MANY = "/directory/below/file3"


def kinds_of_blocks(made: Path) -> list[list[int]]:
    """Blocks of a volume with FILES that have something to do with them, by what they are for."""
    anatomy = Anatomy(made.read_bytes())
    bitmaps = [
        anatomy.group(group, name)
        for group in range(anatomy.groups)
        for name in ("block_bitmap", "inode_bitmap")
    ]
    double = ext2.blocks(made, "/double")
    return [
        [0, 1, *bitmaps],
        [anatomy.inode(number) // BLOCK for number in anatomy.inodes()],
        [ext2.blocks(made, name)[0] for name in ("/", "/directory", "/directory/below")],
        [*ext2.blocks(made, "/directory/small"), *ext2.blocks(made, ONE_OF_MANY)],
        [*double[:16], *double[-4:], *ext2.blocks(made, "/directory/indirect")],
    ]


def one_fault(seed: int) -> Callable[[Path], tuple[Fault, ...]]:
    """An error somewhere, of some kind."""

    def find(made: Path) -> tuple[Fault, ...]:
        chance = random.Random(seed)
        block = chance.choice(chance.choice(kinds_of_blocks(made)))
        sector = block * BLOCK // disk.SECTOR + chance.randrange(BLOCK // disk.SECTOR)
        return (Fault(sector, write=chance.random() < 0.7, once=chance.random() < 0.5),)

    return find


def try_fault(runner: Runner, parent: Path, seed: int) -> str:
    """What goes wrong on a disk with this error; nothing if all is well."""
    directory = parent / f"fault{seed}"
    directory.mkdir()
    volume = disks.Volume(FILES, LAYOUT, faults=one_fault(seed))
    run = Run(f"fault{seed}", "run=parts,fs,rummage", limit=LIMIT, volume=volume)
    outcome = runner.execute(run, directory)
    wrong = brought_down(outcome)
    repaired = ext2.repair(outcome.files.volume)
    if repaired.status >= ext2.UNCORRECTED or not outcome.files.check().clean:
        wrong += ["e2fsck cannot repair what is left:", *repaired.problems[:3]]
    assert outcome.files.made is not None
    fault = one_fault(seed)(outcome.files.made)
    shutil.rmtree(directory)
    return "\n  ".join([str(fault[0]), *wrong]) if wrong else ""


# What goes wrong is said, and is a status; $1 begins each line.
ERRORS = """cat /in >> /bad
sync || echo $1 sync
sync && echo $1 synced
cat /unread > /out || echo $1 cat
cp /unread /copy || echo $1 cp
sort /unread > /sorted || echo $1 sort
cat /in >> /unread || echo $1 append
/program || echo $1 program
sync && echo $1 end
"""
SAYS = ("sync: ", "cat: /unread", "cp: /unread", "sort: /unread", "cat: ", "sh: /program")


def errors_of_shell(made: Path) -> tuple[Fault, ...]:
    """One block can be written the second time only, others can never be read."""
    bad, unread = ext2.blocks(made, "/bad")[0], ext2.blocks(made, "/unread")[-1]
    program = ext2.blocks(made, "/program")[0]
    per_block = BLOCK // disk.SECTOR
    faults = (Fault(block * per_block, write=False) for block in (unread, program))
    return (Fault(bad * per_block, write=True, once=True), *faults)


def in_the_shell(runner: Runner) -> str:
    """What goes wrong when a person meets such errors; nothing if all is well."""
    files = (("/bad", b"bad"), ("/unread", b"x\n" * 5000), ("/program", b"x" * 5000))
    run = lab5_shell.script("errors", ERRORS, files)
    assert run.volume is not None
    run = replace(run, limit=LIMIT, volume=replace(run.volume, faults=errors_of_shell))
    with scratch(runner.build.obj) as directory:
        outcome = runner.execute(run, Path(directory))
        bad, clean = outcome.files.read("/bad"), outcome.files.check().clean
    said = [line for line in outcome.lines() if line.endswith(": the device reports an error")]
    wanted = "sync synced cat cp sort append program end".split()
    good = [line for line in outcome.said() if line in wanted] == wanted
    good = good and bad == b"bad" + lab5_shell.INPUT and clean
    good = good and len(said) == len(SAYS) and all(map(str.startswith, said, SAYS))
    return "" if good else outcome.output.strip()


def errors() -> Iterator[Check]:
    """Disks that report errors, each another one."""
    runner = Runner(tree.load_build(ROOT), "1", "qemu")
    with scratch(runner.build.obj) as parent, ThreadPoolExecutor(os.cpu_count()) as pool:
        seeds = range(0, FAULTS, SHARE)
        found = pool.map(lambda seed: try_fault(runner, Path(parent), seed), seeds)
        wrong = [text for text in found if text]
    name = f"{len(seeds)} disks with an error bring nothing down, and e2fsck repairs what is left"
    yield Check(name, not wrong, f"{len(wrong)} do:\n" + "\n".join(wrong[:8]))
    wrong_there = in_the_shell(runner)
    yield Check("an error of the disk reaches who uses the shell", not wrong_there, wrong_there)
