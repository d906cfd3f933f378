# SPDX-License-Identifier: MIT
"""Tests of book.py: the book as it is, and texts made to be difficult."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import book
import handout
import labtext

TEXT = """\
# Lab 1: A & B

See [there](#exercise-11-walk-fx-8-points-medium-2-hours), [next](lab2.md#more) and `a < b`.

### Exercise 1.1: walk `f(x)` (8 points, medium, 2 hours)

```console
$ echo "<b>" \\
> more
<b>
```

```c kern/a.c
if (a < b)
	return "```";
```

| a | b |
|---|---|
| 1 | 2 |

![A figure](fig1-a.svg)
"""
needs_pandoc = unittest.skipUnless(shutil.which("pandoc"), "pandoc is not installed")


class Book(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory(prefix="exolab-test-")
        self.addCleanup(scratch.cleanup)
        self.root, self.out = Path(scratch.name) / "root", Path(scratch.name) / "out"
        (self.root / "labs").mkdir(parents=True)
        (self.root / "labs/lab1.md").write_text(TEXT)
        (self.root / "labs/lab2.md").write_text("# Lab 2: C\n\n## More\n")
        (self.root / "labs/fig1-a.svg").write_text("<svg/>")

    @needs_pandoc
    def test_a_difficult_text(self) -> None:
        self.assertEqual(book.make_book(self.root, self.out), [])
        page = (self.out / "lab1.html").read_text()
        for part in (
            "<title>Lab 1: A &amp; B · Exolab</title>",
            '<h3 class="exercise" id="exercise-11-walk-fx-8-points-medium-2-hours">',
            '<span class="effort">8 points · medium · 2 hours</span>',
            "<figcaption><code>kern/a.c</code></figcaption>",
            "<i>$ </i><b>echo &quot;&lt;b&gt;&quot; \\</b>",
            "<i>&gt; </i><b>more</b>",
            'href="lab2.html#more"',
            '<div class="wide" tabindex="0"><table>',
            '<img src="fig1-a.svg" alt="A figure" />',
        ):
            self.assertIn(part, page)
        self.assertNotIn("8 points", page.split("<main")[0])
        self.assertIn("Lab 2: C", (self.out / "index.html").read_text())

    @needs_pandoc
    def test_links_to_nowhere_are_named(self) -> None:
        (self.root / "labs/lab2.md").write_text(
            "# C\n\n[a](#none) [b](lab7.md) ![c](none.svg) [e](https://x.y)\n"
            "![d](https://x.y/z.svg)\n"
        )
        self.assertEqual(
            sorted(book.make_book(self.root, self.out)),
            [
                "lab1.html: there is no lab2.html#more",
                "lab2.html: loads https://x.y/z.svg from outside",
                "lab2.html: there is no #none",
                "lab2.html: there is no lab7.html",
                "lab2.html: there is no none.svg",
            ],
        )

    @needs_pandoc
    @unittest.skipUnless(handout.labs(handout.ROOT), "no lab has a text yet")
    def test_the_real_book(self) -> None:
        self.assertEqual(book.make_book(handout.ROOT, self.out), [])
        for lab in handout.labs(handout.ROOT):
            text = labtext.read(handout.ROOT / f"labs/lab{lab}.md")
            page = (self.out / f"lab{lab}.html").read_text()
            self.assertEqual(page.count('<h3 class="exercise"'), len(text.exercises()[0]))

    def test_without_pandoc(self) -> None:
        done = subprocess.run(
            [sys.executable, handout.ROOT / "labs/book.py", self.out],
            env={**os.environ, "PATH": "/nonexistent"},
            capture_output=True,
            text=True,
        )
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertIn("pandoc is not installed", done.stderr)


if __name__ == "__main__":
    unittest.main()
