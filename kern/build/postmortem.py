# SPDX-License-Identifier: MIT
"""Says where a machine was when it died of a triple fault, from its registers as QEMU's monitor
prints them and from the linked files that the build leaves."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Optional

KERNBASE = 0xF0000000
KERNEL_PHYSICAL = range(0x100000, 0x400000)  # as in kern/boot/bootinfo.h
BOOT_SECTOR = range(0x7C00, 0x7E00)
LOADER = range(0x8000, 0x10000)
CR0_PG = 1 << 31
GATE_SIZE, PAGE_FAULT, DOUBLE_FAULT = 8, 14, 8

REPORT = """\
the machine met a triple fault: an exception whose handler could not be entered,
  at {place}; cr2 = {cr2:#010x}, esp = {esp:#010x}
"""
LOST = """\
  This cr2 is where a double fault's handler was looked for, and no page is there: the address
  that failed first is lost. See which one the instruction used.
"""
ADVICE = """\
  The -gdb target stops before it, where you like. QEMUEXTRA='-d int -D {log}' lists exceptions.
"""


def register(text: str, name: str) -> int:
    """The value of a register; of IDT, its base; of CS, its selector. 0 if it is not there."""
    match = re.search(rf"\b{name}\s*=\s*([0-9a-f]+)", text)
    return int(match[1], 16) if match else 0


def code_address(text: str) -> int:
    """The address of the instruction: eip, counted from where its segment begins."""
    match = re.search(r"\bCS\s*=\s*[0-9a-f]{4} ([0-9a-f]{8})", text)
    return (register(text, "EIP") + (int(match[1], 16) if match else 0)) & 0xFFFFFFFF


def linked_file(address: int, paging: bool) -> Optional[tuple[str, int]]:
    """The file of obj/ that holds the code at an address, and its address there."""
    if paging:
        return ("kern/kernel.elf", address) if address >= KERNBASE else None
    if address in KERNEL_PHYSICAL:
        return "kern/kernel.elf", address + KERNBASE
    if address in LOADER:
        return "kern/boot/loader.elf", address
    return ("kern/boot/boot.elf", address) if address in BOOT_SECTOR else None


def symbolised(path: str, address: int) -> str:
    """Function, file and line of an address; empty if nobody knows."""
    tool = shutil.which("addr2line") or shutil.which("llvm-addr2line")
    if tool is None or not os.path.exists(path):
        return ""
    command = [tool, "-f", "-i", "-e", path, f"{address:#x}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    words = done.stdout.split("\n")[:-1]
    found = []  # innermost first: functions that were expanded in others, then a real one
    for function, place in zip(words[::2], words[1::2]):
        file = re.sub(r"^.*/(?=(?:kern|lib|inc)/)", "", place.split(" (")[0])
        found += [", ".join(word for word in (function, file) if not word.startswith("?"))]
    return ", in ".join(word for word in found if word)


def report(text: str, obj: str) -> str:
    """What to tell of a machine with these registers whose image lies in obj."""
    address = code_address(text)
    paging = bool(register(text, "CR0") & CR0_PG)
    place = f"{address:#010x}"
    if file := linked_file(address, paging):
        known = symbolised(os.path.join(obj, file[0]), file[1])
        place += f" ({known})" if known else ""
    elif paging:
        place += " of a program"
    cr2 = register(text, "CR2")
    said = REPORT.format(place=place, cr2=cr2, esp=register(text, "ESP"))
    if paging and cr2 == register(text, "IDT") + GATE_SIZE * DOUBLE_FAULT:
        said += LOST
    return said + ADVICE.format(log=os.path.join(os.path.relpath(obj), "int.log"))
