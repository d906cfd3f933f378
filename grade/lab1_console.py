# SPDX-License-Identifier: MIT
"""The tests of lab 1, second part: the serial line, the screen, printing, typed lines."""

from __future__ import annotations

import re
from typing import Iterator, Sequence

from expect import Screen, format_number, randoms
from lab1 import ALIVE, keys
from model import Ending, Failure, Outcome, Run, judges
from qemu import Dialogue, Hardware, PortAccess

SCREEN = Run("screen", "ktest=screen", Hardware(vga=True))
PRINTF = Run("printf", "ktest=printf_int,printf_long,printf_text")
PORT = Run("port", "ktest=port")
CARD = Run("card", "ktest=card")
# With these keys: backspace, delete, cursor left and right, control-A (start), control-E (end).
TYPED_LINES = (
    "helo\x08lo",
    "abXYcd\x1b[D\x1b[D\x1b[D\x1b[DZ\x1b[C\x1b[C\x7f",
    "world\x01hello \x05!",
    "shorter\x08\x08",
    ".",
)
EDIT = Run(
    "edit",
    "ktest=readline "
    + keys("".join(f"{line}\n" for line in TYPED_LINES)),
)
LINE_SIZE = 1024  # lib/readline.c
KEYED = 900  # characters of the line that is too long come from the command line: typing is slow
KEYS = Run("keys", "ktest=keys", dialogue=(Dialogue("? ", "typed from outside\r"),))
TYPED = Run(
    "typed",
    "ktest=readline " + keys("z" * KEYED),
    dialogue=(
        Dialogue("z" * KEYED, "z" * (LINE_SIZE + 80 - KEYED) + "\r"),
        Dialogue("? ", ".\r"),
    ),
    limit=400_000_000,
)


@judges(ALIVE, PORT)
def console_serial(run: Outcome) -> None:
    """All characters go out on the serial port, once and in order"""
    if run.run is PORT:
        require_patience(run)
        return
    run.require_line(
        "^all: " + re.escape("".join(map(chr, range(32, 127)))) + "$",
        "all printable characters",
        "send: wait for LSR_THRE before each byte",
    )
    row = randoms(int(run.nonce, 16))
    text = "".join(chr(97 + next(row) % 26) for _ in range(300))
    run.require_line(f"^long: {text}$", "a line of 300 characters")
    if run.stopped is not None:
        require_good_port(run, run.stopped.accesses)


SEND_POLLS = 100_000  # kern/dev/serial.c


def require_patience(run: Outcome) -> None:
    """What kern/test/lab1_serial.c saw of the driver above a slow port, or none."""
    row = randoms(int(run.nonce, 16))
    word = "".join(chr(97 + next(row) % 26) for _ in range(7))
    wanted = {
        "absent": ("", "without a port present stays false"),
        "slow": (word, "send: look again and again, until LSR_THRE is there"),
        "stuck": ("", "send: a port that does not become ready gets no byte"),
        "still": ("", "send: a port that does not become ready gets no byte"),
        "again": (word, "send: stuck is cleared when the port is ready again"),
    }
    most = {"stuck": SEND_POLLS, "still": 3}
    for name, (text, hint) in wanted.items():
        said = [line for line in run.said() if line.startswith(f"{name} ")]
        shown = said[-1] if said else "nothing"
        states = {"absent": "absent", "slow": "slow", "again": "ready again"}
        state = states.get(name, "never ready")
        run.require(
            shown == f"{name} sent {len(text):08x} [{text}]",
            f"{len(text)} bytes sent through a port that is {state}: [{text}]",
            shown,
            hint,
        )
        looks = int(said[0].split()[-1], 16)
        run.require(
            looks <= most.get(name, looks),
            f"at most {most.get(name, 0)} looks at LSR of a port that is never ready",
            f"{looks}",
            "send: SEND_POLLS looks for the first byte, then stuck: one look for each",
        )


# Registers of the serial port, and bits in them (kern/dev/serial.c).
THR, IER, FCR, LCR, MCR, LSR = range(6)
LCR_8N1, LCR_DLAB, LSR_THRE, FIFO_SIZE = 0x03, 0x80, 0x20, 16


def require_good_port(run: Outcome, accesses: Sequence[PortAccess]) -> None:
    """The port is set up as it should be, and its readiness is looked at before bytes are sent."""
    registers = {IER: 0, FCR: 0, LCR: 0, MCR: 0}
    divisor = [0, 0]
    room = 0  # bytes that may be sent without another look
    for access in accesses:
        latched = registers[LCR] & LCR_DLAB and access.register < 2
        if not access.write:
            if access.register == LSR and access.value & LSR_THRE:
                room = FIFO_SIZE if registers[FCR] & 1 else 1
        elif latched:
            divisor[access.register] = access.value
        elif access.register == THR:
            run.require(
                room > 0,
                "LSR_THRE seen in LSR before a byte goes to THR",
                f"the byte {access.value:#04x} sent without looking",
                "this emulator's port is always ready, others are not",
            )
            room -= 1
        else:
            registers[access.register] = access.value
    if not accesses:
        return  # this QEMU keeps no trace
    for name, register, value in (("LCR", LCR, LCR_8N1), ("IER", IER, 0), ("MCR", MCR, 3)):
        found = registers[register]
        run.require(found == value, f"{value:#04x} in {name} at the end", f"{found:#04x}")
    run.require(registers[FCR] & 1, "the FIFOs enabled in FCR", f"{registers[FCR]:#04x}")
    run.require(divisor == [1, 0], "the divisor 1: 115200 baud", f"DLL, DLM = {divisor}")


@judges(KEYS)
def console_input(run: Outcome) -> None:
    """What is typed on the serial line arrives"""
    line = "typed [typed from outside]"
    said = ", ".join(run.said()) or "nothing"
    run.require(line in run.said(), line, said, "a port that is set up well also receives")


def screen_text(nonce: str) -> str:
    """What run_screen() in kern/test/lab1.c prints."""
    row = randoms(int(nonce, 16))
    lines = [f"row {next(row):016x}" for _ in range(40)]
    lines.append("".join(chr(65 + next(row) % 26) for _ in range(100)))
    lines.append("ab\bc\tdef\b\rX")
    lines.append("\bY" + "".join(f"\x1b[{colour}mcolour\x1b[0m " for colour in range(30, 38)))
    text = "\n".join(lines) + "\n\x1b[1;33;44mbright\x1b[0m plain"
    return "\x1b[H\b\b" + text


def expected_screen(nonce: str) -> Screen:
    """What the screen shows at the end of run_screen()."""
    screen = Screen()
    screen.feed(screen_text(nonce))
    row = randoms(int(nonce, 16))
    for _ in range(40 + 100):
        next(row)
    at = screen.at
    for beside in (at - 1, at + 1):  # written to the card, behind the driver's back
        screen.cells[beside] = (chr(97 + next(row) % 26), 7)
    screen.feed("!")
    return screen


def shown_cells(run: Outcome) -> list[tuple[str, int]]:
    """The cells of the screen at the end."""
    vga = run.machine.vga
    if len(vga) != 4000:
        raise Failure("a screen", "this machine has none")
    return [(chr(vga[i]), vga[i + 1]) for i in range(0, 4000, 2)]


def compare_rows(run: Outcome, rows: range, hint: str) -> None:
    """Requires that the text of these rows is right."""
    screen = expected_screen(run.nonce)
    cells = shown_cells(run)
    if run.ending is Ending.TRIPLE_FAULT:
        hint = "TEXT_MEMORY: this test has no low mapping, so that 0xb8000 without KERNBASE faults"
    for number in rows:
        text = "".join(char for char, _ in cells[number * 80 : number * 80 + 80])
        swapped = "".join(chr(colour) for _, colour in cells[number * 80 : number * 80 + 80])
        if swapped.strip() and swapped == screen.row(number):
            hint = "CELL: the character belongs in the low byte, the colours in the high one"
        run.require(
            text.replace("\0", " ") == screen.row(number),
            f"row {number} of the screen: {screen.row(number).rstrip()!r}",
            repr(text.rstrip(" \0")),
            hint,
        )


@judges(SCREEN, CARD)
def screen_scroll(run: Outcome) -> None:
    """The screen scrolls, and long lines wrap"""
    if run.run is CARD:
        run.require(
            run.values("overlaps") == ["0" * 8],
            "memcpy() only from one place to another",
            "source and destination overlap",
            "scroll: what moves within screen[] needs memmove(); memcpy() may copy in any order",
        )
        run.require(
            run.values("dirty") == ["0", "0"],
            "nothing dirty after update_card: dirty_low = ROWS * COLUMNS, dirty_high = 0",
            "dirty_low or dirty_high is something else",
        )
        return
    compare_rows(run, range(0, 22), "scroll: rows move up by one, the last becomes blank")


@judges(SCREEN)
def screen_control(run: Outcome) -> None:
    """Newline, return, backspace and tab move the cursor on the screen"""
    hint = "put_text: \\b, \\t and \\r only move the cursor, \\b also to the row above"
    compare_rows(run, range(22, 24), hint)
    hint = "update_card: cells from dirty_low up to, but not including, dirty_high, and no other"
    compare_rows(run, range(24, 25), hint)
    screen = expected_screen(run.nonce)
    row, column = divmod(run.machine.cursor, screen.COLUMNS)
    run.require(
        run.machine.cursor == screen.at,
        "the card's cursor in row {}, column {}".format(*divmod(screen.at, screen.COLUMNS)),
        f"in row {row}, column {column}",
        "update_card: CURSOR_HIGH and CURSOR_LOW",
    )


@judges(SCREEN)
def screen_colour(run: Outcome) -> None:
    """ANSI colours appear on the screen"""
    screen = expected_screen(run.nonce)
    for index, (shown, wanted) in enumerate(zip(shown_cells(run), screen.cells)):
        if wanted[0] == " ":
            continue
        run.require(
            shown[1] == wanted[1],
            f"attribute {wanted[1]:#04x} for {wanted[0]!r} in row {index // 80}",
            f"{shown[1]:#04x}",
            "a cell is the character in the low byte and the colour in the high byte",
        )


def compare_conversions(run: Outcome, wanted: str, least: int) -> None:
    """Requires that each "printf|format|value|result|" line whose format matches is right."""
    seen = 0
    for line in run.lines():
        fields = line.split("|")
        if len(fields) != 5 or fields[0] != "printf" or not re.fullmatch(wanted, fields[1]):
            continue
        seen += 1
        expected = format_number(fields[1], int(fields[2], 16))
        run.require(
            fields[3] == expected,
            f'"{fields[1]}" of {int(fields[2], 16):#x} prints "{expected}"',
            f'"{fields[3]}"',
        )
    run.require(seen >= least, f"{least} conversions of this kind", f"only {seen} were printed")


@judges(PRINTF)
def printf_numbers(run: Outcome) -> None:
    """%d %u %x %o print every 32-bit number"""
    compare_conversions(run, r"%(hh|h|l|z|)[diuxo]", 90)


@judges(PRINTF)
def printf_width(run: Outcome) -> None:
    """Width, precision and flags of number conversions"""
    compare_conversions(run, r"%[-+ #0]*\d*(\.\d+)?[diuxo]", 268)


@judges(PRINTF)
def printf_long(run: Outcome) -> None:
    """64-bit numbers"""
    compare_conversions(run, r"%[-0]*\d*ll[diuxo]", 84)


@judges(PRINTF)
def printf_text(run: Outcome) -> None:
    """%s %c %e %% and * print texts, with width and precision"""
    compare_conversions(run, r"%-?\d*c", 3)
    seen = 0
    for line in run.lines():
        fields = line.split("|")
        if fields[0] == "prints" and len(fields) == 5:
            seen += 1
            width = re.fullmatch(r"%(-?)(\d*)(?:\.(\d+))?s", fields[1])
            assert width is not None
            text = fields[2][: int(width[3])] if width[3] else fields[2]
            size = int(width[2] or 0)
            expected = text.ljust(size) if width[1] else text.rjust(size)
            run.require(
                fields[3] == expected,
                f'"{fields[1]}" of "{fields[2]}" prints "{expected}"',
                f'"{fields[3]}"',
            )
    run.require(seen == 7, "7 conversions of strings", f"only {seen} were printed")
    row = randoms(int(run.nonce, 16))
    word = "".join(chr(97 + next(row) % 26) for _ in range(7))
    number = int(run.nonce, 16)
    low = number & 0xFFF
    expected = f"more|{number & 0xFF}%|(null)|{word[:4]}|{low:9}|{low:<9}|out of memory|"
    run.require_line(f"^{re.escape(expected)}$", expected)


@judges(EDIT)
def readline_edit(run: Outcome) -> None:
    """Lines can be edited: backspace, delete, cursor keys, start and end of line"""
    said = [line for line in run.said() if line.startswith("line ")]
    for number, line in enumerate(TYPED_LINES):
        *_, (wanted, _) = edited(line)
        shown = said[number] if number < len(said) else "nothing"
        run.require(
            shown == f"line [{wanted}]",
            f"line {number + 1} read as [{wanted}]",
            shown,
            "insert and erase_from: the rest of the line moves by as many characters",
        )


KEY = re.compile(r"\x1b\[[CD]|.")


def edited(line: str) -> Iterator[tuple[str, int]]:
    """The line, and where the cursor stands in it, after each key of one of TYPED_LINES."""
    text, at = "", 0
    for key in KEY.findall(line):
        if key in ("\x08", "\x7f"):
            text, at = text[: max(at - 1, 0)] + text[at:], max(at - 1, 0)
        elif key.startswith("\x1b"):
            at = max(at - 1, 0) if key.endswith("D") else min(at + 1, len(text))
        elif key in ("\x01", "\x05"):
            at = 0 if key == "\x01" else len(text)
        else:
            text, at = text[:at] + key + text[at:], at + 1
        yield text, at


def shown_states(echo: str) -> Iterator[tuple[str, int]]:
    """What a terminal shows, and where its cursor stands, after each character that it gets."""
    cells: list[str] = []
    at = 0
    for char in echo:
        if char == "\b":
            at = max(at - 1, 0)
        elif char.isprintable():
            cells[at : at + 1] = [char]
            at += 1
        yield "".join(cells).rstrip(), at


@judges(EDIT)
def readline_echo(run: Outcome) -> None:
    """What the terminal shows while a line is edited is the line"""
    echoes = [line for line in run.lines() if line.startswith("? ")]
    for number, line in enumerate(TYPED_LINES):
        echo = echoes[number] if number < len(echoes) else ""
        states = shown_states(echo)
        last = ""
        for text, at in edited(line):
            # The characters of one key are shown one by one; after the last of them all is right.
            wanted = (f"? {text}".rstrip(), at + 2)
            run.require(
                wanted in states,
                f'line {number + 1}: "? {text}" on the terminal at some point after "{last}", '
                f"the cursor at {at}",
                f"this was sent: {echo!r}",
                "insert and erase_from: redraw() what moved, with blanks over what went away",
            )
            last = f"? {text}"
        *_, (left, _) = shown_states(echo)
        run.require(left == last.rstrip(), f'"{last}" on the terminal in the end', f'"{left}"')


@judges(TYPED)
def readline_long(run: Outcome) -> None:
    """A line that is too long is cut, and nothing behind it is overwritten"""
    sizes = [len(line) - len("line []") for line in run.said() if line.startswith("line [z")]
    run.require(
        sizes == [LINE_SIZE - 1],
        f"one line of {LINE_SIZE - 1} characters: {LINE_SIZE} with the final zero",
        f"lines of {', '.join(map(str, sizes)) or 'no'} characters",
        "insert: is there room for one more character and for the zero?",
    )
    run.require_off()
