# SPDX-License-Identifier: MIT
"""Tests of handout.py, on a course of two labs and a few files."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

import handout
import marks

MANIFEST = """\
# a comment
staff\tlabs/manifest
staff\tlabs/secret.py
1\tlabs/start.md -> README.md
1\tlabs/lab1.md
2\tlabs/lab2.md
2\tkern/two.c
1\tkern/*   # the rest
"""
README = """\
# kern
| file | |
|---|---|
| `one.c` | first |
| `two.c` | second |
| `one.c`, `two.c` | both |
| `gone.c` | nowhere |
| `*.c` | all |
"""
ONE = """\
/* EXERCISE 1.1 one */
int solution_of_one;
/* END EXERCISE 1.1 */

/* LAB 2 */
int lab_two;
/* END LAB 2 */
"""
FILES = {
    "labs/manifest": MANIFEST,
    "labs/secret.py": "the teacher's\n",
    "labs/start.md": "# Start\n",
    "labs/lab1.md": "# Lab 1: One\n",
    "labs/lab2.md": "# Lab 2: Two\n",
    "kern/README.md": README,
    "kern/one.c": ONE,
    "kern/two.c": "int two;\n",
    "kern/run.sh": "#!/bin/sh\n",
}


class Course(unittest.TestCase):
    """A source tree in a folder that is gone after each test."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="exolab-test-")
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        self.root = self.scratch / "root"
        for name, text in FILES.items():
            self.write(name, text)
        (self.root / "kern/run.sh").chmod(0o755)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def tree(self, lab: int) -> dict[str, str]:
        tree = handout.handout_tree(self.root, marks.Choice(lab))
        return {name: content.decode() for name, (content, _) in tree.items()}


class Manifest(Course):
    def test_each_lab_has_its_files_and_the_earlier_ones(self) -> None:
        first = {"README.md", "labs/lab1.md", "kern/README.md", "kern/one.c", "kern/run.sh"}
        self.assertEqual(set(self.tree(1)), first)
        self.assertEqual(set(self.tree(2)), first | {"labs/lab2.md", "kern/two.c"})

    def test_a_file_may_get_another_name(self) -> None:
        self.assertEqual(self.tree(1)["README.md"], "# Start\n")

    def test_a_file_that_no_line_names(self) -> None:
        self.write("lib/new.c", "")
        with self.assertRaisesRegex(handout.HandoutError, "lib/new.c"):
            self.tree(1)

    def test_lines_that_say_nothing(self) -> None:
        for line in ("1", "one kern/*", "1 a b", "1 a => b"):
            self.write("labs/manifest", MANIFEST + line + "\n")
            with self.assertRaisesRegex(handout.HandoutError, r"labs/manifest:9: "):
                self.tree(1)

    def test_the_real_one_leaves_no_gap(self) -> None:
        self.assertTrue(handout.levels(handout.ROOT))

    def test_build_output_is_no_source(self) -> None:
        self.write("obj/x.c", "")
        self.write("kern/__pycache__/x.pyc", "")
        self.assertNotIn("obj/x.c", handout.source_files(self.root))
        self.assertNotIn("kern/__pycache__/x.pyc", handout.source_files(self.root))

    def test_in_git_what_is_ignored_is_no_source(self) -> None:
        handout.git(self.root, "init", "-q")
        self.write(".gitignore", "*.bak\n")
        self.write("kern/x.bak", "")
        self.write("kern/new.c", "")
        self.assertNotIn("kern/x.bak", handout.source_files(self.root))
        self.assertIn("kern/new.c", handout.source_files(self.root))


class Contents(Course):
    def test_marks_are_applied(self) -> None:
        one = self.tree(1)["kern/one.c"]
        self.assertNotIn("solution_of_one", one)
        self.assertNotIn("lab_two", one)
        self.assertIn("lab_two", self.tree(2)["kern/one.c"])

    def test_a_mark_that_does_not_fit_is_named_with_its_line(self) -> None:
        self.write("kern/two.c", "int x;\n/* END LAB 3 */\n")
        with self.assertRaisesRegex(marks.MarkError, "kern/two.c:2: "):
            self.tree(2)

    def test_readmes_name_only_files_that_are_there(self) -> None:
        first, second = self.tree(1)["kern/README.md"], self.tree(2)["kern/README.md"]
        self.assertNotIn("| second |", first)
        self.assertIn("| second |", second)
        for text in (first, second):
            self.assertIn("| first |", text)
            self.assertIn("| both |", text)
            self.assertIn("| all |", text)
            self.assertIn("| file | |", text)
            self.assertIn("nowhere", text)  # what is no file of the tree is not ours to judge

    def test_rows_about_folders(self) -> None:
        row = "| `kern/` | the kernel |\n"
        self.assertEqual(handout.drop_rows(row, "", {"kern/one.c"}, {"lib/one.c"}), row)
        self.assertEqual(handout.drop_rows(row, "", {"lib/one.c"}, {"kern/one.c"}), "")

    def test_names_of_later_labs_leave_the_first_cell(self) -> None:
        row = "| `one.c`, `two.c`, `three.c` | all |\n"
        self.assertEqual(
            handout.drop_rows(row, "", {"two.c"}, {"one.c", "three.c"}), "| `two.c` | all |\n"
        )

    def test_modes_are_kept(self) -> None:
        tree = handout.handout_tree(self.root, marks.Choice(1))
        self.assertEqual((tree["kern/run.sh"][1], tree["kern/one.c"][1]), (0o755, 0o644))


class Repository(Course):
    def test_a_branch_for_each_lab(self) -> None:
        target = self.scratch / "course"
        self.assertEqual(handout.make_handout(self.root, target), [1, 2])
        branches = handout.git(target, "branch", "--format=%(refname:short)").split()
        self.assertEqual(branches, ["lab1", "lab2"])
        self.assertEqual(
            handout.git(target, "log", "--format=%s", "lab2").splitlines(),
            ["Lab 2: Two", "Lab 1: One"],
        )
        self.assertEqual(handout.git(target, "branch", "--show-current").strip(), "lab1")
        self.assertFalse((target / "kern/two.c").exists())

    def test_the_same_source_makes_the_same_commits(self) -> None:
        commits = []
        for name in ("first", "second"):
            handout.make_handout(self.root, self.scratch / name)
            commits.append(handout.git(self.scratch / name, "rev-parse", "lab1", "lab2"))
        self.assertEqual(commits[0], commits[1])

    def test_a_file_that_a_later_lab_drops_is_gone(self) -> None:
        self.write("kern/one.c", "/* LAB 2 */\nint x;\n/* END LAB 2 */\n")
        target = self.scratch / "course"
        handout.make_handout(self.root, target)
        self.assertEqual(handout.git(target, "show", "lab1:kern/one.c"), "")

    def test_up_to_a_lab(self) -> None:
        self.assertEqual(handout.make_handout(self.root, self.scratch / "course", 1), [1])

    def test_only_into_an_empty_folder(self) -> None:
        target = self.scratch / "course"
        target.mkdir()
        (target / "mine").write_text("precious")
        with self.assertRaisesRegex(handout.HandoutError, "not empty"):
            handout.make_handout(self.root, target)
        self.assertEqual((target / "mine").read_text(), "precious")

    def test_a_merge_keeps_the_students_work(self) -> None:
        target = self.scratch / "course"
        handout.make_handout(self.root, target)
        one = target / "kern/one.c"
        text = one.read_text()
        start = text.index("EXERCISE_MISSING")
        end = text.index("\n", start) + 1
        one.write_text(text[:start] + "int mine;\nint helper;\n" + text[end:])
        handout.git(target, "commit", "-q", "-a", "-m", "mine")
        handout.git(target, "merge", "-q", "--no-edit", "lab2")
        self.assertIn("int mine;\nint helper;\n", one.read_text())
        self.assertIn("int lab_two;", one.read_text())

    def recipe(self, first_word: str) -> str:
        """The commands of labs/TEACHING.md from the line that begins so, in this test's folders."""
        text = (handout.ROOT / "labs/TEACHING.md").read_text()
        block = text[text.index(f"\n    {first_word}") :].split("\n\n")[0]
        return re.sub(r" lab[3-8]\b", "", block.replace("/tmp/", f"{self.scratch}/"))

    def shell(self, script: str, directory: Path) -> None:
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=directory,
            capture_output=True,
            text=True,
            env={**os.environ, **handout.AUTHOR},
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_mending_a_published_lab_as_teaching_md_says(self) -> None:
        course, student = self.scratch / "course", self.scratch / "student"
        handout.make_handout(self.root, course)
        handout.git(self.scratch, "clone", "-q", "-b", "lab1", str(course), str(student))
        text = (student / "kern/one.c").read_text()
        (student / "kern/one.c").write_text(re.sub("EXERCISE_MISSING.*", "int mine;", text))
        handout.git(student, "commit", "-q", "-a", "-m", "mine")
        self.write("kern/run.sh", "#!/bin/sh\necho mended\n")
        handout.make_handout(self.root, self.scratch / "new")
        self.shell(self.recipe("cd /tmp/course"), self.scratch)
        self.shell("git pull -q --no-rebase --no-edit", student)
        self.assertIn("mended", (student / "kern/run.sh").read_text())
        self.shell("git merge -q --no-edit origin/lab2", student)
        self.assertIn("int mine;", (student / "kern/one.c").read_text())
        self.assertIn("int lab_two;", (student / "kern/one.c").read_text())
        self.assertEqual(handout.git(course, "diff", "lab2", "--stat", "--", "."), "")

    def test_a_copy_without_history_as_teaching_md_says(self) -> None:
        course, student = self.scratch / "course", self.scratch / "student"
        handout.make_handout(self.root, course)
        handout.write_tree(student, handout.handout_tree(self.root, marks.Choice(1)))
        (student / "workflow").write_text("kept")
        self.shell("git init -q -b main && git add -A && git commit -q -m copy", student)
        self.shell(self.recipe("git remote add").replace("URL", str(course)), student)
        self.shell("git merge -q --no-edit course/lab2", student)
        self.assertTrue((student / "kern/two.c").exists())
        self.assertEqual((student / "workflow").read_text(), "kept")


class CommandLine(unittest.TestCase):
    def test_one_line_and_a_status(self) -> None:
        for words, line in (
            (["handout", f"DIR={handout.ROOT}"], "is not empty"),
            (["handout"], "DIR=path"),
        ):
            done = subprocess.run(
                ["make", "-C", str(handout.ROOT), *words], capture_output=True, text=True
            )
            self.assertNotEqual(done.returncode, 0)
            said = [text for text in done.stderr.splitlines() if line in text]
            self.assertEqual(len(said), 1, done.stderr)


if __name__ == "__main__":
    unittest.main()
