# SPDX-License-Identifier: MIT
"""The table of points, prerequisites, verdicts, and what is printed of them."""

import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import support

support.prepare()

import grade  # noqa: E402
import model  # noqa: E402
import report  # noqa: E402
from model import Case, Ending, Failure, Outcome, Result, Run, Verdict  # noqa: E402
from qemu import Hardware  # noqa: E402
from runner import Runner, explain, nonce, seeded, skip_dependents  # noqa: E402

RUN = Run("run", "")


def judge(_: Outcome) -> None:
    """A title

    and more."""


def case(name: str, *requires: str, lab: int = 1) -> Case:
    return Case(name, lab, f"{lab}.1", 5, requires, (RUN,), judge)


class Table(unittest.TestCase):
    def read(self, *lines: str) -> list[Case]:
        """Reads a table, with judges called a, b and c."""
        judges = {name: ((RUN,), judge) for name in "abc"}
        with mock.patch.object(model, "_JUDGES", judges):
            return model.read_points(lines, [1])

    def test_good(self) -> None:
        cases = self.read("# heading", "a 1 1.1 3", "", "b 1 1.2 4 a # why", "c 1 1.3 0 a b")
        self.assertEqual([c.points for c in cases], [3, 4, 0])
        self.assertEqual(cases[2].requires, ("a", "b"))
        self.assertEqual(cases[0].title, "A title")

    def test_other_labs_are_left_out(self) -> None:
        self.assertEqual(len(self.read("a 1 1.1 3", "b 1 1.1 3", "c 1 1.1 3", "d 2 2.1 3")), 3)

    def test_bad(self) -> None:
        for lines in (
            ["a 1 1.1"],
            ["a 1 1.1 many"],
            ["a one 1.1 3"],
            ["a 1 1.1 3", "a 1 1.1 3", "b 1 1.1 1", "c 1 1.1 1"],
            ["a 1 1.1 3", "b 1 1.1 3"],
            ["a 1 1.1 3 c", "b 1 1.1 3 a", "c 1 1.1 3 b"],
            ["a 1 1.1 3 nosuch", "b 1 1.1 3", "c 1 1.1 3"],
            ["nosuch 1 1.1 3", "a 1 1.1 3", "b 1 1.1 3", "c 1 1.1 3"],
        ):
            with self.subTest(lines=lines):
                self.assertRaises(ValueError, self.read, *lines)

    def test_the_real_table(self) -> None:
        cases = grade.load_cases()
        for lab, least in ((1, 12), (2, 12), (3, 20)):
            group = [c for c in cases if c.lab == lab]
            if group:
                self.assertGreaterEqual(len(group), least)
                self.assertEqual(sum(c.points for c in group), 100)
        for each in cases:
            self.assertTrue(each.exercise.startswith(f"{each.lab}."), each.name)
            self.assertNotIn(each.title, ("", each.name))
        runs: dict[str, Run] = {}
        for run in (run for each in cases for run in each.runs):
            self.assertIs(runs.setdefault(run.name, run), run, "two runs of one name")

    def test_command_lines_fit(self) -> None:
        for each in grade.load_cases():
            for run in each.runs:
                self.assertLess(len(run.command_line("00000000")), 1024, run.name)


class Verdicts(unittest.TestCase):
    def results(self, **verdicts: Verdict) -> list[Result]:
        cases = [case("a"), case("b", "a"), case("c", "b"), case("d")]
        return [Result(c, verdicts.get(c.name, Verdict.PASSED), "run") for c in cases]

    def after(self, **verdicts: Verdict) -> dict[str, Verdict]:
        return {r.case.name: r.verdict for r in skip_dependents(self.results(**verdicts))}

    def test_dependents_are_skipped(self) -> None:
        found = self.after(a=Verdict.FAILED)
        wanted = [Verdict.FAILED, Verdict.SKIPPED, Verdict.SKIPPED, Verdict.PASSED]
        self.assertEqual([found[name] for name in "abcd"], wanted)

    def test_not_judged_hinders_nobody(self) -> None:
        self.assertIs(self.after(a=Verdict.NOT_JUDGED)["b"], Verdict.PASSED)

    def test_too_slow_stays(self) -> None:
        self.assertIs(self.after(a=Verdict.FAILED, b=Verdict.TOO_SLOW)["b"], Verdict.TOO_SLOW)

    def test_what_cannot_count_is_not_booted(self) -> None:
        def of(name: str, *requires: str, limit: int = 1) -> Case:
            return Case(name, 1, "1.1", 5, requires, (Run(name, "", limit=limit),), judge)

        booted = []

        def boot(_: Runner, run: Run, cases: list[Case], __: Path) -> list[Result]:
            booted.append(run.name)
            verdict = Verdict.FAILED if run.name in ("b", "e") else Verdict.PASSED
            return [Result(each, verdict, run.name) for each in cases]

        cases = [of("long", limit=3), of("b", "a"), of("c", "b"), of("d", "c"), of("a"), of("e")]
        with tempfile.TemporaryDirectory() as obj, mock.patch.object(Runner, "judge_run", boot):
            runner = Runner(mock.Mock(obj=Path(obj)), "1", "qemu")
            found = runner.judge_all(cases, 1, lambda *_: None)
        self.assertEqual(booted, ["a", "b", "long", "e"])
        verdicts = {result.case.name: result.verdict for result in found}
        skipped = [name for name, verdict in verdicts.items() if verdict is Verdict.SKIPPED]
        self.assertEqual(skipped, ["c", "d"])
        self.assertEqual(found[2].text, "needs b")

    def test_exit_status(self) -> None:
        self.assertEqual(grade.status(self.results()), 0)
        self.assertEqual(grade.status(self.results(a=Verdict.NOT_JUDGED)), 0)
        self.assertEqual(grade.status(self.results(a=Verdict.SKIPPED)), 1)
        self.assertEqual(grade.status(self.results(a=Verdict.GRADER_ERROR)), 2)

    def test_choice(self) -> None:
        cases = [case("boot_a"), case("boot_b", lab=2), case("other")]
        self.assertEqual(len(grade.choose(cases, None, "boot_*")), 2)
        self.assertEqual(len(grade.choose(cases, 2, "boot_*")), 1)
        self.assertEqual(len(grade.choose(cases, None, "other,boot_a")), 2)
        self.assertEqual(grade.choose(cases, None, "nosuch"), [])

    def test_nothing_chosen(self) -> None:
        cases = [case("boot_a"), case("boot_b", lab=2)]
        no_lab, no_test = mock.Mock(lab=7, test=""), mock.Mock(lab=None, test="nosuch")
        self.assertIn("LAB= may be 1, 2", grade.nothing_chosen(cases, no_lab))
        self.assertIn("no test is called nosuch", grade.nothing_chosen(cases, no_test))

    def test_nonce(self) -> None:
        self.assertEqual(nonce(RUN, "1"), nonce(RUN, "1"))
        self.assertNotEqual(nonce(RUN, "1"), nonce(RUN, "2"))
        self.assertRegex(nonce(RUN, "1"), "^[0-9a-f]{8}$")


class Seeds(unittest.TestCase):
    moved = Run("moved", "run=a", Hardware(cpus=4), preempted=True)

    def sweep(self, *failing: str) -> tuple[int, str, list[str]]:
        """Four seeds of which these fail: the status, what is printed, what results.json is of."""
        mixed = Case("mixed", 4, "4.1", 5, (), (RUN, self.moved), judge)
        written = []

        def run(runner: mock.Mock, cases: list[Case], *_: object) -> list[Result]:
            self.assertEqual([c.runs for c in cases], [(self.moved,)])
            verdict = Verdict.FAILED if runner.seed in failing else Verdict.PASSED
            return [Result(cases[0], verdict, "moved")]

        def runner(_: object, seed: str, __: str) -> mock.Mock:
            made = mock.Mock(seed=seed)
            made.judge_all = lambda *arguments: run(made, *arguments)
            return made

        arguments = mock.Mock(seeds=4, jobs=2, emu="qemu")
        first = Verdict.FAILED if "1" in failing else Verdict.PASSED
        said = io.StringIO()
        with mock.patch.object(grade, "grade_once", lambda *_: [Result(mixed, first, "run")]):
            with mock.patch.object(grade, "Runner", runner), mock.patch.object(grade, "tree"):
                with mock.patch.object(report, "write_json", lambda _, __, s: written.append(s)):
                    with contextlib.redirect_stdout(said):
                        found = grade.sweep([], [case("never"), mixed], arguments)
        return found, said.getvalue(), written

    def test_all_pass(self) -> None:
        found, said, written = self.sweep()
        self.assertEqual((found, written), (0, []))
        self.assertIn("seed 2: 1 passed\nseed 3: 1 passed\nseed 4: 1 passed", said)
        self.assertIn("seeds that failed: none", said)

    def test_some_fail(self) -> None:
        found, said, written = self.sweep("3", "4")
        self.assertEqual((found, written), (1, ["3"]))
        self.assertIn("seeds that failed: 3, 4", said)
        self.assertIn("make grade TEST=mixed SEED=3", said)
        self.assertIn("make grade-debug TEST=mixed RUN=moved SEED=3", said)

    def test_the_first_fails(self) -> None:
        self.assertEqual(self.sweep("1", "2")[::2], (1, []))

    def test_slices(self) -> None:
        self.assertIs(seeded(RUN, "7"), RUN)
        self.assertIs(seeded(self.moved, "1"), self.moved)
        slices = {seeded(self.moved, str(seed)).cmdline for seed in range(2, 22)}
        self.assertEqual(len(slices), 20)
        self.assertEqual(seeded(self.moved, "7"), seeded(self.moved, "7"))
        self.assertRegex(slices.pop(), r"^run=a slice=\d+$")


class Reports(unittest.TestCase):
    def setUp(self) -> None:
        self.results = [
            Result(case("good"), Verdict.PASSED, "run"),
            Result(case("bad"), Verdict.FAILED, "run", "expected: x\nhappened: y"),
            Result(case("later", "bad"), Verdict.SKIPPED, "run", "needs bad"),
            Result(case("dark"), Verdict.NOT_JUDGED, "run", "Bochs"),
        ]

    def test_text(self) -> None:
        text = report.render(self.results, "7")
        self.assertIn("Score: 5/15 (1 passed, 1 not judged, 1 skipped, 1 FAILED)", text)
        self.assertIn("make grade TEST=bad SEED=7", text)
        self.assertIn("make grade-debug TEST=bad SEED=7", text)
        self.assertEqual(text, report.render(self.results, "7"))

    def test_what_is_needed_first_is_shown(self) -> None:
        self.assertIn("expected: x", report.needed_first(self.results, "1"))
        self.assertEqual(report.needed_first(self.results[2:], "1"), "")

    def test_gradescope(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "deep" / "results.json"
            report.write_json(path, self.results, "1")
            data = json.loads(path.read_text())
        self.assertEqual(data["score"], 5)
        wanted = {"name", "number", "score", "max_score", "status", "output", "visibility"}
        for test in data["tests"]:
            self.assertEqual(set(test), wanted)
        statuses = [test["status"] for test in data["tests"]]
        self.assertEqual(statuses, ["passed", "failed", "failed", "passed"])
        self.assertIn("expected: x", data["tests"][1]["output"])

    def test_explanation(self) -> None:
        output = "start\n" * 20 + "kernel panic at a.c:1: no\n  #0 f\n\x1b[0m\n"
        outcome = Outcome(RUN, "0", mock.Mock(), output, Ending.OFF)
        text = explain(Failure("this", "that", "a slip"), outcome)
        self.assertIn("expected: this\nhappened: that\nthe run:  kernel panic at a.c:1: no", text)
        self.assertIn("probably: a slip", text)
        self.assertIn("  | ?[0m", text)
        self.assertNotIn("\x1b", text)

    def test_the_report_that_failed_is_shown(self) -> None:
        said = [f"0 key{n} {n}" for n in range(30)]
        outcome = Outcome(RUN, "0", mock.Mock(), "\n".join(said), Ending.OFF)

        def shown(report: str) -> list[str]:
            text = explain(Failure("this", "that", report=report), outcome)
            return [line[4:] for line in text.split("\n") if line.startswith("  | ")]

        self.assertEqual(shown("key7"), [said[7], "...", *said[20:]])
        self.assertEqual(shown("key19"), said[19:])
        for report in ("key25", "key", ""):
            self.assertEqual(shown(report), said[20:])


if __name__ == "__main__":
    unittest.main()
