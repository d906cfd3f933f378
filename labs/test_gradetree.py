# SPDX-License-Identifier: MIT
"""Tests of gradetree.py: what students can and cannot change by what is in their trees.

Works on lab 1, with a few of its tests: each tree is built and booted.
"""

from __future__ import annotations

import shutil
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import gradetree
import handout
import marks
from workshop import ROOT, cases_of, solved

from model import Verdict

SCREEN = "kern/dev/vga.c"  # exercise 1.7, which only machines with a screen need
NEEDS_SCREEN = {"screen_scroll", "screen_control", "screen_colour"}
OTHERS = {"boot_kernel", "printf_numbers", "backtrace_walk"}


class Trees(unittest.TestCase):
    """A solved tree for each test to spoil."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="exolab-test-")
        self.addCleanup(scratch.cleanup)
        self.tree = Path(scratch.name) / "student"
        handout.write_tree(self.tree, handout.handout_tree(ROOT, solved(ROOT, 1)))

    def grade(self) -> tuple[set[str], list[str]]:
        """The tests that the tree passes, and the notes on it."""
        cases = [case for case in cases_of([1]) if case.name in NEEDS_SCREEN | OTHERS]
        results, self.notes = gradetree.grade_tree(self.tree, 1, cases, 2)
        self.texts = [result.text for result in results]
        return {r.case.name for r in results if r.verdict is Verdict.PASSED}, self.notes

    def edit(self, name: str, text: str) -> None:
        (self.tree / name).write_text(text)


class Grading(Trees):
    def test_a_good_tree(self) -> None:
        self.assertEqual(self.grade(), (NEEDS_SCREEN | OTHERS, []))

    def test_what_is_not_theirs_changes_no_verdict(self) -> None:
        self.edit("GNUmakefile", "all:\n\tfalse\n")
        self.edit("inc/stdio.h", "#error no\n")
        self.edit("grade/lab1.py", "raise SystemExit(0)\n")
        self.edit("grade/points", "printf_numbers 1 1.8 1000\n")
        self.edit("kern/init.c", "int i386_init;\n")
        self.edit("kern/mine.c", "#error no\n")
        shutil.rmtree(self.tree / "kern/build")
        passed, notes = self.grade()
        self.assertEqual(passed, NEEDS_SCREEN | OTHERS)
        for name in ("GNUmakefile", "inc/stdio.h", "grade/lab1.py", "kern/init.c"):
            self.assertIn(f"{name} is not the original: graded with the original", notes)
        self.assertIn("kern/mine.c is not part of the handout: graded without it", notes)

    def test_a_file_that_does_not_compile(self) -> None:
        self.edit(SCREEN, (self.tree / SCREEN).read_text() + "\nthis is no C\n")
        passed, notes = self.grade()
        self.assertEqual(passed, OTHERS)
        self.assertEqual(len(notes), 1)
        self.assertIn(f"{SCREEN} does not compile: graded with the skeleton's", notes[0])
        self.assertIn("error:", notes[0])

    def test_a_tree_that_does_not_link(self) -> None:
        self.edit("kern/monitor.c", "int nothing_of_it;\n")
        passed, notes = self.grade()
        self.assertEqual(passed, set())
        self.assertTrue(all("does not build" in text and "monitor" in text for text in self.texts))
        self.assertIn("does not build", notes[-1])

    def test_a_file_that_compiles_for_ever(self) -> None:
        twice = '#include "vga.c"\n' * 2  # 200 levels deep: 2^200 times
        self.edit(SCREEN, (self.tree / SCREEN).read_text() + twice)
        with unittest.mock.patch("workshop.COMPILE_SECONDS", 2):
            passed, notes = self.grade()
        self.assertEqual(passed, OTHERS)
        self.assertIn(f"{SCREEN} does not compile: graded with the skeleton's", notes[0])

    def test_files_from_elsewhere(self) -> None:
        good = (self.tree / SCREEN).read_text()
        stolen = self.tree.parent / "solution.c"
        stolen.write_text(good)
        read_only = f'\n__asm__(".section .rodata; .incbin \\"{stolen}\\"; .text");\n'
        for content in (f'#include "{stolen}"\n', good + read_only):
            self.edit(SCREEN, content)
            passed, notes = self.grade()
            self.assertEqual(passed, set())
            self.assertIn(f"from outside the tree: {stolen}", notes[-1])


class Taking(Trees):
    def test_a_missing_file(self) -> None:
        (self.tree / SCREEN).unlink()
        target = self.tree.parent / "graded"
        skeleton = handout.handout_tree(ROOT, marks.Choice(1))
        handout.write_tree(target, skeleton)
        self.assertEqual(
            gradetree.lay_over(self.tree, target, 1),
            [f"{SCREEN} is not in the tree: {gradetree.INSTEAD}"],
        )
        self.assertEqual((target / SCREEN).read_bytes(), skeleton[SCREEN][0])
        self.assertNotIn("EXERCISE_MISSING", (target / "lib/printfmt.c").read_text())

    def test_links_and_large_files_are_not_taken(self) -> None:
        elsewhere = self.tree.parent / "solution.c"
        shutil.move(str(self.tree / SCREEN), elsewhere)
        (self.tree / SCREEN).symlink_to(elsewhere)
        self.assertIn("leaves the tree", gradetree.student_file(self.tree, SCREEN)[1])
        (self.tree / SCREEN).unlink()
        self.edit(SCREEN, "x" * (gradetree.MAX_FILE + 1))
        self.assertIn("larger than", gradetree.student_file(self.tree, SCREEN)[1])

    def test_the_lab_that_a_tree_has_come_to(self) -> None:
        self.assertEqual(gradetree.newest_lab(self.tree, None), 1)
        self.assertEqual(gradetree.newest_lab(self.tree, 1), 1)
        with self.assertRaisesRegex(gradetree.TreeError, "there is no lab 99"):
            gradetree.newest_lab(self.tree, 99)

    @unittest.skipUnless(len(handout.labs(ROOT)) > 1, "only one lab has a text")
    def test_a_lab_that_was_not_merged(self) -> None:
        with self.assertRaisesRegex(gradetree.TreeError, "has come to lab 1 only"):
            gradetree.newest_lab(self.tree, handout.labs(ROOT)[1])

    def test_no_tree_of_the_course(self) -> None:
        with self.assertRaisesRegex(gradetree.TreeError, "not a tree of this course"):
            gradetree.newest_lab(self.tree.parent, None)
        with self.assertRaisesRegex(gradetree.TreeError, "holds none of the files"):
            gradetree.lay_over(self.tree.parent, self.tree, 1)


if __name__ == "__main__":
    unittest.main()
