# SPDX-License-Identifier: MIT
"""The file server on disks that are damaged: nothing may bring down the kernel, or the server."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator

import disks
import tree
from checks.common import ROOT, Check
from damage import Damage
from model import Ending, Run
from runner import Runner, scratch

SEEDS = 500
# A file of each depth of tree, and directories in two groups.
FILES = (
    ("/directory/below/", b""),
    ("/directory/small", b"small" * 100),
    ("/directory/indirect", b"indirect" * 20_000),
    ("/double", b"double" * 800_000),
    *((f"/directory/below/file{number}", b"one of many") for number in range(12)),
)
LAYOUT = disks.Layout(mib=8, group_blocks=1024)
# What the kernel says when it ends a program that went wrong.
ENDED = re.compile(r"^\[[0-9a-f]+\] \w+: .*$", flags=re.M)


def rummage(runner: Runner, parent: Path, seed: int) -> str:
    """What goes wrong on a disk with this damage; nothing if all is well."""
    directory = parent / str(seed)
    directory.mkdir()
    volume = disks.Volume(FILES, LAYOUT, alter=Damage(seed))
    run = Run(f"damage{seed}", "run=parts,fs,rummage", volume=volume)
    outcome = runner.execute(run, directory)
    shutil.rmtree(directory)
    ended = ENDED.search(outcome.output)
    strange = [line for line in outcome.said() if line.startswith("strange")]
    finished = any(line.startswith("rummaged ") for line in outcome.said())
    wrong = [outcome.describe_ending()] if outcome.ending is not Ending.OFF else []
    wrong += [ended[0]] if ended else []
    wrong += strange[:1] + ([] if finished else ["the program does not come to its end"])
    if not wrong and "kernel panic" not in outcome.output:
        return ""
    assert outcome.disk is not None and outcome.disk.made is not None
    return f"{Damage(seed).describe(outcome.disk.made.read_bytes())}\n  " + "\n  ".join(wrong)


def damage() -> Iterator[Check]:
    """All kinds of damage to an ext2 file system."""
    build = tree.load_build(ROOT)
    runner = Runner(build, "1", "qemu")
    with scratch(build.obj) as parent, ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda seed: rummage(runner, Path(parent), seed), range(SEEDS)))
    wrong = [text for text in found if text]
    name = f"{SEEDS} damaged file systems bring down neither the kernel nor the server"
    yield Check(name, not wrong, f"{len(wrong)} do:\n" + "\n".join(wrong[:8]))
