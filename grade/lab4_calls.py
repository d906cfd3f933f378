# SPDX-License-Identifier: MIT
"""The tests of lab 4: environments and pages, given out by programs."""

from __future__ import annotations

import re
from typing import Optional

from lab2 import PAGE, Frame, frame_table, show
from lab3 import reports, require_all_back, require_page_fault, require_refused, require_survival
from lab4 import (
    BAD_ENV,
    COW,
    CS,
    DS,
    EAX,
    EBP,
    EBX,
    ECX,
    EDI,
    EDX,
    EFLAGS,
    EIP,
    ES,
    ESI,
    FREE,
    INVAL,
    IN_USE,
    NOT_RUNNABLE,
    NO_FREE_ENV,
    NO_MEM,
    READ_ONLY,
    READ_WRITE,
    RIGHTS,
    RUNNABLE,
    SHARE,
    SS,
    Environment,
    environment,
    nonce_of,
    preempted,
    require_accounted,
    require_results,
    slot,
)
from memory import Mapping
from model import Outcome, Run, judges

# 4.6: environments made by programs

EXOFORK = Run("exofork", "ktest=count run=exofork,hello", preempted=True)
FORK_ALL = preempted("fork_all", "ktest=count run=exoforkmany")
FORK_POOR = preempted("fork_poor", "ktest=scarce,count scarce=60 run=exoforkmany")
STATUS = Run("set_status", "ktest=status")
MEANWHILE = Run("set_status_meanwhile", "ktest=status_meanwhile run=breakpoint,breakpoint,hello")
TRAPFRAME = preempted("trapframe", "ktest=bystander run=trapframe,ptrframe,hello")


def of_nonce(run: Outcome) -> tuple[int, ...]:
    """Values that programs load: for edi, esi, ebp, ebx, edx, ecx and eax."""
    ones = (0, 0xFFFFFFFF, *(0x11111111 * n for n in range(1, 6)))
    return tuple(nonce_of(run) ^ bits for bits in ones)


def extended(value: int) -> bytes:
    """A whole number greater than 0 as the FPU has it in a register (SDM 1, 4.2.2)."""
    length = value.bit_length()
    return (value << 64 - length).to_bytes(8, "little") + (16382 + length).to_bytes(2, "little")


def fpu_top(run: Outcome, env: Environment) -> bytes:
    """ST(0) of an environment that does not run, from where kern/fpu.c keeps it (FXSAVE)."""
    number = env.ident & run.build.constants["NENV"] - 1
    at = run.build.kernel.symbols["states"].address + 512 * number + 32
    return run.space().read(at, 10)


@judges(EXOFORK)
def exofork_child(run: Outcome) -> None:
    """A child has its parent's registers but for the result, and nothing else; it does not run"""
    env = environment(run, "child")
    parent = int(run.values("parent")[0], 16)
    for name, wanted in (
        ("env_parent_id", parent),
        ("env_status", NOT_RUNNABLE),
        ("env_runs", 0),
        ("env_wait", 0),
    ):
        run.require(env.field(name) == wanted, f"{name} {wanted:#x}", f"{env.field(name):#x}")
    run.require(env.name == "exofork", "the parent's name", repr(env.name))
    run.require(not env.pages(), "an empty address space", f"{len(env.pages())} pages")
    upcalls = sum(1 for i in range(20) if env.field("env_upcalls", i))
    run.require(upcalls == 0, "no upcalls", f"{upcalls}: those of the parent")
    data = run.build.constants["GD_UD"] | 3
    registers = (*of_nonce(run)[:6], 0)
    for word, wanted in zip((EDI, ESI, EBP, EBX, EDX, ECX, EAX), registers):
        name = {EDI: "edi", ESI: "esi", EBP: "ebp", EBX: "ebx", EDX: "edx", ECX: "ecx"}
        found = env.saved(word)
        run.require(
            found == wanted,
            f"the child's {name.get(word, 'eax')} {wanted:#010x}",
            f"{found:#010x}",
            "sys_exofork: all of env_tf, and then its eax",
        )
    flags, eip = env.saved(EFLAGS), env.saved(EIP)
    run.require(flags == 0xE03, "eflags 0xe03", f"{flags:#x}")
    selectors = (env.saved(DS), env.saved(ES), env.saved(SS))
    run.require(all(s & 0xFFFF == data for s in selectors), "its segments", str(selectors))
    function = run.build.program("exofork").function_at(eip)
    where = function.name if function else f"{eip:#x}"
    run.require(where == "enter_by_int", "eip behind the parent's int", where)
    found = fpu_top(run, env)
    wanted = extended(nonce_of(run))
    hint = "sys_exofork: fpu_copy()"
    run.require(found == wanted, f"{wanted.hex()} in the FPU, as the parent", found.hex(), hint)


@judges(EXOFORK)
def exofork_runs(run: Outcome) -> None:
    """A child that may run goes on where its parent made it; who stops itself, stops"""
    require_results(run, {"set_status": 0, "set_status_gone": BAD_ENV})
    found = list(reports(run))
    names = [report.name for report in found]
    run.require(names == ["exofork"] * 2, "the ends of two children", str(names))
    for report in found:
        run.require(report.trap == (14, 4), "a page fault", f"{report.trap}")
        run.require(report.access == ("execution", report.eip), "at its eip", str(report.access))
        run.require("eax 00000000" in report.details, "0 in eax", report.details.split("\n")[2])
    edi = f"edi {nonce_of(run) ^ 0xFFFFFFFF:08x}"
    run.require(edi in found[0].details, edi, "; ".join(found[0].details.split("\n")[2:4]))
    env = environment(run, "parent")
    run.require(env.status == NOT_RUNNABLE, "the parent stopped", f"status {env.status}")
    result, hint = env.saved(EAX), "sys_env_set_status: the result goes to the saved eax"
    run.require(result == 0, "0 when it runs again", f"{result:#x}", hint)
    run.require(
        not any("SURVIVED" in s for s in run.said()),
        "who stops itself stops at once",
        "it went on",
        "sys_env_set_status: sched_yield()",
    )
    require_survival(run)
    require_accounted(run)


@judges(FORK_ALL, FORK_POOR)
def exofork_limits(run: Outcome) -> None:
    """When there is no environment or no memory left, nothing is lost"""
    first, second = run.values("round1"), run.values("round2")
    run.require(first == second, f"the second time as the first: {first}", str(second))
    if run.run.name == FORK_ALL.name:
        run.require(first == ["1023", str(NO_FREE_ENV)], "1023 children, then -5", str(first))
    else:
        good = int(first[0]) >= 30 and first[1] == str(NO_MEM)
        run.require(good, "30 children and more, then -4", str(first))
    run.require_off()
    require_all_back(run)


def require_obeyed(run: Outcome) -> None:
    """Of two programs at a breakpoint, one was ended meanwhile and the other stopped."""
    went_on = [line for line in run.said() if line.endswith("going on")]
    run.require(not went_on, "no program goes on that has been ended or stopped", "one does")
    for number, what, wanted in ((0, "ended", FREE), (1, "stopped", NOT_RUNNABLE)):
        status = slot(run, number).status
        run.require(status == wanted, f"the one {what}: status {wanted}", f"{status}")
    require_survival(run)


@judges(STATUS, MEANWHILE)
def set_status_states(run: Outcome) -> None:
    """Who may run is decided by the parent, unless something else is waited for"""
    if run.run is MEANWHILE:
        require_obeyed(run)
        return
    hint = "sys_env_set_status: the states that inc/lib.h speaks of"
    for key, result, status, stopping in (
        ("runnable", 0, RUNNABLE, 0),
        ("runnable_still", 0, RUNNABLE, 0),
        *((key, INVAL, RUNNABLE, 0) for key in ("free", "dying", "running", "beyond", "huge")),
        ("stopped", 0, NOT_RUNNABLE, 0),
        ("stopped_still", 0, NOT_RUNNABLE, 0),
        ("parent", BAD_ENV, NOT_RUNNABLE, 0),
        ("grandchild", BAD_ENV, NOT_RUNNABLE, 0),
        ("waiting", INVAL, NOT_RUNNABLE, 0),
        ("waiting_still", INVAL, NOT_RUNNABLE, 0),
        ("elsewhere_stop", 0, 3, 1),
        ("elsewhere_go", 0, 3, 0),
        ("elsewhere_again", 0, 3, 1),
        ("waiting_go", INVAL, NOT_RUNNABLE, 0),
    ):
        found = [int(word) for word in run.values(key, hint)][:3]
        wanted = [result, status, stopping]
        run.require(
            found == wanted, f"{key}: result, status, env_stopping {wanted}", str(found), hint
        )
    waits = run.values("waiting_still")[3]
    run.require(waits != "0", "the one that waits goes on waiting", "it waits for nothing")
    run.require(run.number("locks") == 0, "no lock held afterwards", run.values("locks")[0])
    run.require_off()


@judges(TRAPFRAME)
def trapframe_hostile(run: Outcome) -> None:
    """Registers that a program sets give it no rights"""
    wanted = {"frame_of_child": 0, "frame_of_nobody": BAD_ENV, "frame_of_other": BAD_ENV}
    require_results(run, wanted)
    env = environment(run, "frame_child")
    for word, wanted in zip((EDI, ESI, EBP, EBX, EDX, ECX, EAX), of_nonce(run)):
        run.require(env.saved(word) == wanted, f"{wanted:#x}", f"{env.saved(word):#x}")
    code, data = (run.build.constants[name] | 3 for name in ("GD_UT", "GD_UD"))
    found = [env.saved(word) & 0xFFFF for word in (CS, DS, ES, SS)]
    run.require(found == [code, data, data, data], "the user segments", str(found))
    flags = env.saved(EFLAGS)
    run.require(flags == 0x240FD7, "eflags 0x240fd7", f"{flags:#x}")
    landed = [int(word, 16) for word in run.values("landed")]
    wanted_here = [code, data, 0x240FD7 & ~0x100, of_nonce(run)[3]]
    run.require(landed == wanted_here, f"cs, ss, eflags, ebx {wanted_here}", str(landed))
    require_page_fault(run, "trapframe", "execution", 0xF0100000, 5)
    require_refused(run, "ptrframe", 0xF0100000)
    require_survival(run)


# 4.7: page calls

PAGE_ALLOC = preempted("page_alloc", "ktest=count run=pagealloc,hello")
PAGE_MAP = preempted("page_map", "ktest=count run=pagemap,hello")
PAGE_BAD = preempted("page_bad", "ktest=count,bystander run=pagebad,hello")
# Alone: the frames of another program are there when it has ended, whenever that is.
PAGE_POOR = preempted("page_poor", "ktest=scarce,count scarce=100 run=pagepoor")
DUMBFORK = preempted("dumbfork", "ktest=count run=dumbfork,hello")


def entry(page: Optional[Mapping]) -> str:
    """What a page's entry says to programs, as text."""
    return "nothing" if page is None else f"rights {page.entry & RIGHTS:#x}"


def require_pages(env: Environment, wanted: dict[int, int], start: int, end: int) -> None:
    """In [start, end), the environment must have just these pages, with these rights."""
    pages = env.pages(start, end)
    for virtual in sorted({*pages, *wanted}):
        rights = f"rights {wanted[virtual]:#x}" if virtual in wanted else "nothing"
        env.run.require(
            entry(pages.get(virtual)) == rights,
            f"{rights} at {virtual:#010x} of {env.ident:08x}",
            show(pages[virtual]) if virtual in pages else "nothing",
        )


def require_frame(env: Environment, virtual: int, references: int, owner: int) -> Frame:
    """The page's frame must have so many references, and this owner."""
    page = env.space.lookup(virtual)
    assert page is not None
    frame = frame_table(env.run)[page.physical // PAGE]
    run = env.run
    wanted = f"frame {frame.number:#x} (at {virtual:#010x}): {references} references"
    run.require(frame.references == references, wanted, str(frame.references))
    found = owner_of(run, frame.number)
    hint = "give_page: pp_owner is the id of the environment that gets it"
    run.require(found == owner, f"its pp_owner {owner:08x}", f"{found:08x}", hint)
    return frame


def owner_of(run: Outcome, number: int) -> int:
    """pp_owner of a frame."""
    table = run.space().word(run.build.kernel.symbols["pages"].address)
    return run.space().word(table + 16 * number + 12)


AREA, HERS = 0x10000000, 0x20000000  # user/pagealloc.c, user/pagemap.c


def ended_child(run: Outcome, key: str) -> Environment:
    """The child stays, the parent has ended."""
    env = environment(run, key)
    run.require(env.status == NOT_RUNNABLE, f"{key} never ran", f"status {env.status}")
    return env


@judges(PAGE_ALLOC)
def page_alloc_child(run: Outcome) -> None:
    """Pages given to a child are zeroed, have the rights asked for, and one reference"""
    keys = ("read_write", "read", "marks", "share", "null", "last", "again")
    require_results(run, {f"alloc_{key}": 0 for key in keys})
    require_results(run, dict.fromkeys(("unmap", "unmap_nothing", "unmap_no_table"), 0))
    env = ended_child(run, "alloc_child")
    wanted = {
        0: READ_WRITE,
        AREA: READ_WRITE,
        AREA + PAGE: READ_ONLY,
        AREA + 2 * PAGE: READ_WRITE | 0xE00,
        AREA + 3 * PAGE: READ_ONLY | SHARE,
        AREA + 4 * PAGE: READ_ONLY,
        AREA + 10 * PAGE: READ_WRITE,
        run.build.constants["UTOP"] - PAGE: READ_WRITE,
    }
    require_pages(env, wanted, 0, run.build.constants["UTOP"])
    for virtual in wanted:
        require_frame(env, virtual, 1, env.ident)
        dirty = any(env.space.read(virtual, PAGE))
        run.require(not dirty, f"zeros at {virtual:#010x}", "something else", "give_page")
    require_page_fault(run, "pagealloc", "read", AREA + PAGE, 4)
    require_survival(run)
    require_accounted(run)


@judges(PAGE_ALLOC)
def page_alloc_named(run: Outcome) -> None:
    """A frame asked for by its number is that one, or the answer is who has it"""
    env = ended_child(run, "alloc_child")
    wanted = {"named": 0}
    taken = ("again", "by_me", "own", "directory", "null", "kernel")
    wanted.update({f"named_{key}": IN_USE for key in taken})
    bad = ("beyond", "huge", "unaligned", "bad_perm", "utop")
    wanted.update({f"named_{key}": INVAL for key in bad})
    wanted.update({"named_nobody": BAD_ENV, "named_own_owner": 1})
    require_results(run, wanted, "take_frame() says who may have it")
    owner = int(run.values("named_owner")[0], 16)
    expected = f"pp_owner {env.ident:08x}, seen by the program"
    run.require(owner == env.ident, expected, f"{owner:08x}")
    page, number = env.space.lookup(AREA + 10 * PAGE), run.number("named_frame")
    found = page.physical // PAGE if page else -1
    run.require(found == number, f"frame {number:#x} and no other", f"frame {found:#x}")
    require_accounted(run)


@judges(PAGE_MAP)
def page_map_shares(run: Outcome) -> None:
    """A page mapped at another place is the same frame, never with more rights"""
    good = ("write", "read", "marks", "in_child", "back", "over", "self", "stack")
    require_results(run, {f"map_{key}": 0 for key in good})
    more = ("more", "more_back", "more_in_place", "text")
    hint = "page_share: PTE_W only where it is already"
    require_results(run, {f"map_{key}": INVAL for key in more}, hint)
    seen = " ".join(run.values("map_seen"))
    wanted_seen = f"{nonce_of(run) ^ 0xFFFFFFFF:08x}"
    run.require(seen == wanted_seen, f"a write through another place: {wanted_seen}", seen)
    env = ended_child(run, "map_child")
    last = run.build.constants["UTOP"] - PAGE
    wanted = {
        HERS: READ_WRITE,
        HERS + PAGE: READ_ONLY,
        HERS + 2 * PAGE: READ_ONLY | COW | SHARE,
        HERS + 3 * PAGE: READ_ONLY,
        HERS + 5 * PAGE: READ_ONLY,
        last: READ_WRITE,
    }
    require_pages(env, wanted, 0, run.build.constants["UTOP"])
    parent = int(run.values("map_parent")[0], 16)
    for virtual, content, references in (
        (HERS, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + PAGE, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + 2 * PAGE, nonce_of(run) + 1 & 0xFFFFFFFF, 1),
        (HERS + 3 * PAGE, nonce_of(run) ^ 0xFFFFFFFF, 3),
        (HERS + 5 * PAGE, nonce_of(run) + 2 & 0xFFFFFFFF, 2),
        (last, nonce_of(run) + 2 & 0xFFFFFFFF, 2),
    ):
        found = env.word(virtual)
        run.require(found == content, f"{content:08x} at {virtual:#010x}", f"{found or 0:08x}")
        require_frame(env, virtual, references, parent)
    require_page_fault(run, "pagemap", "write", AREA + 3 * PAGE, 7)
    require_survival(run)
    require_accounted(run)


@judges(PAGE_BAD)
def page_errors(run: Outcome) -> None:
    """Each wrong argument has its error, and changes nothing"""
    for key, error, count in (
        ("alloc_places", INVAL, 8),
        ("map_places", INVAL, 8),
        ("map_sources", INVAL, 8),
        ("unmap_places", INVAL, 8),
        ("alloc_rights", INVAL, 12),
        ("map_rights", INVAL, 12),
        ("alloc_others", BAD_ENV, 5),
        ("map_to_others", BAD_ENV, 5),
        ("map_from_others", BAD_ENV, 5),
        ("unmap_others", BAD_ENV, 5),
        ("map_nothing", INVAL, 4),
    ):
        found = " ".join(run.values(key))
        wanted = " ".join([str(error)] * count)
        hint = "pages_ok(), perm_ok() and own_env(), before anything is done; see user/pagebad.c"
        run.require(found == wanted, f"{key}: {wanted}", found, hint, key)
    child, parent = environment(run, "bad_child"), environment(run, "bad_parent")
    other = environment(run, "bad_other")
    pages = {HERS + i * PAGE: READ_WRITE for i in range(3)}
    require_pages(child, pages, 0, run.build.constants["UTOP"])
    require_pages(other, {0x400000: READ_WRITE}, 0, run.build.constants["UTOP"])
    require_pages(parent, {AREA: READ_ONLY}, AREA, HERS)
    number = int(run.values("bad_frame")[0], 16)
    page = parent.space.lookup(AREA)
    found_number = page.physical // PAGE if page else -1
    run.require(found_number == number, f"frame {number:#x} at {AREA:#x}", f"{found_number:#x}")
    require_survival(run)
    require_accounted(run)


@judges(PAGE_POOR)
def page_no_memory(run: Outcome) -> None:
    """Without memory there is an error, and no frame is lost by it"""
    alls = [run.values(f"all{i}") for i in (1, 2, 3)]
    good = int(alls[0][0]) >= 40 and alls[0][1] == str(NO_MEM)
    run.require(good, "40 frames and more, then -4", " ".join(alls[0]))
    hint = "give_page: if there is no frame for the page table, the page goes back"
    run.require(alls[0] == alls[1] == alls[2], "as many each time", str(alls), hint)
    for i in (1, 2, 3):
        found = run.values(f"none{i}")
        run.require(found == ["-4"] * 3, "-4 from all", str(found))
        run.require(
            run.values(f"new{i}") == ["-4", "-4", "0"],
            "with one frame left: no page and table, but a page",
            " ".join(run.values(f"new{i}")),
            hint,
        )
        run.require(
            run.values(f"named{i}") == ["-4", "0"],
            "with one frame left: the frame by its number, where a table is",
            " ".join(run.values(f"named{i}")),
            hint,
        )
    run.require_off()
    require_all_back(run)


@judges(DUMBFORK)
def page_dumbfork(run: Outcome) -> None:
    """A program copies itself by page calls alone"""
    ids = set()
    for who, count, step in (("parent", 10, 1), ("child", 20, 0x100)):
        lines = re.findall(rf"dumbfork {who} (\w+): (\d+) (\w+)", "\n".join(run.said()))
        run.require(len(lines) == count, f"{count} lines of the {who}", str(len(lines)))
        ids.add(lines[0][0])
        for i, (ident, number, value) in enumerate(lines):
            wanted = (lines[0][0], str(i), f"{nonce_of(run) + i * step & 0xFFFFFFFF:08x}")
            found = (ident, number, value)
            run.require(found == wanted, f"{who}: {wanted}", str(found))
    run.require(len(ids) == 2, "two environments", str(ids))
    require_survival(run)
    require_all_back(run)


# 4.8: many pages in one entry

BATCH = preempted("batch", "ktest=count run=batch,hello")
BATCH_POOR = preempted("batch_poor", "ktest=scarce,count scarce=100 run=batchpoor")
BATCH_POINTERS = preempted(
    "batch_pointers", "ktest=count run=ptrbatch,ptrbatchkernel,ptrbatchedge,hello"
)


@judges(BATCH)
def batch_kinds(run: Outcome) -> None:
    """A list of operations of all kinds is carried out, each over its range of pages"""
    require_results(run, {"good": 10, "in_place": 3, "none": 0})
    many = run.values("many")
    run.require(many == ["12", "1"], "2,400 pages mapped, in a few calls", " ".join(many))
    child, parent = environment(run, "batch_child"), environment(run, "batch_parent")
    top = run.build.constants["UTOP"]
    wanted = {HERS + n * PAGE: READ_WRITE for n in (0, 16, 17, 32, 41)}
    wanted.update({HERS + n * PAGE: READ_ONLY for n in (2, 33, 36, 60, *range(200, 208))})
    wanted.update({HERS + n * PAGE: READ_ONLY | SHARE for n in (8, 9)})
    wanted.update({0x30000000 + n * PAGE: READ_ONLY for n in range(2400)})
    wanted[top - PAGE] = READ_WRITE
    # "Its range may be done in part": the page before the one that failed.
    part = {HERS + 42 * PAGE: READ_WRITE} if child.space.lookup(HERS + 42 * PAGE) else {}
    require_pages(child, {**wanted, **part}, 0, top)
    nonce = nonce_of(run)
    across = [(200 + i, 1022 + i % 4) for i in range(8)]
    for page, number in ((8, 0), (9, 1), (16, 1), (17, 2), (2, 3), (60, 5), *across):
        word, content = child.word(HERS + page * PAGE), nonce + number & 0xFFFFFFFF
        run.require(word == content, f"{content:08x} on page {page}", f"{word or 0:08x}")
    expected = ((8, 0, True), (9, 1, True), (16, 1, False), (2, 3, False), (60, 5, False))
    for page, own, same in expected:
        theirs, ours = (
            space.lookup(base + n * PAGE)
            for space, base, n in ((child.space, HERS, page), (parent.space, AREA, own))
        )
        assert theirs and ours
        text = "the frame of" if same else "another frame than"
        run.require(
            (theirs.physical == ours.physical) == same,
            f"page {page} of the child: {text} page {own} of the parent",
            f"frames {theirs.physical >> 12:#x} and {ours.physical >> 12:#x}",
        )
    rights = {AREA + 4 * PAGE: READ_ONLY, AREA + 5 * PAGE: READ_WRITE | COW}
    require_pages(parent, rights, AREA + 4 * PAGE, AREA + 6 * PAGE)
    own = (parent.word(AREA + 4 * PAGE), parent.word(AREA + 5 * PAGE))
    good = tuple(nonce + n & 0xFFFFFFFF for n in (4, 500))
    run.require(own == good, f"contents of pages copied in their place: {good}", str(own))
    require_survival(run)
    require_accounted(run)


@judges(BATCH)
def batch_errors(run: Outcome) -> None:
    """The first operation that fails ends the list; those before it are done and counted"""
    done = {"third": 2, "second": 1, "first": INVAL, "middle": 1, "copy_of_nothing": INVAL}
    done.update({"copy_with_hole": INVAL, "map_with_hole": INVAL})
    require_results(run, done, "change_pages, fill_pages: up to the first error")
    inval = ("kind", "kind_huge", "unaligned", "unaligned_source", "beyond", "beyond_source")
    inval += ("unmap_beyond", "wraps", "kernel", "rights", "copy_rights", "too_many")
    require_results(run, dict.fromkeys(inval, INVAL))
    nobody = ("nobody", "nobody_to_unmap", "of_nobody", "copy_of_nobody", "copy_to_nobody")
    require_results(run, dict.fromkeys(nobody, BAD_ENV))
    child = environment(run, "batch_child")
    for page in (34, 35, 37, 38, 39, 40, 43, 44, 45, 46, 47, 50, 51, 1023, 1024):
        there = child.space.lookup(HERS + page * PAGE)
        run.require(there is None, f"nothing on page {page} of the child", "a page")
    require_accounted(run)


@judges(BATCH_POOR)
def batch_no_memory(run: Outcome) -> None:
    """Operations that run out of memory say so, and lose nothing"""
    for i in (1, 2, 3):
        wanted = {f"rich{i}": 2, f"full{i}": NO_MEM, f"copied{i}": NO_MEM, f"back{i}": 1}
        require_results(run, wanted)
    run.require_off()
    require_all_back(run)


@judges(BATCH_POINTERS)
def batch_pointers(run: Outcome) -> None:
    """A list that the program may not read itself ends it"""
    require_refused(run, "ptrbatch", 0)
    require_refused(run, "ptrbatchkernel", 0xF0100000)
    require_refused(run, "ptrbatchedge", 0x401000)
    require_survival(run)
    require_all_back(run)
