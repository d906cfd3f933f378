# SPDX-License-Identifier: MIT
"""Tests of what grades elsewhere: Gradescope's zip, unpacked and run, and Classroom's workflow."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
import zipfile
from pathlib import Path

import gradescope
import handout
import marks
from workshop import ROOT, cases_of, solved


class Gradescope(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="exolab-test-")
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name) / "autograder"
        archive = Path(scratch.name) / "lab1.zip"
        gradescope.write_zip(archive, gradescope.contents(ROOT, 1))
        # Python's zipfile does not restore modes.
        subprocess.run(
            [sys.executable, "-m", "zipfile", "-e", archive, self.root / "source"], check=True
        )
        self.script = self.root / "source/run_autograder"

    def submit(self, folder: str) -> dict:
        submission = self.root / "submission" / folder
        submission.mkdir(parents=True)
        if folder != "nothing":
            handout.write_tree(submission, handout.handout_tree(ROOT, solved(ROOT, 1, ["1.7"])))
        done = subprocess.run(
            ["bash", self.script],
            env={**os.environ, "AUTOGRADER": str(self.root)},
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads((self.root / "results/results.json").read_text())

    def test_a_submission(self) -> None:
        results = self.submit("from-github")
        self.assertEqual(
            {test["name"] for test in results["tests"]}, {c.name for c in cases_of([1])}
        )
        lost = {test["name"] for test in results["tests"] if test["score"] == 0}
        self.assertEqual(lost, {"screen_scroll", "screen_control", "screen_colour"})
        self.assertEqual(
            sum(test["max_score"] for test in results["tests"]),
            results["score"] + sum(case.points for case in cases_of([1]) if case.name in lost),
        )

    def test_an_empty_submission(self) -> None:
        results = self.submit("nothing")
        self.assertEqual(results["score"], 0)
        self.assertIn("holds none of the files", results["output"])

    def test_the_zip_holds_no_solution_and_no_answers(self) -> None:
        files = gradescope.contents(ROOT, 1)
        self.assertEqual([name for name in files if "answers" in name or "TEACHING" in name], [])
        for name in ("lib/backtrace.c", "lib/printfmt.c"):
            content = files[f"exolab/{name}"][0].decode()
            self.assertIn("EXERCISE_MISSING", content)
            solution = marks.render_file(ROOT / name, name, solved(ROOT, 1))
            self.assertNotEqual(content, solution)

    def test_scripts_may_be_run_and_the_zip_is_always_the_same(self) -> None:
        files = gradescope.contents(ROOT, 1)
        paths = [self.root / "a.zip", self.root / "b.zip"]
        for path in paths:
            gradescope.write_zip(path, files)
        self.assertEqual(paths[0].read_bytes(), paths[1].read_bytes())
        with zipfile.ZipFile(paths[0]) as archive:
            for name in gradescope.SCRIPTS:
                self.assertEqual(archive.getinfo(name).external_attr >> 16 & 0o777, 0o755)


class Classroom(unittest.TestCase):
    def test_the_points_reach_the_reporter(self) -> None:
        workflow = (ROOT / "labs/github/classroom.yml").read_text()
        script = textwrap.dedent(workflow.split("<<'END'\n")[1].split("          END\n")[0])
        results = {
            "score": 3,
            "tests": [
                {"name": "a", "score": 3, "max_score": 3, "status": "passed", "output": "fine"},
                {"name": "b", "score": 0, "max_score": 4, "status": "failed", "output": "not fine"},
            ],
        }
        with tempfile.TemporaryDirectory() as directory:
            target = Path(directory) / "obj/grade/results.json"
            target.parent.mkdir(parents=True)
            target.write_text(json.dumps(results))
            done = subprocess.run(
                [sys.executable, "-"],
                input=script,
                cwd=directory,
                text=True,
                capture_output=True,
                check=True,
            )
        key, _, value = done.stdout.strip().partition("=")
        report = json.loads(base64.b64decode(value))
        self.assertEqual(key, "result")
        self.assertEqual((report["status"], report["max_score"]), ("fail", 7))
        self.assertEqual(
            [(t["name"], t["status"], t["score"]) for t in report["tests"]],
            [("a", "pass", 3), ("b", "fail", 0)],
        )


if __name__ == "__main__":
    unittest.main()
