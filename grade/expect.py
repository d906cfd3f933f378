# SPDX-License-Identifier: MIT
"""What the drivers in kern/test/ and user/ should say, computed here a second time."""

from __future__ import annotations

import re
from typing import Iterator

MASK = 0xFFFFFFFF


def randoms(state: int) -> Iterator[int]:
    """The same row of numbers as ktest_random() in kern/test/ktest.c."""
    state = state or 1
    while True:
        state ^= state << 13 & MASK
        state ^= state >> 17
        state ^= state << 5 & MASK
        yield state


CONVERSION = re.compile(r"%([-0+ #]*)(\d*)(?:\.(\d*))?(hh|h|ll|l|z|)([diuxoc])")
BITS = {"hh": 8, "h": 16, "": 32, "l": 32, "z": 32, "ll": 64}


def format_number(conversion: str, value: int) -> str:
    """What C's printf makes of one integer conversion (C11, 7.21.6.1). value has 64 bits."""
    match = CONVERSION.fullmatch(conversion)
    if match is None:
        raise ValueError(f"not a conversion of a number: {conversion}")
    flags, width, precision, length, letter = match.groups()
    if letter == "c":
        return _pad("", chr(value & 0xFF), flags.replace("0", ""), int(width or 0))
    bits = BITS[length]
    value &= (1 << bits) - 1
    sign = ""
    if letter in "di":
        if value >> (bits - 1):
            value, sign = (1 << bits) - value, "-"
        else:
            sign = "+" if "+" in flags else " " if " " in flags else ""
    digits = format(value, {"d": "d", "i": "d", "u": "d", "x": "x", "o": "o"}[letter])
    if precision is not None:
        digits = digits.rjust(int(precision or 0), "0") if value or int(precision or 0) else ""
        flags = flags.replace("0", "")
    if "#" in flags and letter == "x" and value:
        sign = "0x"
    if "#" in flags and letter == "o" and not digits.startswith("0"):
        digits = "0" + digits
    return _pad(sign, digits, flags, int(width or 0))


def _pad(sign: str, digits: str, flags: str, width: int) -> str:
    if "-" in flags:
        return (sign + digits).ljust(width)
    if "0" in flags:
        return sign + digits.rjust(width - len(sign), "0")
    return (sign + digits).rjust(width)


class Screen:
    """A VGA text screen that understands what exolab's console understands."""

    COLUMNS, ROWS = 80, 25
    COLOURS = (0, 4, 2, 6, 1, 5, 3, 7)  # VGA's number of the ANSI colour

    def __init__(self) -> None:
        self.colour = 7
        self.cells = [(" ", 7)] * (self.COLUMNS * self.ROWS)
        self.at = 0

    def feed(self, text: str) -> None:
        """Shows a text with ANSI sequences for colours and for the upper left corner."""
        for part in re.split(r"(\x1b\[[0-9;]*[mH])", text):
            if part == "\x1b[H":
                self.at = 0
            elif part.startswith("\x1b"):
                for number in part[2:-1].split(";"):
                    self._set_colour(int(number or 0))
            else:
                for char in part:
                    self._put(char)

    def _set_colour(self, number: int) -> None:
        if number == 0:
            self.colour = 7
        elif number == 1:
            self.colour |= 8
        elif 30 <= number <= 37:
            self.colour = self.colour & 0xF8 | self.COLOURS[number - 30]
        elif 40 <= number <= 47:
            self.colour = self.colour & 0x8F | self.COLOURS[number - 40] << 4

    def _put(self, char: str) -> None:
        if char == "\n":
            self.at += self.COLUMNS - self.at % self.COLUMNS
        elif char == "\r":
            self.at -= self.at % self.COLUMNS
        elif char == "\b":
            self.at -= self.at > 0
        elif char == "\t":
            self.at += 8 - self.at % 8
        else:
            self.cells[self.at] = (char, self.colour)
            self.at += 1
        if self.at >= self.COLUMNS * self.ROWS:
            del self.cells[: self.COLUMNS]
            self.cells += [(" ", 7)] * self.COLUMNS
            self.at -= self.COLUMNS

    def row(self, number: int) -> str:
        """The text of one row."""
        start = number * self.COLUMNS
        return "".join(char for char, _ in self.cells[start : start + self.COLUMNS])
