# SPDX-License-Identifier: MIT
"""The tree builds under every compiler, without a warning, and runs; builds are incremental."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Iterator

import ext2
from checks.common import ROOT, Check, Done, full_score, python, run

COMPILERS = {
    "gcc": ("gcc", {}),
    "clang": ("clang", {"LLVM": "1"}),
    "cross gcc": ("i686-linux-gnu-gcc", {"TOOLPREFIX": "i686-linux-gnu-"}),
}
BUILT = "obj/exolab.img"
OPTIMISATIONS = ("-O0", "-O1", "-O2", "-Os")
# The same compiler by another name: what is to be seen is that the build finds its tools.
ONCE = {"cross gcc": OPTIMISATIONS[2:3]}

# Under these, all tests are run; under the others, those that a compiler is most likely to upset.
FULLY_GRADED = {("gcc", "-O0"), ("clang", "-O2")}
SMOKE = "boot_kernel,printf_numbers,backtrace_*,frames_all,env_hello,fault_divide,syscall_registers"


def build(**variables: str) -> Done:
    """Runs make."""
    return run("make", *(f"{name}={value}" for name, value in variables.items()))


def matrix() -> Iterator[Check]:
    """Each compiler with each optimisation."""
    for name, (tool, flags) in COMPILERS.items():
        for optimisation in ONCE.get(name, OPTIMISATIONS):
            title = f"{name} {optimisation}"
            if shutil.which(tool) is None:
                yield Check(f"build: {title}", None, f"{tool} is not installed")
                continue
            with tempfile.TemporaryDirectory(prefix="exolab-build-") as obj:
                variables = {"OBJ": obj, "OPT": optimisation, **flags}
                done = build(WERROR="1", **variables)
                silent = "warning" not in done.output
                yield Check(f"build: {title}", done.status == 0 and silent, done.tail)
                if done.status == 0:
                    chosen = "*" if (name, optimisation) in FULLY_GRADED else SMOKE
                    # The limits of a system call are meant for a kernel that is optimised.
                    chosen += ",!syscall_cost,!fs_cost" if optimisation == "-O0" else ""
                    variables["WERROR"] = "1"
                    graded = python("grade/grade.py", "--test", chosen, **variables)
                    yield full_score(f"tests: {title}", graded)


def compiled(done: Done) -> set[str]:
    """The files that make compiled."""
    return set(re.findall(r"^ +CC +(\S+)", done.output, flags=re.M))


def incremental() -> Iterator[Check]:
    """A second make builds what has changed, and only that."""
    with tempfile.TemporaryDirectory(prefix="exolab-build-") as obj:
        first = compiled(build(OBJ=obj))
        yield Check("make builds all", "kern/init.c" in first, str(sorted(first)))
        again = compiled(build(OBJ=obj))
        yield Check("a second make builds nothing", not again, str(sorted(again)))
        one = compiled(run("make", f"OBJ={obj}", "-W", "kern/pmap.c"))
        yield Check("one changed file is compiled alone", one == {"kern/pmap.c"}, str(sorted(one)))
        header = compiled(run("make", f"OBJ={obj}", "-W", "kern/pmap.h"))
        good = "kern/pmap.c" in header and "lib/string.c" not in header
        yield Check("a changed header compiles what includes it", good, str(sorted(header)))
        flags = compiled(build(OBJ=obj, OPT="-O1"))
        # The loader has flags of its own.
        missed = sorted(path for path in first - flags if not path.startswith("kern/boot/"))
        yield Check("another flag compiles all again", not missed, str(missed))


def disk() -> Iterator[Check]:
    """The image is a valid MBR disk in the eyes of others."""
    tool = shutil.which("sfdisk") or shutil.which("sfdisk", path="/sbin:/usr/sbin")
    if tool is None:
        yield Check("sfdisk --verify", None, "sfdisk is not installed")
        return
    done = run(tool, "--verify", BUILT)
    good = done.status == 0 and "No errors detected" in done.output
    yield Check("sfdisk --verify is content with the disk", good, done.tail)
    yield from files()


def files() -> Iterator[Check]:
    """The file system on it is sound, holds all tools, and is the same each time."""
    built = ROOT / "obj" / "fs.img"
    verdict = ext2.check(built)
    yield Check("e2fsck -fn is content with the file system", verdict.clean, verdict.text)
    done = run("make", "fsck", f"DISK={BUILT}")
    good = done.status == 0 and "files" in done.output
    yield Check("make fsck finds the file system on the disk", good, done.tail)
    done = run("make", "debugfs", f"DISK={BUILT}", "REQUEST=stat /bin/sh")
    good = done.status == 0 and "Type: regular" in done.output
    yield Check("make debugfs shows a file of it", good, done.tail)
    tools = {path.stem for path in (ROOT / "user" / "bin").glob("*.c")}
    there = {entry.name for entry in ext2.list_directory(built, "/bin")}
    yield Check("all tools are in /bin", tools <= there, f"not there: {sorted(tools - there)}")
    with tempfile.TemporaryDirectory(prefix="exolab-build-") as obj:
        done = build(OBJ=obj)
        same = done.status == 0 and (Path(obj) / "fs.img").read_bytes() == built.read_bytes()
    yield Check("another build makes the same file system", same, done.tail)
