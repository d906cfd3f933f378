# SPDX-License-Identifier: MIT
"""The grader's idea of printf, compared with the C library of this host; random numbers; screen."""

import ctypes
import itertools
import unittest

import support

support.prepare()

from expect import CONVERSION, Screen, format_number, randoms  # noqa: E402

VALUES = (0, 1, 9, 8, 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x123456789ABCDEF0, 1 << 63)


def c_printf(conversion: str, value: int) -> str:
    """What the host's snprintf makes of it. Its long has 64 bits, the guest's 32."""
    match = CONVERSION.fullmatch(conversion)
    assert match is not None
    length = match.group(4)
    if length != "ll":
        value &= 0xFFFFFFFF
    host = conversion.replace("z", "").replace("l", "") if length in ("l", "z") else conversion
    kind = ctypes.c_ulonglong if length == "ll" else ctypes.c_uint
    buffer = ctypes.create_string_buffer(200)
    ctypes.CDLL(None).snprintf(buffer, 200, host.encode(), kind(value))
    return buffer.value.decode()


class FormatNumber(unittest.TestCase):
    def test_like_the_c_library(self) -> None:
        flags = ("", "-", "0", "+", " ", "#", "-0", "+0", "#0", "-#")
        widths = ("", "1", "5", "14")
        precisions = ("", ".0", ".3", ".12")
        lengths = ("", "h", "hh", "l", "ll", "z")
        for parts in itertools.product(flags, widths, precisions, lengths, "diuxo"):
            conversion = "%" + "".join(parts)
            for value in VALUES:
                with self.subTest(conversion=conversion, value=value):
                    self.assertEqual(format_number(conversion, value), c_printf(conversion, value))

    def test_characters(self) -> None:
        self.assertEqual(format_number("%5c", 65), "    A")
        self.assertEqual(format_number("%-3c", 65), "A  ")

    def test_not_a_number(self) -> None:
        self.assertRaises(ValueError, format_number, "%s", 1)


class Randoms(unittest.TestCase):
    def test_first_numbers(self) -> None:
        # Xorshift 13, 17, 5 of 1, as published.
        row = randoms(1)
        self.assertEqual([next(row) for _ in range(2)], [270369, 67634689])

    def test_zero_is_no_dead_end(self) -> None:
        self.assertEqual(next(randoms(0)), next(randoms(1)))


class Screens(unittest.TestCase):
    def test_wraps_and_scrolls(self) -> None:
        screen = Screen()
        screen.feed("first\n" + "x" * 81 + "\n" * 24)
        self.assertEqual(screen.row(0).rstrip(), "x")
        self.assertEqual(screen.at // 80, 24)

    def test_control_characters(self) -> None:
        screen = Screen()
        screen.feed("abc\b\bX\rY\tZ")
        self.assertEqual(screen.row(0).rstrip(), "YXc     Z")

    def test_colours(self) -> None:
        screen = Screen()
        screen.feed("\x1b[1;31;44ma\x1b[0mb")
        self.assertEqual([colour for _, colour in screen.cells[:2]], [0x1C, 0x07])


if __name__ == "__main__":
    unittest.main()
