# SPDX-License-Identifier: MIT
"""Boots the machine once for each run that the chosen tests need, side by side, and judges them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterator

# LAB 5 #
import disks
# END LAB 5 #
import tree
from memory import NotMapped, Physical
from model import Build, CannotJudge, Case, Ending, Failure, Outcome, Result, Run, Verdict
from model import prerequisites
from qemu import IPMI_TICK, PM_TIMER_WRAP, Hardware, HostTooSlow, Qemu, QemuError, Stopped
from qemu import watchdog_units
from snapshot import Snapshots

# A run may take this long on the reference host. A boot to the limit takes about a second there.
WALL_SECONDS = 20.0
RUNS = "exolab-grade-"  # begins the name of a directory for runs
PM_TIMER_STEP = 300  # instructions: the resolution of Stopped.instructions
LIMIT_LATE = 2 * IPMI_TICK  # a machine is reset at most so long after its limit: a BIOS came before
SLICE_LEAST, SLICE_MOST = 2_500, 60_000  # ns, which are instructions
BOCHS_MEMORY = 2048  # MiB: as much as Debian's Bochs takes
BOCHS_PATIENCE = 6  # times as long as for QEMU
BOCHS_NS = 20  # for each instruction (grade/host/bochs.py); in QEMU it is one
# What calibrate() takes on the reference host.
REFERENCE_SECONDS = 0.05

# LAB 5 #
VOLUMES = disks.Volumes()
# In Bochs, waiting for a disk takes instructions, too.
BOCHS_WAITING = 5

# END LAB 5 #
FINE = (Verdict.PASSED, Verdict.NOT_JUDGED)  # with these, what needs the test is judged
Progress = Callable[[int, int, int], None]


def nonce(run: Run, seed: str) -> str:
    """Eight hex digits that this run's guest is given; the same for the same seed."""
    return hashlib.sha256(f"{seed}/{run.name}".encode()).hexdigest()[:8]


def seeded(run: Run, seed: str) -> Run:
    """The run under this seed. Another than 1 gives the timer a period of its own.

    So the interrupts come at other instructions, and thousands of them where there were a few.
    All processors together make up the guest time: each gets its part of it.
    """
    if not run.preempted or seed == "1":
        return run
    digest = hashlib.sha256(f"slice/{seed}/{run.name}".encode()).digest()
    period = SLICE_LEAST + int.from_bytes(digest[:4], "little") % (SLICE_MOST - SLICE_LEAST)
    return replace(run, cmdline=f"{run.cmdline} slice={period * run.hardware.cpus}")


def in_bochs(run: Run) -> Run:
    """The run with time slices in which Bochs runs as many instructions as QEMU does.

    There each processor has time of its own.
    """

    def scaled(word: "re.Match[str]") -> str:
        period = int(word[1]) * BOCHS_NS // run.hardware.cpus
        return f"slice={min(period, 2_000_000_000)}"  # more does not fit into 32 bits

    return replace(run, cmdline=re.sub(r"\bslice=(\d+)", scaled, run.cmdline))


@lru_cache(maxsize=None)
def calibrate() -> float:
    """How many times slower than the reference this host is; at least 1. Measured once."""
    start = time.monotonic()
    value = 1
    for _ in range(500_000):
        value = value * 1664525 + 1013904223 & 0xFFFFFFFF
    return max(1.0, (time.monotonic() - start) / REFERENCE_SECONDS)


def scratch(obj: Path, prefix: str = RUNS) -> tempfile.TemporaryDirectory[str]:
    """A directory for what is used once: in memory if there is room, since guest RAM lies in it.

    Behind the prefix, its name has our process id. Removes those of processes that were killed.
    """
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK) or shutil.disk_usage(shared).free < 1 << 30:
        shared = obj / "grade"
        shared.mkdir(parents=True, exist_ok=True)
    remove_left_behind(shared, prefix)
    return tempfile.TemporaryDirectory(prefix=f"{prefix}{os.getpid()}-", dir=shared)


def remove_left_behind(shared: Path, prefix: str) -> None:
    """Removes the directories of processes that were killed."""
    for directory in shared.glob(f"{prefix}*"):
        pid = directory.name[len(prefix) :].partition("-")[0]
        if pid.isdigit() and not process_lives(int(pid)):
            shutil.rmtree(directory, ignore_errors=True)


def process_lives(pid: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


# Of all graders in this program, whatever they grade: they depend on nothing but the hardware.
OWN_OBJ = Path(__file__).resolve().parent.parent / (os.environ.get("OBJ") or "obj")
SNAPSHOTS = Snapshots(OWN_OBJ / "grade" / "machines", lambda: scratch(OWN_OBJ))


def prepare_image(run: Run, run_nonce: str, build: Build, target: Path) -> None:
    """Makes the disk image of one run: the built one, with this run's command line and members."""
    members = [(name, make(build.obj)) for name, make in run.members]
    tree.write_image(build, target, run.command_line(run_nonce), members)
    # LAB 5 #
    if run.volume is not None:
        disks.install(run.volume, volume_of(run, build), target)
    # END LAB 5 #
    if run.alter_image is not None:
        run.alter_image(target)


# LAB 5 #
def volume_of(run: Run, build: Build) -> Path:
    """A file with what the run's volume holds at first."""
    assert run.volume is not None
    return VOLUMES.get(run.volume, build.obj, lambda: scratch(build.obj))


# END LAB 5 #
class Runner:
    """Runs machines and judges them; one per call of the grader."""

    def __init__(self, build: Build, seed: str, emulator: str, exact: bool = True) -> None:
        """exact: what is cut off is booted again, so that where it stood is the same each time."""
        self.build = build
        self.exact = exact
        self.seed = seed
        self.emulator = emulator
        self.slowness = calibrate()

    def execute(self, run: Run, directory: Path) -> Outcome:
        """As boot(); but the machine is gone then, and its memory cannot be read."""
        with self.boot(run, directory) as outcome:
            return outcome

    @contextmanager
    def boot(self, run: Run, directory: Path) -> Iterator[Outcome]:
        """Boots the machine once. Raises QemuError, HostTooSlow or CannotJudge."""
        run = seeded(run, self.seed)
        if self.emulator == "bochs":
            yield self._execute_bochs(run, directory)
            return
        with self._boot_qemu(run, run.hardware, directory) as outcome:
            final = outcome.ending is not Ending.LIMIT or not run.hardware.acpi or not self.exact
            # LAB 5 #
            final = final or run.volume is not None
            # END LAB 5 #
            if final:
                yield outcome
                return
        # Where a run was cut off must be the same the next time.
        exact = replace(run.hardware, exact=True)
        with self._boot_qemu(run, exact, directory) as outcome:
            yield outcome

    def _prepare(self, run: Run, directory: Path) -> tuple[str, Path]:
        """The nonce of a run, and its disk."""
        run_nonce, image = nonce(run, self.seed), directory / "disk"
        prepare_image(run, run_nonce, self.build, image)
        return run_nonce, image

    def wall(self, run: Run) -> float:
        """After so many seconds the watchdog gives up a run in QEMU."""
        return WALL_SECONDS * self.slowness * max(1.0, run.limit / 100_000_000)

    @contextmanager
    def _boot_qemu(self, run: Run, hardware: Hardware, directory: Path) -> Iterator[Outcome]:
        run_nonce, image = self._prepare(run, directory)
        # LAB 5 #
        if run.volume is not None:
            hardware = disks.wired(hardware, run.volume, volume_of(run, self.build), image)
            run = replace(run, hardware=hardware)
        # END LAB 5 #
        wall = self.wall(run)
        disk_size = image.stat().st_size
        start = SNAPSHOTS.get(hardware, disk_size, wall)
        try:
            with Qemu(image, hardware, directory, wall, run.dialogue, start, run.limit) as machine:
                yield self._outcome(run, run_nonce, machine)
        except QemuError:
            SNAPSHOTS.forget(hardware, disk_size)
            raise

    def _outcome(self, run: Run, run_nonce: str, machine: Qemu) -> Outcome:
        ending = None
        try:
            machine.run()
        except HostTooSlow:
            machine.cut_off()
            ending = Ending.ASTRAY
        stopped = machine.stopped()
        output, ram = _text(stopped.output), Physical(machine.ram())
        ending = ending or _ending(run, stopped)
        outcome = Outcome(run, run_nonce, self.build, output, ending, stopped, ram)
        # LAB 5 #
        outcome.disk = self._disk(run, machine.directory / "disk")
        # END LAB 5 #
        if ending is Ending.ASTRAY and not outcome.astray():
            raise HostTooSlow(f"eip was {outcome.describe_place()}")
        return outcome

    # LAB 5 #
    def _disk(self, run: Run, image: Path) -> disks.Left | None:
        """What tests may look at, if the run has a volume."""
        return disks.Left(image, volume_of(run, self.build)) if run.volume else None

    # END LAB 5 #
    def _execute_bochs(self, run: Run, directory: Path) -> Outcome:
        run_nonce, image = self._prepare(in_bochs(run), directory)
        if run.dialogue:
            raise CannotJudge("needs typing from outside, which the grader cannot do in Bochs")
        if run.hardware.cpu:
            raise CannotJudge(f"needs a {run.hardware.cpu}, which Bochs is not")
        if run.hardware.memory > BOCHS_MEMORY:
            raise CannotJudge(f"needs {run.hardware.memory} MB of memory, too much for Bochs")
        # LAB 5 #
        if run.volume is not None and (run.volume.recorded or run.volume.faults):
            raise CannotJudge("needs a disk that is watched or fails, which Bochs has not")
        if run.volume is not None:
            run = replace(run, limit=BOCHS_WAITING * run.limit)
        # END LAB 5 #
        try:
            output, ended = tree.run_bochs(run, image, directory, BOCHS_PATIENCE * self.wall(run))
        except TimeoutError:
            raise HostTooSlow from None
        ending = Ending.OFF if ended else Ending.LIMIT
        outcome = Outcome(run, run_nonce, self.build, _text(output), ending)
        # LAB 5 #
        outcome.disk = self._disk(run, image)
        # END LAB 5 #
        return outcome

    def judge_run(self, run: Run, cases: list[Case], parent: Path) -> list[Result]:
        """Boots, and lets each test of this run judge the outcome."""
        directory = parent / run.name
        directory.mkdir()
        try:
            with self.boot(run, directory) as outcome:
                return [judge(case, outcome) for case in cases]
        except HostTooSlow as slow:
            text = "The wall-clock watchdog struck. Run again with JOBS=1, or on a faster host."
            text += f"\nWhen it struck, {slow}" if str(slow) else ""
            verdict = Verdict.TOO_SLOW
        except CannotJudge as reason:
            verdict, text = Verdict.NOT_JUDGED, str(reason)
        except QemuError as error:
            verdict, text = Verdict.GRADER_ERROR, str(error)
        except Exception:  # pylint: disable=broad-except
            verdict, text = Verdict.GRADER_ERROR, _trace()
        finally:
            shutil.rmtree(directory, ignore_errors=True)
        return [Result(case, verdict, run.name, text) for case in cases]

    def judge_all(self, cases: list[Case], jobs: int, progress: Progress) -> list[Result]:
        """Judges all cases, in parallel; the results come in the order of the cases.

        A run of which every test lacks a prerequisite already is not booted: none would count.
        """
        runs: dict[str, Run] = {}
        waiting: dict[str, list[Case]] = {}
        for case in cases:
            for run in case.runs:
                runs[run.name] = run
                waiting.setdefault(run.name, []).append(case)
        results: dict[str, list[Result]] = {case.name: [] for case in cases}
        needs = {case.name: prerequisites(cases, {case.name}) for case in cases}
        lost: set[str] = set()

        def judge_next(run: Run) -> list[Result]:
            mine = waiting[run.name]
            if all(needs[case.name] & lost for case in mine):
                return [Result(case, Verdict.SKIPPED, run.name) for case in mine]
            found = self.judge_run(run, mine, Path(parent))
            lost.update(result.case.name for result in found if result.verdict not in FINE)
            return found

        ordered = sorted(runs.values(), key=lambda run: _place(run, waiting[run.name], needs))
        with scratch(self.build.obj) as parent, ThreadPoolExecutor(jobs) as pool:
            futures = [pool.submit(judge_next, run) for run in ordered]
            try:
                for done, future in enumerate(as_completed(futures), 1):
                    for result in future.result():
                        results[result.case.name].append(result)
                    progress(done, len(futures), _count_failed(results))
            except KeyboardInterrupt:
                for future in futures:
                    future.cancel()
                raise
        return skip_dependents([_worst(case, results[case.name]) for case in cases])


def _place(run: Run, cases: list[Case], needs: dict[str, set[str]]) -> tuple[int, int]:
    """What decides when a run's turn is, among all.

    First come those of which others need a test, for if it is lost, they need not run; then those
    that may last long: at the end, all others would wait for them alone.
    """
    needed = set().union(*needs.values())
    if any(case.name in needed for case in cases):
        return 0, min(len(needs[case.name]) for case in cases)
    return 1, -run.limit


def _count_failed(results: dict[str, list[Result]]) -> int:
    return sum(any(r.verdict is Verdict.FAILED for r in group) for group in results.values())


def _worst(case: Case, results: list[Result]) -> Result:
    """One verdict from those on each of a test's runs; of equals, on the run declared first.

    A run that this emulator cannot do counts only if there is no other.
    """
    order = [run.name for run in case.runs]
    severity = list(Verdict)
    judged = [result for result in results if result.verdict is not Verdict.NOT_JUDGED]
    return max(judged or results, key=lambda r: (severity.index(r.verdict), -order.index(r.run)))


def judge(case: Case, outcome: Outcome) -> Result:
    """Applies one test to the outcome of one of its runs."""
    verdict, text = Verdict.PASSED, ""
    try:
        case.judge(outcome)
    except Failure as failure:
        verdict, text = Verdict.FAILED, explain(failure, outcome)
    except NotMapped as error:
        failure = Failure("memory that the grader can follow to its end", str(error))
        verdict, text = Verdict.FAILED, explain(failure, outcome)
    except CannotJudge as reason:
        verdict, text = Verdict.NOT_JUDGED, str(reason)
    except (HostTooSlow, QemuError):  # while it looked at memory
        raise
    except Exception:  # pylint: disable=broad-except
        verdict, text = Verdict.GRADER_ERROR, _trace()
    return Result(case, verdict, outcome.run.name, text)


# What a machine prints that meets an exercise without an answer (inc/exercise.h).
MISSING = re.compile(r"\S+:\d+: exercise (\d+\.\d+) \(\w+\) is not implemented yet")


def explain(failure: Failure, outcome: Outcome) -> str:
    """What a student reads about a failed test."""
    happened = failure.happened.replace("\n", "\n          ")
    parts = [f"expected: {failure.expected}", f"happened: {happened}"]
    ending = outcome.describe_ending()
    if ending not in (failure.happened, "the machine switched itself off"):
        parts.append("the run:  " + ending.replace("\n", "\n          "))
    if missing := MISSING.search(outcome.output):
        parts.append(f"because:  exercise {missing[1]} is not written yet")
    elif failure.hint:
        parts.append(f"probably: {failure.hint}")
    lines = [line for line in outcome.lines() if line.strip()]
    shown = _excerpt(lines, [outcome.nonce, failure.report])
    parts.append("output:" if shown else "output:   none")
    parts += [f"  | {line[:150]}" for line in shown]
    return "\n".join(parts)


def _excerpt(lines: list[str], failed: list[str]) -> list[str]:
    """The end of the output, from a panic on if there is one, without control characters.

    And before it the first line that begins with the words `failed`, if that stands earlier.
    """
    start = max(0, len(lines) - 10)
    for index, line in enumerate(lines):
        if line.startswith("kernel panic"):
            start = max(0, min(start, index))
            break
    shown = lines[start:][:24]
    earlier = [index for index, line in enumerate(lines[:start]) if line.split()[:2] == failed]
    if earlier:
        shown = lines[earlier[0] :][:1] + ["..."] * (earlier[0] + 1 < start) + shown
    return ["".join(c if c.isprintable() else "?" for c in line) for line in shown]


def skip_dependents(results: list[Result]) -> list[Result]:
    """Skips each test of which a prerequisite, direct or not, did not pass.

    A prerequisite that is not among the results counts as passed. A host too slow stays that.
    """
    cases = [result.case for result in results]
    bad = {result.case.name for result in results if result.verdict not in FINE}
    final = []
    for result in results:
        needed = prerequisites(cases, {result.case.name})
        lacking = [case.name for case in cases if case.name in needed & bad]
        if lacking and result.verdict is not Verdict.TOO_SLOW:
            reason = f"needs {', '.join(lacking)}"
            result = Result(result.case, Verdict.SKIPPED, result.run, reason)
        final.append(result)
    return final


def _ending(run: Run, stopped: Stopped) -> Ending:
    if stopped.reason == "guest-shutdown":
        return Ending.OFF
    if stopped.reason == "limit":
        return Ending.LIMIT
    if stopped.reason != "guest-reset":
        raise QemuError(f"the machine stopped for a reason unknown to the grader: {stopped.reason}")
    units = watchdog_units(run.hardware, run.limit)
    count = stopped.instructions
    least = units * IPMI_TICK - PM_TIMER_STEP
    # The timer may have begun again since: a triple fault could come just as long after that.
    over = count is None or (count - least) % PM_TIMER_WRAP < LIMIT_LATE
    return Ending.LIMIT if over else Ending.TRIPLE_FAULT


def _text(output: bytes) -> str:
    return output.decode("latin-1").replace("\r", "")


def _trace() -> str:
    return "This is not your mistake: please report it.\n" + traceback.format_exc()


class ProgressLine:
    """One line on the terminal, written over and over; silent if there is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._lock = threading.Lock()

    def __call__(self, done: int, total: int, failed: int) -> None:
        if self._shown:
            with self._lock:
                text = f"\r{done}/{total} boots" + (f", {failed} tests failed" if failed else "")
                sys.stderr.write(text + "\x1b[K")
                sys.stderr.flush()

    def clear(self) -> None:
        """Removes the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
