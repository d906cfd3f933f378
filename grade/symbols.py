# SPDX-License-Identifier: MIT
"""What the build left for the grader: symbols of ELF files, source lines, constants of headers."""

from __future__ import annotations

import ast
import bisect
import re
import shutil
import struct
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Optional

SYMBOL_TABLE = 2  # sh_type
EXECUTABLE = 4  # in sh_flags
OBJECT, FUNCTION = 1, 2  # the type in st_info


class Symbol(NamedTuple):
    """One symbol of an ELF file."""

    address: int
    size: int
    kind: int
    name: str


class Elf:
    """An ELF file for the i386: sections and symbols, read without any tool."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = path.read_bytes()
        if self.data[:6] != b"\x7fELF\x01\x01":
            raise ValueError(f"{path} is not a 32-bit little-endian ELF file")
        self.entry = int(struct.unpack_from("<I", self.data, 24)[0])
        self.symbols = {symbol.name: symbol for symbol in self._read_symbols()}
        functions = [s for s in self.symbols.values() if s.kind == FUNCTION]
        self._functions = sorted(functions, key=lambda symbol: symbol.address)
        self._starts = [symbol.address for symbol in self._functions]

    def _sections(self) -> list[tuple[int, ...]]:
        offset = struct.unpack_from("<I", self.data, 32)[0]
        size, count = struct.unpack_from("<HH", self.data, 46)
        return [struct.unpack_from("<10I", self.data, offset + i * size) for i in range(count)]

    def code(self) -> list[tuple[bytes, int]]:
        """The sections with instructions: what is in each, and at which address."""
        return [
            (self.data[offset : offset + size], address)
            for _, _, flags, address, offset, size, *_ in self._sections()
            if flags & EXECUTABLE
        ]

    def _read_symbols(self) -> list[Symbol]:
        sections = self._sections()
        symbols = []
        for _, kind, _, _, offset, size, link, _, _, _ in sections:
            if kind != SYMBOL_TABLE:
                continue
            names = sections[link][4]
            for at in range(offset, offset + size, 16):
                name, value, length, info = struct.unpack_from("<IIIB", self.data, at)
                end = self.data.index(b"\0", names + name)
                text = self.data[names + name : end].decode(errors="replace")
                symbols.append(Symbol(value, length, info & 0xF, text))
        return symbols

    def address(self, name: str) -> Optional[int]:
        """The address of a symbol, or None."""
        symbol = self.symbols.get(name)
        return None if symbol is None else symbol.address

    def function_at(self, address: int) -> Optional[Symbol]:
        """The function that an address lies in."""
        index = bisect.bisect_right(self._starts, address) - 1
        if index < 0:
            return None
        found = self._functions[index]
        return found if address < found.address + max(found.size, 1) else None

    @lru_cache(maxsize=None)
    def line_at(self, address: int) -> Optional[tuple[str, int]]:
        """(file, line) of an address, from the debugging information; None if there is none."""
        tool = shutil.which("addr2line") or shutil.which("llvm-addr2line")
        if tool is None:
            return None
        result = subprocess.run(
            [tool, "-e", str(self.path), f"{address:#x}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        file, _, line = result.stdout.decode().strip().partition(":")
        number = line.split()[0] if line.split() else ""
        return (file, int(number)) if number.isdigit() and int(number) else None

    def describe(self, address: int) -> str:
        """An address for people: "0xf0100123 (page_insert+12, kern/pmap.c:34)"."""
        function = self.function_at(address)  # what is written in assembler has no functions
        line = self.line_at(address)
        known = [f"{function.name}+{address - function.address}"] if function else []
        known += [f"{shorten(line[0])}:{line[1]}"] if line else []
        return f"{address:#010x} ({', '.join(known)})" if known else f"{address:#010x}"


def shorten(path: str) -> str:
    """A source path relative to the tree: from the last kern/, lib/, user/ or inc/ on."""
    match = re.search(r"(?:^|.*/)((?:kern|lib|user|inc)/.*)$", path)
    return match.group(1) if match else path


class Constants:
    """The numeric #defines of C headers, so that no number is written here a second time."""

    def __init__(self, *headers: Path) -> None:
        self._texts: dict[str, str] = {}
        self._values: dict[str, int] = {}
        for header in headers:
            text = re.sub(r"/\*.*?\*/", " ", header.read_text(), flags=re.S).replace("\\\n", " ")
            for name, value in re.findall(r"^#define[ \t]+(\w+)[ \t]+(.+)$", text, flags=re.M):
                self._texts[name] = value.strip()

    def __getitem__(self, name: str) -> int:
        if name not in self._values:
            self._values[name] = self._compute(name)
        return self._values[name]

    def _compute(self, name: str) -> int:
        if name not in self._texts:
            raise KeyError(f"no #define of {name} in the headers")
        expression = re.sub(r"\([\w ]+\*\)", "", self._texts[name])  # casts to a pointer
        expression = re.sub(r"\b(0[xX][0-9a-fA-F]+|\d+)[uUlL]+\b", r"\1", expression)
        return _evaluate(ast.parse(expression.strip(), mode="eval").body, self)


def _evaluate(node: ast.expr, constants: Constants) -> int:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.Name):
        return constants[node.id]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluate(node.operand, constants)
    if isinstance(node, ast.BinOp):
        left, right = _evaluate(node.left, constants), _evaluate(node.right, constants)
        operations = {
            ast.Add: lambda: left + right,
            ast.Sub: lambda: left - right,
            ast.Mult: lambda: left * right,
            ast.Div: lambda: left // right,
            ast.LShift: lambda: left << right,
            ast.RShift: lambda: left >> right,
            ast.BitOr: lambda: left | right,
            ast.BitAnd: lambda: left & right,
        }
        if type(node.op) in operations:
            return int(operations[type(node.op)]())
    raise ValueError(f"not a constant: {ast.dump(node)}")
