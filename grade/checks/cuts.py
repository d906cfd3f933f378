# SPDX-License-Identifier: MIT
"""A stop between any two writes, for workloads that take too long for the grader: files that reach
into each depth of tree, directories that grow, trees that mv moves, and anything at all."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Iterator, Optional, Sequence

import ext2
import lab5_shell
import tree
from checks.common import ROOT, Check
from disks import Layout
from files import PAGE, judge, walk
from lab5_fs import INDIRECT_END, ORDERED, POINTERS, Stages, blocks_of
from model import Failure
from runner import Runner, scratch
from writes import Cut

FAR = Layout(mib=4, group_blocks=512, inodes=256)
SEEDS = 12
LONG = "x" * 150


def far() -> Stages:
    """A file grows into both trees of blocks, loses parts of them, and goes."""
    stages = Stages({"/big": blocks_of(1, 20), "/old": blocks_of(2000, 30)})
    script = stages.begin()
    script.open(1, "/big", "rw")
    script.write(1, (INDIRECT_END - 2) * PAGE, 4 * PAGE, 3)
    script = stages.begin()
    script.write(1, (INDIRECT_END + 3) * PAGE, 2 * PAGE, 4)
    script.write(1, (INDIRECT_END + POINTERS - 1) * PAGE, 3 * PAGE, 5)
    script.make("/new", 3 * PAGE, 6)
    script = stages.begin()
    script.write(1, (INDIRECT_END + 1) * PAGE, PAGE, 7)
    script.open(2, "/old", "rw")
    script.resize(2, 14 * PAGE)
    script.make("/other", 20 * PAGE, 8)
    script = stages.begin()
    script.resize(1, (INDIRECT_END + 1) * PAGE)
    script.make("/third", 5 * PAGE, 9)
    script = stages.begin()
    script.resize(1, 13 * PAGE)
    script.write(1, INDIRECT_END * PAGE, PAGE, 10)
    script.make("/fourth", 5 * PAGE, 11)
    script = stages.begin()
    script.close(1)
    script.remove("/big")
    script.make("/fifth", 30 * PAGE, 12)
    return stages


def growing() -> Stages:
    """A directory grows by blocks, and gets room again."""
    stages = Stages({"/d": None, "/a": b"a" * 5000, "/d/keep": b"k" * 5000})
    stages.script.files.update({f"/d/{letter * 250}": b"" for letter in "bcdefghijklmn"})
    script = stages.begin()
    for letter in "opqrst":
        script.make(f"/d/{letter * 250}", 4000, ord(letter))
    script = stages.begin()
    script.link("/a", f"/d/{'u' * 250}")
    script.rename("/a", f"/d/{'v' * 250}")
    for number in range(20):
        script.make(f"/d/{number}-{'w' * 200}", PAGE, number)
    script = stages.begin()
    for letter in "opqrst":
        script.remove(f"/d/{letter * 250}")
    for number in range(10, 20):
        script.remove(f"/d/{number}-{'w' * 200}")
    script = stages.begin()
    for number in range(10):
        script.rename(f"/d/{number}-{'w' * 200}", f"/moved{number}")
    return stages


class Wanderer:
    """Does anything with files, in parts. In each part, a file and a name take part once."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.dirs = ["", "/d", "/e"]
        self.empty: list[str] = []  # directories in which nothing is any more but others of these
        self.sizes: dict[str, int] = {}  # of files with one name
        files: dict[str, Optional[bytes]] = {"/d": None, "/e": None}
        for number in range(8):
            name = f"{self.chance.choice(self.dirs)}/old{number}{LONG[: 20 * number]}"
            self.sizes[name] = self.chance.choice((0, 100, PAGE, 5000, 14 * PAGE + 3))
            files[name] = bytes([number + 1]) * self.sizes[name]
        self.stages = Stages(files)
        self.made = 0

    def new_name(self) -> str:
        """One that was never there."""
        self.made += 1
        length = self.chance.choice((0, 0, 50, 150))
        return f"{self.chance.choice(self.dirs)}/{self.made}{LONG[:length]}"

    def part(self) -> None:
        """Some steps, and what comes next is another part."""
        script, chance = self.stages.begin(), self.chance
        fresh = sorted(self.sizes)
        chance.shuffle(fresh)
        for number in range(chance.randint(3, 9)):
            name = fresh.pop() if fresh else ""
            step = chance.randrange(8) if name else 0
            if step < 2:
                new, size = self.new_name(), chance.choice((0, 10, PAGE, 9000, 13 * PAGE))
                script.make(new, size, number)
                self.sizes[new] = size
                fresh += [name] if name else []
            elif step == 2:
                script.remove(name)
                del self.sizes[name]
            elif step == 3:
                new = self.new_name()
                script.rename(name, new)
                self.sizes[new] = self.sizes.pop(name)
            elif step == 4 and fresh:
                script.rename(name, old := fresh.pop())
                self.sizes[old] = self.sizes.pop(name)
            elif step == 5:
                script.link(name, new := self.new_name())
                self.sizes.pop(name)  # it has two names, and stays as it is
            else:
                self.write(name)
        if chance.randrange(3) == 0:
            script.mkdir(new := self.new_name())
            self.dirs.append(new)
        if chance.randrange(2) == 0:
            self.come_and_go()

    def come_and_go(self) -> None:
        """A directory with a file in it, or one in that, of which some go at once."""
        script = self.stages.script
        script.mkdir(new := self.new_name())
        script.make(f"{new}/f", PAGE, self.made)
        if self.chance.randrange(2):
            script.mkdir(f"{new}/d")
            self.empty.append(f"{new}/d")
        if self.chance.randrange(2):
            script.remove(f"{new}/f")
            self.empty.append(new)
        # The innermost first; some stay till the next time.
        for name in sorted(self.empty, reverse=True):
            if self.chance.randrange(2) and not any(n.startswith(f"{name}/") for n in self.empty):
                self.empty.remove(name)
                script.remove(name, "rmdir")

    def write(self, name: str) -> None:
        """Writes somewhere in the file or behind its end, or cuts it."""
        script, size = self.stages.script, self.sizes[name]
        script.open(1, name, "rw")
        if self.chance.randrange(3) == 0:
            self.sizes[name] = self.chance.randint(0, size)
            script.resize(1, self.sizes[name])
        else:
            at, count = self.chance.randint(0, size + 2 * PAGE), self.chance.randint(1, 4 * PAGE)
            script.write(1, at, count, self.made)
            self.sizes[name] = max(size, at + count)
        script.close(1)


def wandering(seed: int) -> Stages:
    """Five parts of anything."""
    wanderer = Wanderer(seed)
    for _ in range(5):
        wanderer.part()
    return wanderer.stages


def spoiled(cuts: Sequence[Cut]) -> str:
    """What these cuts do harm to; nothing if all is well."""
    bad = [cut for cut in cuts if cut.lost or cut.wrong or not cut.repaired]
    return "\n".join(cut.describe() for cut in bad[:5])


def judged(runner: Runner, name: str, stages: Stages, layout: Layout) -> str:
    """What goes wrong at which cuts; nothing if all is well."""
    run = stages.script.run(name, layout=layout, recorded=True)
    with scratch(runner.build.obj) as parent, runner.boot(run, Path(parent)) as outcome:
        try:
            model = judge(outcome, stages.script)
        except Failure as failure:
            return f"expected: {failure.expected}\nhappened: {failure.happened}"
        starts = stages.starts(outcome, model.nonce)
        cuts = outcome.files.cuts(partial(stages.missing, model, starts))
    return spoiled(cuts) if len(cuts) >= 5 * stages.parts else f"only {len(cuts) - 1} writes"


# Files in a tree, a directory that is full of long names, and one that gets one.
TREE = {f"/p/d/{name}": (name * 5000).encode() for name in ("f", "e/g", "e/h/i")}
FULL = {f"/q/{letter * 250}": b"" for letter in "bcdefghijklmnop"}
MOVES = f"""mv /p/d /q
mv /q/d/e /e
mv /q/d /q/{'l' * 255}
mv /e /p
sync
"""


def moved(runner: Runner) -> str:
    """What goes wrong when trees are moved; nothing if all is well."""
    files = (*TREE.items(), *FULL.items())
    run = lab5_shell.script("cuts_mv", MOVES, files, layout=Layout(mib=8, group_blocks=512))
    assert run.volume is not None
    run = replace(run, volume=replace(run.volume, recorded=True))

    def missing(_: int, volume: Path) -> str:
        names = [name for name, is_dir in walk(volume).items() if not is_dir]
        lost = set(TREE.values()) - set(ext2.read_files(volume, names).values())
        return f"there is no {sorted(lost)[0][:1]!r} any more" if lost else ""

    with scratch(runner.build.obj) as parent, runner.boot(run, Path(parent)) as outcome:
        names = walk(outcome.files.volume)
        last = [name for name in names if name.startswith(("/p", "/q/l", "/e"))]
        wanted = ["/p", "/p/e", "/p/e/g", "/p/e/h", "/p/e/h/i", f"/q/{'l' * 255}"]
        wanted += [f"/q/{'l' * 250}", f"/q/{'l' * 255}/f"]
        if sorted(last) != sorted(wanted):
            return f"in the end there are {last}"
        cuts = outcome.files.cuts(missing)
    return spoiled(cuts) if len(cuts) > 30 else f"only {len(cuts) - 1} writes"


def cuts() -> Iterator[Check]:
    """Every beginning of the stream of writes leaves what e2fsck repairs without a loss."""
    runner = Runner(tree.load_build(ROOT), "1", "qemu")
    works = [("a file in both trees", far(), FAR), ("a directory", growing(), ORDERED)]
    works += [(f"anything, seed {seed}", wandering(seed), FAR) for seed in range(SEEDS)]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(
            lambda work: judged(runner, f"cuts{works.index(work)}", *work[1:]), works
        )
        for (what, *_), wrong in zip(works, found):
            yield Check(f"a stop after any write: {what}", not wrong, wrong)
    wrong = moved(runner)
    yield Check("a stop after any write: trees that mv moves", not wrong, wrong)
