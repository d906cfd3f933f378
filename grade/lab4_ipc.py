# SPDX-License-Identifier: MIT
"""The tests of lab 4, last part: messages, calls, and programs that use all of it."""

from __future__ import annotations

import re

from lab2 import PAGE, frame_table, show
from lab3 import require_said, require_survival
from lab4_smp import FOUR, LONG_LIMIT, crew, require_frames_back
from memory import AddressSpace
from model import Failure, Outcome, Run, judges

ERRORS = crew("ipc_errors", "ipcerrors*4")
CHANGED = crew("ipc_changed", "ipcchanged")
PAGES = crew("ipc_pages", "ipcpages*2")
ORDER = crew("ipc_order", "ipcorder*5", more="order=3142")
DEATH = crew("ipc_death", "ipcdeath*5")
DEATH_4 = crew("ipc_death4", "ipcdeath*5", FOUR)
VICTIMS = 40
RACE = Run(
    "ipc_race",
    f"ktest=count,family family=ipcrace grown=3 children={VICTIMS} run=hello slice=20000",
    FOUR,
    limit=LONG_LIMIT,
    preempted=True,
)
CALL = crew("ipc_call", "ipccall*4")
STRAIGHT = crew("ipc_straight", "ipcstraight*4")
CROWD = crew("crowd", "crowd*9")
CROWD_4 = crew("crowd4", "crowd*9", FOUR)
PRIMES = crew("primes", "primes sendpage pingpong", more="limit=60")
PRIMES_4 = crew("primes4", "primes sendpage pingpong", FOUR, "limit=60")
FUZZED = "fuzz keepmem patterns primes"
FUZZ = crew("fuzz", FUZZED, more="calls=20000 slice=20000 limit=60", limit=LONG_LIMIT)
FUZZ_4 = crew("fuzz4", FUZZED, FOUR, "calls=20000 slice=80000 limit=60", limit=LONG_LIMIT)

WORD = 1 << 32


def reported(run: Outcome, program: str) -> dict[str, str]:
    """What a program reported, "program: key text", by key."""
    found: dict[str, str] = {}
    for line in run.said():
        if line.startswith(f"{program}: "):
            _, key, *words = line.split(" ")
            found[key] = " ".join(words)
    return found


def require_reports(run: Outcome, program: str, *wanted: tuple[str, str, str]) -> None:
    """The program must have reported these: (key, text, what that means)."""
    found = reported(run, program)
    for key, text, meaning in wanted:
        shown = found.get(key, "nothing: it never came so far")
        run.require(key in found and shown == text, f"{meaning}: {text}", shown)


@judges(ERRORS)
def ipc_errors(run: Outcome) -> None:
    """Messages to those who do not wait, to nobody, and to oneself are refused"""
    require_reports(
        run,
        "ipcerrors",
        ("try_busy", "-7", "sys_ipc_try_send to one who waits for nothing"),
        ("try_gone", "-2", "the same to one who has ended"),
        ("send_gone", "-2", "sys_ipc_send to one who has ended"),
        ("try_nobody", "-2", "sys_ipc_try_send to an id that nobody has"),
        ("try_self", "-7", "sys_ipc_try_send to oneself"),
        ("send_self", "-3", "sys_ipc_send to oneself"),
        ("recv_unaligned", "-3", "sys_ipc_recv to the middle of a page"),
        ("good", "0", "sys_ipc_send to one who waits"),
    )
    run.require_off()
    require_frames_back(run)


@judges(ERRORS, CHANGED)
def ipc_refused(run: Outcome) -> None:
    """A page that must not travel is refused, and the receiver notices nothing"""
    if run.run.name == CHANGED.name:
        waited = "changed by the parent while the sender waited"
        require_reports(
            run,
            "ipcchanged",
            ("got", "3 with rights 5", "the first message in which nothing was changed"),
            ("rights", "-3", f"rights with bits that are the kernel's, {waited}"),
            ("place", "-3", f"the middle of a page, {waited}"),
            ("good", "0", "what the sender of the good one hears"),
        )
        run.require_off()
        require_frames_back(run)
        return
    same = "-3 unchanged"
    require_reports(
        run,
        "ipcerrors",
        ("unaligned", same, "the middle of a page"),
        ("supervisor", same, "rights without PTE_U"),
        ("not_present", same, "rights without PTE_P"),
        ("other_bits", same, "rights with bits that are the kernel's"),
        ("unmapped", same, "a place where there is no page"),
        ("more_rights", same, "PTE_W for a page that the sender cannot write"),
        ("kernel", "0", "an address of the kernel: a message without a page"),
        ("got_word", "5 0 kept", "word and rights of that, and the receiver's own page"),
        ("late_unmapped", "-3", "no page there, found when the receiver comes"),
        ("got_page", "6 5 replaced", "the next good message"),
    )


# What user/ipcpages.c sends: name, from, rights, to.
MESSAGES = (
    ("writeable", 0x10000000, 0x7, 0x20000000),
    ("readable", 0x10001000, 0x5, 0x20001000),
    ("unwanted", 0x10002000, 0x7, 0),
    ("word", 0, 0, 0x20003000),
    ("replacing", 0x10004000, 0x807, 0x20004000),
    ("far", 0x10005000, 0x5, 0x400000),
)


def space_of(run: Outcome, slot: int) -> AddressSpace:
    """The address space of the environment in a slot, which must be alive."""
    numbers = run.build.constants
    size = run.build.kernel.symbols["env_table"].size // numbers["NENV"]
    at = numbers["UENVS"] + size * slot + run.build.env_offset("env_pgdir")
    directory = run.space().word(at)
    if directory < numbers["KERNBASE"]:
        raise Failure(f"the environment in envs[{slot}] waits for ever", "it is gone")
    return run.space(directory - numbers["KERNBASE"])


@judges(PAGES)
def ipc_pages(run: Outcome) -> None:
    """A page that comes with a message is the sender's frame, with the rights asked for"""
    word = int(run.nonce, 16)
    found = reported(run, "ipcpages")
    sender, receiver = space_of(run, 0), space_of(run, 1)
    table = frame_table(run)
    for number, (name, start, rights, target) in enumerate(MESSAGES):
        comes = bool(start and target)
        text = f"{(word + 16 + number) % WORD:08x} from 0 perm {rights if comes else 0:x} "
        text += f"page {(word + number) % WORD if comes else 0:08x}"
        shown = found.get(name, "nothing: it never came so far")
        run.require(shown == text, f"message {name}: {text}", shown, "deliver: env_ipc_*")
        page = receiver.lookup(target) if target else None
        if not comes:
            continue
        source = sender.lookup(start)
        assert source is not None
        if page is None:
            raise Failure(f"a page at {target:#x} of the receiver", "there is none")
        run.require(
            page.physical == source.physical,
            f"{name}: frame {source.physical // PAGE:#x}, the sender's",
            show(page),
            "deliver: page_share()",
        )
        run.require(
            page.entry & 0xF9F == rights,
            f"{name}: the rights {rights:#x} in the receiver's page table",
            show(page),
        )
        references = table[page.physical // PAGE].references
        run.require(references == 2, f"{name}: two references to the frame", str(references))
    want = f"back {~word % WORD:08x}"
    shown = found.get("read", "nothing")
    run.require(shown == want, "the sender reads what the receiver has written", shown)


@judges(ORDER)
def ipc_order(run: Outcome) -> None:
    """Who waits to send is served in the order of coming, and goes on when its message is taken"""
    order = [int(digit) for digit in "3142"]
    text = "\n".join(run.said())
    got = [(int(v), int(n)) for v, n in re.findall(r"ipcorder: got (\d+) from (-?\d+)", text)]
    wanted = [(100 * i + n, n) for i in range(2) for n in order]
    run.require(
        got == wanted,
        "the messages " + ", ".join(f"{v} from {n}" for v, n in wanted),
        ", ".join(f"{v} from {n}" for v, n in got) or "none",
        "receive_waiting: envlist_first() has waited longest",
    )
    for n in order:
        for i in range(2):
            require_said(run, f"ipcorder: {n} sent {i}: 0")
    require_frames_back(run)


@judges(DEATH, DEATH_4)
def ipc_death(run: Outcome) -> None:
    """When an environment ends, everybody who waits for it hears of it"""
    require_said(run, "ipcdeath: took a message of 3", "ipcdeath: all wait")
    for who, result, what in (
        (1, -2, "waits to send to it"),
        (2, -2, "waits to call it"),
        (3, -2, "waits for its answer"),
        (4, 0, "waits for its end"),
    ):
        line = f"ipcdeath: {who} returned {result}, of 0 lives 0"
        shown = next((s for s in run.said() if s.startswith(line[:20])), "it waits for ever")
        run.require(line in run.said(), f"who {what} is told: {line}", shown, "env_wake()")
        require_said(run, f"ipcdeath: {who} again -2 -2")
    run.require_off()
    require_frames_back(run)


@judges(RACE)
def ipc_race(run: Outcome) -> None:
    """Receivers are destroyed at any moment: a message is taken, or its sender hears of it"""
    run.require_off("sched_lock is held from the look at a receiver to the last that is done to it")
    lines = [s for s in run.said() if s.startswith("ipcrace: ")]
    wrong = [s for s in lines if not s.startswith("ipcrace: 0 wrong")]
    run.require(
        len(lines) == 3 and not wrong,
        "0 wrong, by the parent and by both senders",
        ", ".join(wrong) or f"{len(lines)} reports",
    )
    taken = sum(int(n) for n in re.findall(r"wrong, of (\d+)", " ".join(lines)))
    run.require(taken >= VICTIMS, f"{VICTIMS} messages that were taken, and more", str(taken))
    require_survival(run)
    require_frames_back(run)


@judges(CALL)
def call_answer(run: Outcome) -> None:
    """A call returns with the answer of the one who was called, and of nobody else"""
    word = int(run.nonce, 16)

    def name(offset: int) -> str:
        return f"{(word + offset) % WORD:08x}"

    require_said(
        run,
        f"ipccall: server got {name(1)} from 1, page {name(0)}",
        "ipccall: intruder -7",
        f"ipccall: answer {name(3)} from 0 perm 7 page {name(2)}",
        f"ipccall: server got {name(4)} from 1",
        f"ipccall: answer {name(5)} from 0 perm 0",
        f"ipccall: after that {name(8)} from 2",
    )
    run.require_off()


@judges(CALL)
def call_refused(run: Outcome) -> None:
    """Calls and answers that are refused return at once, and change nothing"""
    require_reports(
        run,
        "ipccall",
        ("call_self", "-3", "sys_ipc_call to oneself"),
        ("call_nobody", "-2", "to an id that nobody has"),
        ("call_unaligned", "-3", "with an answer's place in the middle of a page"),
        ("call_unmapped", "-3", "with a page that is not there"),
        ("reply_busy", "-7", "sys_ipc_reply to one who does not wait"),
        ("reply_nobody", "-2", "to an id that nobody has"),
        ("reply_unmapped", "-3", "with a page that is not there"),
        ("reply_unaligned", "-3", "with a place in the middle of a page"),
    )
    require_said(run, "ipccall: client waits 1")


@judges(CALL)
def call_reply(run: Outcome) -> None:
    """An answer is given and the next message received in one call"""
    word = int(run.nonce, 16)
    late = [f"{(word + offset) % WORD:08x}" for offset in (6, 7)]
    replies = run.said().count("ipccall: reply 0")
    run.require(replies == 2, "two answers that were taken", str(replies))
    require_said(
        run, f"ipccall: server got {late[0]} from 3", f"ipccall: late answer {late[1]} from 0"
    )
    require_frames_back(run)


@judges(STRAIGHT)
def call_straight(run: Outcome) -> None:
    """A call gives the processor straight to the server, and the answer gives it back"""
    line = next((s for s in run.said() if s.startswith("ipcstraight")), "nothing")
    numbers = [int(n) for n in re.findall(r"\d+", line)]
    run.require(numbers[:2] == [8, 0], "8 round trips, all answered right", line)
    # A timer's interrupt in between lets the others run, and shall.
    interrupted = "slice=" in run.run.cmdline
    run.require(interrupted or numbers[2:] == [0], "nobody else ran meanwhile", line, "hand_over()")


def words_of(nonce: int, sender: int, count: int) -> list[int]:
    """What user/crowd.c sends: the words of one sender."""
    return [(nonce + sender * 1000003 + i * 7919) % WORD | 1 for i in range(count)]


@judges(CROWD, CROWD_4)
def ipc_crowd(run: Outcome) -> None:
    """Of many messages from many senders none is lost, doubled or changed"""
    nonce, others = int(run.nonce, 16), range(1, 9)
    words = [words_of(nonce, sender, 50) for sender in others]
    total = sum(map(sum, words)) % WORD
    pages = sum(w ^ 0xFFFF for row in words for w in row[::5]) % WORD
    require_said(run, f"crowd: server {total:08x}, pages {pages:08x}")
    run.require_off()
    require_frames_back(run)


@judges(CROWD, CROWD_4)
def call_crowd(run: Outcome) -> None:
    """Of many callers each gets the answers to its own calls"""
    nonce = int(run.nonce, 16)
    for sender in range(1, 9):
        called = words_of(nonce, sender, 50)[::3]
        total = sum((word * 2654435761 + 12345) % WORD for word in called) % WORD
        require_said(run, f"crowd: {sender} got {total:08x}")


def primes_below(limit: int) -> list[int]:
    """The primes, by the definition."""
    return [n for n in range(2, limit) if all(n % d for d in range(2, n))]


@judges(PRIMES, PRIMES_4)
def ipc_programs(run: Outcome) -> None:
    """A chain of environments finds the primes; a page and a ball go to and fro"""
    found = [int(n) for n in re.findall(r"^prime (\d+)$", "\n".join(run.said()), flags=re.M)]
    shown = ", ".join(map(str, found)) or "none"
    run.require(found == primes_below(60), "the primes below 60", shown)
    require_said(run, "primes: done")
    for who, other in (("child", "parent"), ("parent", "child")):
        text = f"from the {other} {run.nonce}"
        require_said(run, f"sendpage: {who} got {len(text)} '{text}' 1")
    ball = [int(n) for n in re.findall(r"^\w{8} got (\d+) from", "\n".join(run.said()), flags=re.M)]
    run.require(ball == list(range(11)), "the ball 0 to 10, each once", str(ball))
    run.require_off()
    require_frames_back(run)


def said_amid(run: Outcome) -> list[str]:
    """What programs reported, also in the middle of a line of the kernel's report on another one.

    The kernel prints such a line in pieces, and another processor may print in between.
    """
    return re.findall(rf"\b{run.nonce} (.*)$", run.output, flags=re.M)


@judges(FUZZ, FUZZ_4)
def robust_calls(run: Outcome) -> None:
    """20,000 random system calls harm nobody, and leave nothing behind"""
    run.require_off()
    said = said_amid(run)
    line = next((s for s in said if s.startswith("fuzz:")), "nothing by fuzz")
    numbers = [int(n) for n in re.findall(r"\d+", line)]
    run.require(numbers and numbers[0] >= 20_000, "20,000 calls and more", line)
    run.require(numbers[2] == 0, "nothing left of all that it started", line)
    word, total = int(run.nonce, 16) + 65537, 0
    for number in range(40):
        for page in range(24):
            value = (word + number) * (page + 1) % WORD
            total += sum(value ^ at for at in range(0, 1024, 64))
    wanted = f"keepmem: 40 rounds, 0 words changed, sum {total % WORD:08x}"
    shown = next((s for s in said if s.startswith("keepmem")), "nothing")
    run.require(wanted in said, wanted, shown)
    kept = any(s.startswith("patterns: kept in 20 of 20") for s in said)
    run.require(kept, "patterns keeps its registers", "it does not")
    found = [int(n) for n in re.findall(r"^prime (\d+)$", "\n".join(said), flags=re.M)]
    run.require(
        found == primes_below(60), "primes finds the primes below 60", ", ".join(map(str, found))
    )
    require_frames_back(run)
