# SPDX-License-Identifier: MIT
"""The tests of lab 1, third part: the backtrace, panics, and the monitor's commands."""

from __future__ import annotations

import re
from typing import Iterator

from expect import MASK, randoms
from lab1 import keys
from model import Ending, Outcome, Run, judges
from symbols import FUNCTION, shorten

RETURNS = Run("returns", "ktest=returns")
SEARCH = Run("search", "ktest=search")
WORDS = Run("words", "ktest=words")
BACKTRACE = Run("backtrace", "ktest=calls,backtrace")
BAD_FRAMES = Run("bad_frames", "ktest=bad_frames")
EDGES = Run("edges", "ktest=edges")
NUMBERS = Run("numbers", "ktest=numbers")
PANIC = Run("panic", "ktest=panic")
# One word more than the monitor takes, and just as many.
SEVENTEEN = " ".join(["w"] * 17)
SIXTEEN = "  ".join(["v"] * 16)
MONITOR = Run(
    "monitor",
    "ktest=monitor "
    + keys(
        "help\nkerninfo\n   \n"
        "nosuch\nbacktrace 1 2\nhelpme\n" + "a " * 40 + "\nkerninfo x\n"
        f"{SEVENTEEN}\n{SIXTEEN}\npoweroff\n"
    ),
)
NAMELESS = re.compile(r"\s*#(\d+) 0x([0-9a-f]{8}) in ")
FRAME = re.compile(r"#(\d+) 0x([0-9a-f]{8}) in (\w+)\(([^)]*)\)(?: at (\S+):(\d+))?")


def frames(run: Outcome) -> "list[re.Match[str]]":
    """The frames of the backtrace in the output."""
    found = list(FRAME.finditer(run.output))
    run.require(found, "a backtrace", "there is none in the output")
    return found


def chain(start: int, depth: int) -> list[tuple[int, int]]:
    """The arguments of ktest_descend() in kern/test/lab1.c, innermost call first."""
    calls = [(depth, start)]
    row = start
    for level in range(depth - 1, -1, -1):
        row = next(randoms(row))
        calls.append((level, row))
    return calls[::-1]


@judges(BACKTRACE)
def backtrace_walk(run: Outcome) -> None:
    """The backtrace names every call, from the innermost to the first"""
    (_, lines), *_ = sections(run, "walking")
    # Without names, since to find them is the next exercise.
    found = [int(m[2], 16) - (m[1] != "0") for m in map(NAMELESS.match, lines) if m]
    functions = [run.build.kernel.function_at(address) for address in found]
    names = [symbol.name if symbol else "??" for symbol in functions]
    wanted = ["ktest_bottom"] + ["ktest_descend"] * 5
    position = names.index("ktest_bottom") if "ktest_bottom" in names else 0
    run.require(
        names[position : position + 6] == wanted,
        f"the calls {', '.join(wanted)}",
        ", ".join(names),
        "backtrace_walk: the caller's ebp is at ebp, the return address above it",
    )
    run.require(
        "ktest_run" in names[position + 6 :],
        "ktest_run further out",
        ", ".join(names[position + 6 :]) or "nothing",
    )
    symbols = run.build.kernel.symbols
    run.require(
        symbols["high"].address < found[-1] < symbols["not_our_loader"].address,
        "high (kern/entry.S), the outermost, as the last",
        run.build.kernel.describe(found[-1]),
        "backtrace_walk: a frame pointer of 0 belongs to the frame just printed",
    )
    last = max(index for index, line in enumerate(lines) if NAMELESS.match(line))
    run.require(
        len(lines) == last + 1,
        "nothing to complain of behind the outermost call",
        "".join(lines[last + 1 : last + 2]),
    )
    said = any(line.startswith("descended") for line in run.said())
    run.require(said, "the kernel goes on", run.describe_ending())


@judges(BACKTRACE, RETURNS)
def backtrace_arguments(run: Outcome) -> None:
    """The backtrace shows the function and the arguments of each call"""
    if run.run is RETURNS:
        require_return_addresses(run)
        return
    calls = chain(int(run.nonce, 16), 4)
    word = calls[0][1]
    wanted = [[word, ~word & MASK, 42]] + [list(call) for call in calls]
    shown = [f for f in frames(run) if f.group(3) in ("ktest_bottom", "ktest_descend")]
    run.require(len(shown) == 6, "6 frames of the test", f"{len(shown)} frames")
    for frame, arguments in zip(shown, wanted):
        expected = ", ".join(f"{value:#x}" for value in arguments)
        run.require(
            frame.group(4) == expected,
            f"{frame.group(3)}({expected})",
            f"{frame.group(3)}({frame.group(4)})",
            "the first argument lies two words above the saved ebp",
        )


def require_return_addresses(run: Outcome) -> None:
    """Frame 0 stands at the start of a function, frame 1 returns to behind the end of one."""
    kernel = run.build.kernel
    shown = re.findall(r"#(\d+) 0x([0-9a-f]{8}) in ([\w?]+)", run.output)
    run.require(len(shown) == 2, "2 frames", f"{len(shown)} frames")
    for number, address, name in shown:
        function = kernel.function_at(int(address, 16) - (number != "0"))
        wanted = function.name if function else "??"
        run.require(
            name == wanted,
            f"frame {number}, {address}, in {wanted}",
            name,
            "is_return: frame 0 is where the processor is, all others are return addresses",
        )


@judges(BACKTRACE)
def backtrace_lines(run: Outcome) -> None:
    """The backtrace gives function, file and line of each call"""
    for frame in frames(run):
        number, address = int(frame.group(1)), int(frame.group(2), 16)
        function = run.build.kernel.function_at(address - (number > 0))
        run.require(
            function is None or function.name == frame.group(3),
            f"frame {number}, {address:#x}, in {function.name if function else ''}",
            frame.group(3),
            "print_frame() wants to know of each address whether it is a return address",
        )
        place = run.build.kernel.line_at(address - (number > 0))
        if place is None:
            continue
        expected = f"{shorten(place[0])}:{place[1]}"
        run.require(
            f"{frame.group(5)}:{frame.group(6)}" == expected,
            f"frame {number}, {address:#x}, at {expected}",
            f"{frame.group(5)}:{frame.group(6)}",
            "lines_lookup: the last entry whose address is not above the one looked for",
        )


def sections(run: Outcome, *names: str) -> Iterator[tuple[str, list[str]]]:
    """The lines that follow each of these reports by the driver, up to its next report."""
    lines = run.lines()
    for name in names:
        marker = f"{run.nonce} {name}"
        wanted = f"a report of {name} by the test driver"
        run.require(marker in lines, wanted, "it never got so far")
        rest = lines[lines.index(marker) + 1 :]
        end = next((i for i, line in enumerate(rest) if line.startswith(run.nonce)), len(rest))
        yield name, rest[:end]


@judges(BAD_FRAMES)
def backtrace_bad(run: Outcome) -> None:
    """A broken chain of frames ends the backtrace with a line that says so"""
    counts = {"circle": (2, 3), "odd": (1, 1), "unmapped": (1, 1), "itself": (1, 2)}
    counts |= {"deep": (40, 40), "later": (2, 3)}
    for name, lines in sections(run, *counts):
        least, most = counts[name]
        found = [line for line in lines if re.match(r"\s*#\d+ ", line)]
        run.require(
            least <= len(found) <= most,
            f"{name}: {least} to {most} frames",
            f"{len(found)} frames",
            "backtrace_walk: the frame pointer must be a multiple of 4, readable, above the last",
        )
        said = lines[lines.index(found[-1]) + 1 :]
        run.require(any(said), f"{name}: a line that says why the backtrace ends", "none")
    run.require("end" in run.said(), "the kernel goes on", run.describe_ending())


MADE_FUNCS, MADE_LOOKS = 1000, 12  # kern/test/lab1.c; halving 1000 takes 10 looks, and one more


def require_search(run: Outcome) -> None:
    """What the search in a table took that the test makes up as it is read."""
    said = [line.split() for line in run.said()]
    searches = [words[1:] for words in said if words[0] == "search"]
    reads = [words[1:] for words in said if words[0] == "reads"]
    run.require(len(searches) == len(reads) == 27, "27 searches", f"{len(reads)} came to an end")
    for number, ((text, found), (looks, strange)) in enumerate(zip(searches, reads)):
        address = int(text, 16)
        index, offset = divmod(address - 4096, 64)
        wanted = 0 <= index < MADE_FUNCS and offset < 32 and number < 26
        run.require(
            strange == "0",
            f"only entries 0 to lt_funcs - 1 read in search of {address:#x}",
            "something else was read as an entry",
            "find_func: no function starts at or before this address: then nothing may be read",
        )
        run.require(
            found == str(int(wanted)),
            f"{address:#x} {'found' if wanted else 'not found'}"
            + ("" if number < 26 else " in a table that cannot be read"),
            "the contrary",
            "find_func: look at both ends of the table, and at what read_func() returns",
        )
        run.require(
            int(looks, 16) <= MADE_LOOKS,
            f"at most {MADE_LOOKS} entries read to find one of {MADE_FUNCS}",
            f"{int(looks, 16)} entries",
            "find_func: a binary search halves what is left with each look",
        )


@judges(EDGES, SEARCH)
def lines_edges(run: Outcome) -> None:
    """A function begins with its first byte and ends with its last; the search halves"""
    if run.run is SEARCH:
        require_search(run)
        return
    kernel = run.build.kernel
    functions = sorted(s.address for s in kernel.symbols.values() if s.kind == FUNCTION)
    shown = dict(line.split()[1:3] for line in run.said() if line.startswith("in "))
    wanted = {0x00001004: "??", 0xFFFFFFFE: "??"}
    for name in ("ktest_bottom", "ktest_descend"):
        symbol = kernel.symbols[name]
        end = symbol.address + symbol.size
        following = min((start for start in functions if start >= end), default=end)
        wanted.update({address: "??" for address in range(end, following)})
        wanted.update({address: name for address in range(symbol.address, end)})
    for address, name in wanted.items():
        found = shown.get(f"{address:08x}")
        run.require(
            found in (name, None),
            f"{address:#010x} in {name}",
            str(found),
            "find_func: lf_start <= pc, and pc less than lf_size bytes behind it",
        )
    first, last = kernel.symbols["ktest_bottom"], kernel.symbols["ktest_descend"]
    for address in (first.address, last.address, 0x00001004, 0xFFFFFFFE):
        run.require(f"{address:08x}" in shown, f"a line about {address:#010x}", "none")


@judges(PANIC)
def panic_ends(run: Outcome) -> None:
    """A panic says where and why, prints a backtrace, and ends the run at once"""
    calls = chain(int(run.nonce, 16), 2)
    word = calls[0][1]
    text = f"{word ^ (~word & MASK) ^ 42:08x}"
    match = run.require_line(
        rf"panic at (\S+):(\d+): on purpose, with {text}", f"a panic with the text ...{text}"
    )
    run.require(
        match.group(1).endswith("kern/test/lab1.c"), "the file kern/test/lab1.c", match.group(1)
    )
    names = [frame.group(3) for frame in frames(run)]
    run.require("ktest_descend" in names, "a backtrace with ktest_descend", ", ".join(names))
    run.require(run.ending is Ending.OFF, "the run ends at once", run.describe_ending())
    run.require(not run.said(), "nothing runs after a panic", ", ".join(run.said()))


def require_tabs(run: Outcome) -> None:
    """Tabs separate words: the lines of kern/test/lab1_monitor.c."""
    marks = [f"words {number:08x}" for number in range(7)]
    answers = [" ".join(lines).strip() for _, lines in sections(run, *marks[:6])]
    wanted = (
        (r"\bnosuch\b(?!\t)", "\\tnosuch\\t: an answer that names nosuch"),
        (r"^$", "\\t \\t: no answer to a line of blanks"),
        (r"usage.*kerninfo", "kerninfo\\tx: how kerninfo is used"),
        (r"\bstext\b", "kerninfo \\t: kerninfo is run"),
        (r"\bbacktrace\b", "help\\t: help lists the commands"),
        (r"usage.*backtrace", "backtrace\\t1 2: how backtrace is used"),
    )
    for answer, (pattern, expected) in zip(answers, wanted):
        found = re.search(pattern, answer, flags=re.I)
        hint = "split: spaces and tabs separate words"
        run.require(found, expected, answer[:200] or "nothing", hint)


@judges(MONITOR, WORDS)
def monitor_commands(run: Outcome) -> None:
    """The monitor splits lines into words and runs commands"""
    if run.run is WORDS:
        require_tabs(run)
        return
    run.require_line(r"^\s*backtrace\b.*\w", "help lists the commands")
    symbols = run.build.kernel.symbols
    for name in ("stext", "etext", "end"):
        run.require_line(
            rf"^\s*{name}\s+{symbols[name].address:08x}", f"kerninfo: {name} as in the ELF file"
        )
    answer = run.output.partition("K>    \n")[2].split("K> ")[0].strip()
    run.require(not answer, "no answer to a line of blanks", answer)
    run.require_off("poweroff, the last command, was not run")


@judges(MONITOR)
def monitor_errors(run: Outcome) -> None:
    """The monitor refuses unknown commands and wrong numbers of arguments"""
    run.require_line(r"^(?!K>).*nosuch", "an answer that names the unknown command nosuch")
    run.require_line(r"^(?!K>).*helpme", "helpme is not help")
    wanted = "how backtrace is used, for two arguments too many"
    run.require_line(r"(?i)^(?!K>).*usage.*backtrace", wanted)
    wanted = "how kerninfo is used, for one argument too many"
    run.require_line(r"(?i)^(?!K>).*usage.*kerninfo", wanted)
    many = '"too many words" in answer to a line of 40 words'
    run.require_line(r"(?i)^(?!K>).*too many", many)
    for line, pattern in ((SEVENTEEN, "too many"), (SIXTEEN, r"\bv\b")):
        answer = run.output.partition(f"K> {line}\n")[2].split("K> ")[0].strip()
        run.require(
            re.search(pattern, answer, flags=re.I) and "\n" not in answer,
            f"one line, with {pattern!r}, in answer to {len(line.split())} words",
            answer[:200] or "nothing",
            "split: WORDS_MAX words fit, one more does not",
        )
    run.require_off("poweroff, the last command, was not run")


# What command_number() in kern/command.c makes of a text: None is "not a number".
NUMBERS_WANTED = {
    "0": 0,
    "10": 10,
    "007": 7,
    "4294967295": 0xFFFFFFFF,
    "0xffffffff": 0xFFFFFFFF,
    "0XaBc": 0xABC,
    "4294967296": None,
    "9999999999": None,
    "0x100000000": None,
    "": None,
    "0x": None,
    "12a": None,
    "0xg": None,
    "-1": None,
    "+1": None,
    "a": None,
    "1 ": None,
}


@judges(NUMBERS)
def monitor_numbers(run: Outcome) -> None:
    """Numbers for commands: decimal and hexadecimal, and nothing else, in 32 bits"""
    output = run.output
    for text, value in NUMBERS_WANTED.items():
        shown = "0 600dbeef" if value is None else f"1 {value:08x}"
        before, found, output = output.partition(f"{run.nonce} number [{text}] ")
        run.require(found, f"a report on the text {text!r}", "none")
        run.require(
            output.startswith(f"{shown}\n"),
            f"{text!r}: " + ("refused, and nothing stored" if value is None else f"{value:#x}"),
            output.split("\n")[0],
            "command_number: does the next digit still fit, before it is added?",
        )
        said = before.partition("\n")[2].strip() if text != "0" else ""
        run.require(
            bool(said) == (value is None) and "\n" not in said and (not said or "COUNT" in said),
            f"{text!r}: " + ("one line that names COUNT" if value is None else "no line"),
            said or "nothing",
        )
