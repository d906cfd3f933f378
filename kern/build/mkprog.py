#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the images that go into the program archive from linked files.

    mkprog.py IN OUT [IN OUT ...]

IN is a linked 32-bit ELF file with DWARF. OUT gets what is needed at run time: the ELF header, the
segments that are loaded, and the line table (inc/lines.h) as one more read-only segment. The table
of a program lies at ULINES; the kernel's at its symbol __lines_start, by which a kernel is known.
"""

import os
import sys
from bisect import bisect_left, bisect_right
from struct import Struct, error as struct_error, iter_unpack
from typing import NamedTuple, Optional

import dwarf

# So many programs take longer than another process does to start.
WORTH_A_PROCESS = 16

ELF_HEADER = Struct("<4sBBB9xHHIIIIIHHHHHH")
PROGRAM_HEADER = Struct("<8I")
SECTION_HEADER = Struct("<10I")
SYMBOL = "<IIIBBH"

PT_LOAD, PF_R = 1, 4
SHF_ALLOC, SHF_EXECINSTR = 2, 4
SHT_SYMTAB, SHT_NOBITS = 2, 8
STT_NOTYPE, STT_FUNC = 0, 2
STB_GLOBAL = 1

# As in inc/memlayout.h and inc/lines.h.
KERNBASE = 0xF0000000
ULINES = 0x200000
LINES_MAGIC = 0x4E494C58
LINES_SIZE_MAX = 0x100000
ARGS_MAX = 8
NO_SLOT = 0xFF

# Segments start at multiples of this in the file: small, for the archive is read at each boot.
FILE_ALIGN = 16


class InputError(Exception):
    """An input file can't be used; the text says why."""


class Function(NamedTuple):
    """A function as the symbol table knows it."""

    start: int
    size: int
    name: str
    is_global: bool


class Image:
    """A linked ELF file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if data[:4] != b"\x7fELF":
            raise InputError("not an ELF file")
        if data[4:6] != b"\x01\x01":
            raise InputError("not a 32-bit little-endian ELF file")
        self._read_headers()

    def _read_headers(self) -> None:
        header = ELF_HEADER.unpack_from(self.data)
        self.entry, phoff, shoff = header[7], header[8], header[9]
        phnum, shnum, shstrndx = header[13], header[15], header[16]
        self.loads = [
            load
            for load in (
                PROGRAM_HEADER.unpack_from(self.data, phoff + 32 * i) for i in range(phnum)
            )
            if load[0] == PT_LOAD and load[5]
        ]
        if not self.loads:
            raise InputError("the file has no segment to load")
        if any(load[1] + load[4] > len(self.data) for load in self.loads):
            raise InputError("a segment reaches beyond the end of the file")
        self.headers = [SECTION_HEADER.unpack_from(self.data, shoff + 40 * i) for i in range(shnum)]
        names = self._contents(self.headers[shstrndx]) if self.headers else b""
        self.sections = {
            dwarf.c_string(names, header[0]): self._contents(header)
            for header in self.headers
            if header[1] != SHT_NOBITS and not header[2] & SHF_ALLOC
        }

    def _contents(self, header: tuple[int, ...]) -> bytes:
        return self.data[header[4] : header[4] + header[5]]

    def _code_end(self, address: int) -> int:
        """Where the section of code that holds address ends; 0 if none does."""
        for header in self.headers:
            if header[2] & SHF_EXECINSTR and header[3] <= address < header[3] + header[5]:
                return header[3] + header[5]
        return 0

    def symbols(self) -> tuple[list[Function], Optional[int]]:
        """The functions, sorted and without overlaps; and the value of __lines_start, if any."""
        found: list[Function] = []
        labels: list[Function] = []
        lines_start = None
        strings = self.sections.get(".strtab", b"")
        code = {i for i, header in enumerate(self.headers) if header[2] & SHF_EXECINSTR}
        for name, value, size, info, _, index in iter_unpack(
            SYMBOL, self.sections.get(".symtab", b"")
        ):
            if index in code and info & 0xF in (STT_FUNC, STT_NOTYPE) and name:
                kind = found if info & 0xF == STT_FUNC else labels
                text = dwarf.c_string(strings, name).split(".")[0]
                if text:  # mapping symbols and the like have none
                    kind.append(Function(value, size, text, info >> 4 == STB_GLOBAL))
            elif name and dwarf.c_string(strings, name) == "__lines_start":
                lines_start = value
        functions = self._arrange(found, labels)
        if not functions:
            raise InputError("the file has no symbols of functions; do not strip it")
        return functions, lines_start

    def _arrange(self, functions: list[Function], labels: list[Function]) -> list[Function]:
        """Sorts; one function for each address; labels only where no function is."""
        best: dict[int, Function] = {}
        for function in functions:
            old = best.get(function.start)
            if old is None or (function.is_global, function.size) > (old.is_global, old.size):
                best[function.start] = function
        starts = sorted(best)
        for label in labels:
            i = bisect_right(starts, label.start) - 1
            if i < 0 or label.start >= starts[i] + max(best[starts[i]].size, 1):
                best.setdefault(label.start, label)
        result = [best[start] for start in sorted(best)]
        kept = []
        for function, following in zip(result, result[1:] + [None]):
            end = self._code_end(function.start)
            if following and following.start < end:
                end = following.start
            if function.size == 0 or function.start + function.size > end:
                function = function._replace(size=end - function.start)
            if function.size > 0:
                kept.append(function)
        return kept


def uleb(value: int) -> bytes:
    """An unsigned number in LEB128."""
    if value < 0x80:
        return bytes((value,))
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def sleb(value: int) -> bytes:
    """A signed number in LEB128."""
    out = bytearray()
    while not -64 <= value < 64:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value & 0x7F)
    return bytes(out)


class Strings:
    """The strings of a table, each once."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._offsets: dict[str, int] = {}

    def offset(self, text: str) -> int:
        """Where a string starts; it is added if it is not there."""
        found = self._offsets.get(text)
        if found is None:
            found = self._offsets[text] = len(self.data)
            self.data += text.encode("ascii", "replace") + b"\0"
        return found


class FileNumbers:
    """The files that the rows really name, numbered from 1 in the order of their first use."""

    def __init__(self, names: list[str], strings: Strings) -> None:
        self.offsets: list[int] = []
        self._names, self._strings = names, strings
        self._numbers = {0: 0}

    def number(self, file: int) -> int:
        """The number in the table of a file of dwarf.Files."""
        found = self._numbers.get(file)
        if found is None:
            self.offsets.append(self._strings.offset(self._names[file - 1]))
            found = self._numbers[file] = len(self.offsets)
        return found


def encode_args(slots: dwarf.Slots, is_global: bool) -> bytes:
    """The arguments of a function.

    Where the debugging information does not give a simple place, a function that others can call
    still has its arguments where the ABI says; a static one may get them in registers.
    """
    out = bytearray()
    following = 0
    for slot in slots[:ARGS_MAX]:
        if slot is None and is_global:
            slot = following
        if slot is None or slot >= NO_SLOT:
            out.append(NO_SLOT)
        else:
            out.append(slot)
            following = slot + 1
    return uleb(len(out)) + out


def encode_rows(function: Function, rows: list[dwarf.Row], files: FileNumbers) -> bytes:
    """The rows of a function, from the sorted rows of the whole file."""
    first = bisect_right(rows, (function.start, 1 << 32, 0)) - 1
    last = bisect_left(rows, (function.start + function.size, 0, 0))
    if first < 0 or rows[first][1] == 0:
        return uleb(0) + uleb(0)
    _, file, line = rows[first]
    address = function.start
    out = bytearray(uleb(files.number(file)) + uleb(line))
    for row_address, row_file, row_line in rows[first + 1 : last]:
        if row_file == 0 or (row_file == file and row_line == line):
            continue
        changed = row_file != file
        out += uleb((row_address - address) * 2 + changed)
        if changed:
            out += uleb(files.number(row_file))
        out += sleb(row_line - line)
        address, file, line = row_address, row_file, row_line
    return bytes(out + b"\0")


def sorted_rows(sequences: list[list[dwarf.Row]], low: int, high: int) -> list[dwarf.Row]:
    """The rows in [low, high) by address; of several at one address, the last one said."""
    rows: dict[int, dwarf.Row] = {}
    for sequence in sorted(sequences):
        if low <= sequence[0][0] < high:
            for row in sequence:
                rows[row[0]] = row
    return sorted(rows.values())


def line_table(image: Image, functions: list[Function], cache: dwarf.AbbrevCache) -> bytes:
    """Makes the line table of a file (its layout: inc/lines.h)."""
    all_files = dwarf.Files()
    sequences = dwarf.line_sequences(image.sections, all_files)
    slots = dwarf.function_slots(image.sections, cache)
    strings = Strings()
    files = FileNumbers(all_files.names, strings)
    end = functions[-1].start + functions[-1].size
    rows = sorted_rows(sequences, functions[0].start, end)
    func_part, row_part = bytearray(), bytearray()
    for function in functions:
        func_part += Struct("<4I").pack(
            function.start, function.size, strings.offset(function.name), len(row_part)
        )
        row_part += encode_args(slots.get(function.start, []), function.is_global)
        row_part += encode_rows(function, rows, files)
    file_part = b"".join(Struct("<I").pack(offset) for offset in files.offsets)
    parts = func_part + file_part + row_part + strings.data
    size = 24 + len(parts)
    if size > LINES_SIZE_MAX:
        raise InputError(f"the line table has {size} bytes, more than {LINES_SIZE_MAX}")
    return (
        Struct("<6I").pack(
            LINES_MAGIC, size, len(functions), len(files.offsets), len(row_part), len(strings.data)
        )
        + parts
    )


def lines_segment(table: bytes, lines_start: Optional[int]) -> tuple[int, ...]:
    """The program header of the table, its place in the file still open."""
    address = ULINES if lines_start is None else lines_start
    physical = address if lines_start is None else lines_start - KERNBASE
    return PT_LOAD, 0, address, physical, len(table), len(table), PF_R, FILE_ALIGN


def build(data: bytes, cache: dwarf.AbbrevCache) -> bytes:
    """Makes an image from a linked file."""
    image = Image(data)
    functions, lines_start = image.symbols()
    table = line_table(image, functions, cache)
    segments = [(load, data[load[1] : load[1] + load[4]]) for load in image.loads]
    segments.append((lines_segment(table, lines_start), table))
    offset = ELF_HEADER.size + PROGRAM_HEADER.size * len(segments)
    headers = bytearray(data[: ELF_HEADER.size])
    headers[28:52] = Struct("<IIIHHHHHH").pack(52, 0, 0, 52, 32, len(segments), 40, 0, 0)
    body = bytearray()
    for load, contents in segments:
        padding = -offset % FILE_ALIGN
        body += bytes(padding) + contents
        offset += padding
        headers += PROGRAM_HEADER.pack(PT_LOAD, offset, *load[2:7], FILE_ALIGN)
        offset += len(contents)
    return bytes(headers + body)


def convert(pairs: list[tuple[str, str]]) -> int:
    """Builds these images one after the other; 1 after an error."""
    cache = dwarf.AbbrevCache()
    for source, target in pairs:
        try:
            with open(source, "rb") as file:
                image = build(file.read(), cache)
            with open(target, "wb") as file:
                file.write(image)
        except (InputError, dwarf.DwarfError) as error:
            print(f"mkprog: {source}: {error}", file=sys.stderr)
            return 1
        except (struct_error, ValueError, IndexError):
            print(f"mkprog: {source}: the ELF file is damaged or cut short", file=sys.stderr)
            return 1
        except OSError as error:
            print(f"mkprog: {error.filename}: {error.strerror}", file=sys.stderr)
            return 1
    return 0


def convert_side_by_side(pairs: list[tuple[str, str]]) -> int:
    """The same with all processors: make has nothing else to do by then."""
    parts = min(os.cpu_count() or 1, 1 + len(pairs) // WORTH_A_PROCESS)
    children = []
    for part in range(1, parts):
        if (child := os.fork()) == 0:
            os._exit(convert(pairs[part::parts]))
        children.append(child)
    failed = convert(pairs[::parts]) != 0
    for child in children:
        failed |= os.waitpid(child, 0)[1] != 0
    return int(failed)


def main(args: list[str]) -> int:
    """Builds the images; the exit status is 1 after an error, 2 after a wrong call."""
    if len(args) < 2 or len(args) % 2:
        print("usage: mkprog.py IN OUT [IN OUT ...]", file=sys.stderr)
        return 2
    return convert_side_by_side(list(zip(args[::2], args[1::2])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
