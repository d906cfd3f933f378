# SPDX-License-Identifier: MIT
"""The tests of lab 5, last part: what the shell makes of redirections and pipelines.

The shell runs a script, or takes part in a dialogue; the tools are those of the build. Texts that
it moves begin with the nonce, which a script has as $1; where they have come, the disk shows when
all is over, and statuses that a script prints behind the nonce.
"""

from __future__ import annotations

from disks import Layout, Volume
from lab4 import require_results
from model import Outcome, Run, judges
from qemu import Dialogue

# A script takes 20 to 40 million, and more where the BIOS waits for the disk of a busy host.
LIMIT = 300_000_000
NOT_RUN, NOT_FOUND, INTERRUPTED, CRASHED = 126, 127, 130, 139  # statuses: user/bin/sh/sh.h
INPUT = b"what stands in a file\n"
LONG = b"".join(b"line %d, of many that no pipe holds at once\n" % n for n in range(2000))


def script(
    name: str,
    text: str,
    files: tuple[tuple[str, bytes], ...] = (),
    more: str = "",
    layout: Layout = Layout(mib=8),
) -> Run:
    """A run in which the shell carries out these lines."""
    volume = Volume(
        files=(("/script", text.encode()), ("/in", INPUT), *files),
        tools=True,
        programs=("divzero",),
        layout=layout,
    )
    cmdline = f"run=parts,fs,shells script=/script {more}".rstrip()
    return Run(name, cmdline, limit=LIMIT, volume=volume, preempted=True)


def require_texts(run: Outcome, wanted: dict[str, str], hint: str) -> None:
    """These files must hold these texts, in which $1 is the nonce."""
    found = run.files.read_all(wanted)
    for name, text in wanted.items():
        right = text.replace("$1", run.nonce).encode()
        what = found.get(name)
        happened = "there is no such file" if what is None else repr(what[:80])
        run.require(what == right, f"{name} holds {right[:80]!r}", happened, hint)


REDIRECTS = script(
    "shell_redirects",
    """echo $1 one > /out
echo $1 two >> /log
echo $1 three >> /log
echo $1 > /old
cat < /in > /copied
wc -c < /in >> /log
cat /in /missing > /good 2> /bad
echo $1 left > /left 2> /nothing
cat < /in > /in2 2> /nothing2
echo $1 one 2>> /errors >&2
cat /in 2>> /errors > /in3
pwd 2>> /errors >&2
echo $1 first > /twice > /second
echo $1 apart >&2 2> /apart
pwd > /here
echo $1 last 1
""",
    (
        ("/old", b"a text that is longer than what comes in its place\n"),
        ("/log", b"before\n"),
        ("/errors", b"before\n"),
        ("/nothing", b"a text that is cut\n"),
    ),
)

ERRORS = script(
    "shell_errors",
    """cat < /missing > /made
echo $1 no_input $?
echo $1 > /missing/file
echo $1 no_output $?
cat /in 2> /missing/file
echo $1 no_errors $?
nothing_of_this_name > /empty
echo $1 not_found $?
/in
echo $1 no_program $?
divzero && echo $1 >> /wrong
echo $1 crash $?
cat < /missing || echo $1 or >> /chosen
cat < /in > /fine && echo $1 and >> /chosen
false | true
echo $1 last_of_two $?
true | false
echo $1 other_way $?
cat < /missing | wc -c > /counted
echo $1 reader_went $?
cat /in | nothing_of_this_name
echo $1 no_reader $?
exit 5
""",
)

PIPES = script(
    "shell_pipes",
    """echo $1 through | cat > /one
cat /long | cat | cat | cat | cat > /four
cat /long | head -n 1 > /begins
cat /in /missing 2> /said | wc -l > /lines
cat /in /missing 2>&1 > /rest | wc -l > /one_line
cat /missing | wc -c > /silent
echo $1 file > /first | cat > /second
cat /long | cat < /in > /input
sort < /words | grep -v b | cat >> /sorted
echo $1 | cat | wc -c | cat | cat | cat | cat | wc -l > /eight
pwd | cat > /where
cd /bin | cat
pwd >> /where
sh -c "cat > /unread & wait" < /in
echo $1 last 1
""",
    (("/long", LONG), ("/words", b"c\nb\na\n"), ("/sorted", b"sorted\n")),
)

# The shell has room for 32 descriptors: if a line leaves one open, they run out.
ROUND = """echo $1 > /f > /g 2> /h
cat < /in | cat 2> /e | cat > /f
cat < /missing | cat
cat /in | cat < /in > /missing/file
pwd < /in > /missing/file
"""
DESCRIPTORS = script(
    "shell_descriptors", 30 * ROUND + "echo $1 | cat | cat >> /left\necho $1 last 1\n"
)

# Two descriptors are free beside what the shell and its script have: enough for a redirection and
# the file of a program, or for the input of what runs meanwhile, but not for a pipe beside that.
FEW = script(
    "shell_few",
    """echo $1 | cat &
echo $1 no_pipe $?
echo $1 one > /still
echo $1 | cat | cat &
echo $1 two >> /still
""",
    more="files=26",
)

FULL = script(
    "shell_full",
    """echo $1 > /kept
sync
cat /long /long /long /long /long /long /long /long > /too_much 2> /why
echo $1 full $?
cp /long /copy 2> /why_not
echo $1 again $?
rm /too_much /copy
echo $1 > /room
echo $1 room $?
""",
    (("/long", LONG * 4), ("/why", b""), ("/why_not", b"")),
    layout=Layout(mib=3),
)


@judges(REDIRECTS)
def shell_redirects(run: Outcome) -> None:
    """< > >> 2> 2>> and >&2, in their order: files are made, cut, or written at their end"""
    hint = "redirect: one after the other; O_CREAT, and O_TRUNC or O_APPEND; fds[num]"
    wanted = {
        "/out": "$1 one\n",
        "/log": f"before\n$1 two\n$1 three\n{len(INPUT):7} \n",
        "/old": "$1\n",
        "/copied": INPUT.decode(),
        "/good": INPUT.decode(),
        "/left": "$1 left\n",
        "/nothing": "",
        "/in2": INPUT.decode(),
        "/errors": "before\n$1 one\n/\n",
        "/in": INPUT.decode(),
        "/second": "$1 first\n",
        "/apart": "",
        "/here": "/\n",
    }
    require_texts(run, wanted, hint)
    said = run.files.read("/bad") or b""
    run.require(b"/missing" in said, "/bad says what was missing", repr(said[:80]), hint)
    require_results(run, {"last": 1, "shell": 0}, hint)
    run.require_clean()


@judges(ERRORS)
def shell_errors(run: Outcome) -> None:
    """What cannot be opened or started is said, has a status, and stops nothing else"""
    hint = "redirect: 1, having called status_of_error(); start_all: the status of the last one"
    statuses = {"no_input": 1, "no_output": 1, "no_errors": 1}
    require_results(run, statuses, hint)
    more = {"not_found": NOT_FOUND, "no_program": NOT_RUN, "crash": CRASHED}
    require_results(run, more)
    require_results(run, {"last_of_two": 0, "other_way": 1}, hint)
    require_results(run, {"reader_went": 0, "no_reader": NOT_FOUND, "shell": 5}, hint)
    texts = {"/empty": "", "/chosen": "$1 or\n$1 and\n", "/counted": f"{0:7} \n"}
    require_texts(run, {**texts, "/fine": INPUT.decode()}, hint)
    names = run.files.names("/")
    run.require("wrong" not in names, "&& runs nothing after a crash", "it did", hint)
    run.require("made" not in names, "no file is made after an error", "it was", hint)
    run.require_line(r"^sh: /missing: not found", "the shell says what is missing", hint)


@judges(PIPES)
def shell_pipes(run: Outcome) -> None:
    """All of a text goes through pipes, and ends; files of a command come before its pipes"""
    hint = "start_all: a pipe between each two, of which only these two have an end; redirect:"
    hint += " close_replaced(), when the new one is in its place"
    lines = LONG.decode()
    wanted = {
        "/one": "$1 through\n",
        "/four": lines,
        "/begins": lines[: lines.index("\n") + 1],
        "/lines": f"{1:7} \n",
        "/one_line": f"{1:7} \n",
        "/rest": INPUT.decode(),
        "/silent": f"{0:7} \n",
        "/first": "$1 file\n",
        "/second": "",
        "/input": INPUT.decode(),
        "/sorted": "sorted\na\nc\n",
        "/eight": f"{1:7} \n",
        "/where": "/\n/\n",
    }
    require_results(run, {"last": 1, "shell": 0}, hint)
    require_texts(run, wanted, hint)
    meanwhile = "start_all: the first command has `in`, which is not always STDIN"
    require_texts(run, {"/unread": ""}, meanwhile)
    said = run.files.read("/said") or b""
    run.require(b"/missing" in said, "errors go where 2> says, not into the pipe", repr(said), hint)
    run.require_off()


@judges(DESCRIPTORS)
def shell_descriptors(run: Outcome) -> None:
    """The shell keeps no descriptor open, whatever a command's redirections come to"""
    hint = "close_opened() for what stood in fds[] before; start_command() closes what it was given"
    require_results(run, {"last": 1, "shell": 0}, hint)
    require_texts(run, {"/left": "$1\n", "/g": "$1\n", "/h": ""}, hint)


@judges(FEW)
def shell_few(run: Outcome) -> None:
    """A pipeline for which there are too few descriptors starts no more, and leaves none open"""
    hint = "start_all: if pipe() fails, close_opened(in), and its error is the status"
    require_results(run, {"no_pipe": NOT_RUN, "shell": 0}, hint)
    require_texts(run, {"/still": "$1 one\n$1 two\n"}, hint)
    said = "the shell says that there is no pipe"
    run.require_line(r"^sh: .*too many files are open", said, "start_all: status_of_error()")


@judges(FULL)
def shell_full(run: Outcome) -> None:
    """A full disk is said, loses nothing that was there, and can be used again"""
    require_results(run, {"full": 1, "again": 1, "room": 0})
    require_texts(run, {"/kept": "$1\n", "/room": "$1\n"}, "")
    run.require_clean()


def typed(*steps: tuple[str, str]) -> tuple[Dialogue, ...]:
    """What a person does: waits for a text, and types."""
    return tuple(Dialogue(after, say) for after, say in steps)


TYPED = Run(
    "shell_typed",
    "run=parts,fs,shells typist",
    preempted=True,
    limit=LIMIT,
    dialogue=typed(
        ("$ ", "cat > /typed\r"),
        ("/typed\n", "one line\r"),
        ("one line\n", "another\r"),
        ("another\n", "\x04"),
        ("$ ", "cat | cat > /cut\r"),
        ("/cut\n", "lost\r"),
        ("lost\n", "\x03"),
        ("$ ", "echo $? > /status\r"),
        ("$ ", "sleep 1000 | cat\r"),
        ("| cat\n", "\x03"),
        ("$ ", "sh\r"),
        ("$ ", "sleep 1000; echo never > /never\r"),
        ("/never\n", "\x03"),
        ("$ ", "echo $? > /inner\r"),
        ("$ ", "exit 3\r"),
        ("$ ", "echo $? > /outer\r"),
        ("$ ", "echo half a line > /half\x03"),
        ("$ ", "\x1b[A2\x1b[D\x1b[D\x1b[D\x1b[D\r"),
        ("$ ", "divzero; echo $? > /crash\r"),
        ("$ ", "echo meanwhile > /meanwhile & wait\r"),
        ("$ ", "exit 7\r"),
    ),
    volume=Volume(tools=True, programs=("divzero",)),
)


@judges(TYPED)
def shell_typed(run: Outcome) -> None:
    """Ctrl-C ends what runs, or the line; Ctrl-D the input; Up fetches a line; the shell goes on"""
    hint = "the programs of a pipeline are in job, all of them, in their order"
    wanted = {
        "/typed": "one line\nanother\n",
        "/status": f"{INTERRUPTED}\n",
        "/inner": f"{INTERRUPTED}\n",
        "/outer": "3\n",
        "/outer2": "0\n",
        "/crash": f"{CRASHED}\n",
        "/meanwhile": "meanwhile\n",
    }
    require_texts(run, wanted, hint)
    names = run.files.names("/")
    run.require("never" not in names, "Ctrl-C ends the rest of the line, too", "it ran", hint)
    run.require("half" not in names, "Ctrl-C gives up a line", "it ran", hint)
    require_results(run, {"shell": 7}, hint)
