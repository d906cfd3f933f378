# SPDX-License-Identifier: MIT
"""Tests of the checks of texts: taking a text apart, running sessions, comparing, points."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import labtext
import points
import sessions
import texts

TEXT = """\
# Lab 1: A `title`

This lab is **worth** nothing. This lab is worth
12 points.

### Exercise 1.1: walk `f(x)` (8 points, medium, 2 hours)

File: `kern/a.c`. Tests: `one`,
`two`.

### Exercise 1.2: run (1 point, hard, 1.5-2 hours)
File: `kern/b.c`, `kern/c.c`. Tests: `three`.

```console
$ echo '# no heading [no](link)'
...
```

See [the map](lab1.md#map), ![a figure](fig1-a.svg) and `[code](nowhere)`.
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title><desc>D</desc>
<style>@media (prefers-color-scheme: dark) { a { fill: red; } }</style>%s</svg>"""


class Taking(unittest.TestCase):
    def setUp(self) -> None:
        self.text = labtext.parse("lab1.md", TEXT)

    def test_exercises(self) -> None:
        found, wrong = self.text.exercises()
        self.assertEqual(wrong, [])
        self.assertEqual(
            [(e.line, e.label, e.points) for e in found], [(6, "1.1", 8), (11, "1.2", 1)]
        )
        self.assertEqual(found[0].tests, ("one", "two"))
        self.assertEqual(found[1].files, ("kern/b.c", "kern/c.c"))

    def test_headings_that_are_nearly_right(self) -> None:
        for heading in (
            "### Exercise 1.1 walk (8 points, medium, 2 hours)",
            "## Exercise 1.1: walk (8 points, medium, 2 hours)",
            "### Exercise 1.1: walk (8 points, simple, 2 hours)",
            "### Exercise 1.1: walk",
        ):
            text = labtext.parse("x", f"{heading}\nTests: `a`.\n")
            self.assertEqual([line for line, _ in text.exercises()[1]], [1], heading)

    def test_an_exercise_without_tests(self) -> None:
        text = labtext.parse("x", "### Exercise 1.1: a (8 points, easy, 1 hour)\n\nNo more.\n")
        self.assertIn("Tests:", text.exercises()[1][0][1])

    def test_the_sum_may_wrap(self) -> None:
        self.assertEqual(self.text.worth(), [(3, 12)])

    def test_blocks_and_links(self) -> None:
        self.assertEqual([(b.line, b.info) for b in self.text.blocks], [(14, "console")])
        self.assertEqual([link.target for link in self.text.links()], ["lab1.md#map", "fig1-a.svg"])
        self.assertEqual([h.level for h in self.text.headings], [1, 3, 3])

    def test_words_are_those_of_the_prose(self) -> None:
        self.assertEqual(
            labtext.parse("x", "one two\n```c a/b\nint x;\n```\n| a | b |\n|--|--|\n").words(), 4
        )

    def test_a_fence_without_end(self) -> None:
        self.assertEqual(labtext.parse("x", "a\n```text\nb\n").unclosed, 2)

    def test_anchors(self) -> None:
        self.assertEqual(texts.slug("A `b_c` (d), e: f"), "a-b_c-d-e-f")


class Comparing(unittest.TestCase):
    def fits(self, expected: str, output: str) -> bool:
        return sessions.compare(expected.split("\n"), output) is None

    def test_the_rules(self) -> None:
        for expected, output, fits in (
            ("a\nb", "a\nb\n", True),
            ("a", "a\nb", False),
            ("a\nb", "a", False),
            ("...", "", True),
            ("...", "a\nb", True),
            ("...\nb", "a\na\nb", True),
            ("...\nb", "b", True),
            ("...\nb", "b\na", False),
            ("a\n...", "a", True),
            ("a\n...", "a\nb", True),
            ("a\n...", "b\na", False),
            ("a\n...\nb\n...\nc", "a\nx\nb\ny\nc", True),
            ("a\n...\nb\n...\nc", "a\nx\nc\ny\nb", False),
            ("...\na\nb\n...", "a\nc\na\nb\nd", True),
            ("a\n...\na", "a", False),
            ("eip ... 0x...7c00", "eip 0x00007c00", False),
            ("eip...0x...7c00", "eip    0x00007c00", True),
            ("a.c", "abc", False),
            ("a", "a  \r\n", True),
            ("a\n\nb", "a\nb", False),
        ):
            with self.subTest(expected=expected, output=output):
                self.assertEqual(self.fits(expected, output), fits)

    def test_the_line_that_does_not_fit_is_named(self) -> None:
        index, reason = sessions.compare(["a", "...", "b", "c"], "a\nx\nb\nd") or (0, "")
        self.assertEqual(index, 3)
        self.assertIn("shows: c", reason)
        self.assertIn("came: d", reason)


class Running(unittest.TestCase):
    def run_text(self, text: str) -> sessions.Mismatch | None:
        block = labtext.parse("x", f"```console\n{text}\n```\n").blocks[0]
        with tempfile.TemporaryDirectory() as directory:
            return sessions.run_console(block, Path(directory), 0)

    def test_good_sessions(self) -> None:
        for text in (
            "$ echo a\na",
            "$ true",
            "$ x=1\n$ echo $x\n1",
            "$ echo a \\\n> b\na b",
            "$ sh -c 'echo e >&2; exit 3'\ne",
            "$ cat\n$ echo after\nafter",
            "$ printf a\na",
        ):
            with self.subTest(text=text):
                self.assertIsNone(self.run_text(text))

    def test_bad_sessions(self) -> None:
        for text, line, reason in (
            ("$ echo a\nb", 3, "came: a"),
            ("$ echo a\n$ false", 3, "status 1"),
            ("$ no-such-command\n...", 2, "cannot be run"),
            ("$ exit 0\n$ echo a\na", 2, "ended the session"),
            ("$ echo a\na\n\n$ echo b\n\nc", 7, "came: b"),
        ):
            with self.subTest(text=text):
                wrong = self.run_text(text)
                self.assertIsNotNone(wrong)
                assert wrong
                self.assertEqual(wrong.line, line)
                self.assertIn(reason, wrong.reason)

    def test_a_block_without_a_command(self) -> None:
        with self.assertRaises(sessions.NotASession):
            self.run_text("a")

    def test_the_watchdog(self) -> None:
        before, sessions.WATCHDOG = sessions.WATCHDOG, 0.5
        try:
            wrong = self.run_text("$ echo begun\nbegun\n$ sleep 60")
        finally:
            sessions.WATCHDOG = before
        assert wrong
        self.assertEqual(wrong.line, 4)
        self.assertIn("did not end", wrong.reason)


class Figures(unittest.TestCase):
    def test_a_good_one(self) -> None:
        good = SVG % '<defs><marker id="m"/></defs><path marker-end="url(#m)"/>'
        self.assertEqual(texts.svg_faults(good.encode()), [])

    def test_bad_ones(self) -> None:
        for content in (
            "<svg",
            "<html/>",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            SVG % "<script/>",
            SVG % '<a href="https://x.y/"/>',
            SVG % '<g onclick="x"/>',
            SVG % "<style>@import 'x.css';</style>",
            SVG % '<path fill="url(http://x)"/>',
            (SVG % "").replace("<desc>D</desc>", ""),
            (SVG % "").replace("viewBox", "box"),
        ):
            with self.subTest(content=content):
                self.assertNotEqual(texts.svg_faults(content.encode()), [])


class Points(unittest.TestCase):
    def test_the_source(self) -> None:
        worth = {"1.1": 4, "1.2": 1}
        for source in (" * Exercise 1.1: x.", " * Exercise 1.1 (9 points): x."):
            self.assertEqual(points.rewrite_source(source, worth), " * Exercise 1.1 (4 points): x.")
        self.assertEqual(
            points.rewrite_source("Exercise 1.2: x", worth), "Exercise 1.2 (1 point): x"
        )
        for source in ("Exercise 1.1, second part: x", "see exercise 1.1: x", "Exercise 7.7: x"):
            self.assertEqual(points.rewrite_source(source, worth), source)

    def test_the_text(self) -> None:
        text = "This lab is worth 3 points.\n### Exercise 1.1: a (b) (3 points, easy, 1 hour)\n"
        self.assertEqual(
            points.rewrite_text(text, {"1.1": 4}, 9),
            "This lab is worth 9 points.\n### Exercise 1.1: a (b) (4 points, easy, 1 hour)\n",
        )


if __name__ == "__main__":
    unittest.main()
