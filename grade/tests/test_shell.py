# SPDX-License-Identifier: MIT
"""The shell, as somebody meets it who knows others. Needs a built tree."""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import support

support.prepare()

import tree  # noqa: E402
from lab5_shell import TYPED, script, typed  # noqa: E402
from model import Outcome, Run  # noqa: E402
from runner import Runner  # noqa: E402

# Lines of a script, and what they say behind the nonce, which a script has as $1.
WORDS = (
    (r"""echo $1 'a  b' "c  d" e   f""", "a  b c  d e f"),
    (r"""echo $1 '$1 "x"' "\$0 'y'" \$ \'""", """$1 "x" $0 'y' $ '"""),
    (r'NAME="two  words"', ""),
    (r"""echo $1 [$NAME] '[$NAME]' [${NAME}s] [$NONE]""", "[two  words] [$NAME] [two  wordss] []"),
    (r"NAME=$NAME.more; echo $1 $NAME", "two  words.more"),
    (r"echo $1 $0 $# [$2] $", "/script 1 [] $"),
    (r"echo $1 '#' a#b # c", "# a#b"),
    (r"""echo $1 "a|b" 'c;d' "e&f" '>'""", "a|b c;d e&f >"),
    (r"echo $1 one; echo $1 two ;echo $1 three", "one\ntwo\nthree"),
    (r"false || echo $1 or; true && echo $1 and; false && echo $1 never", "or\nand"),
    (r"echo 'echo $1 $3 $#; exit 6' > /args; sh /args $1 x 'y z'; echo $1 $?", "y z 3\n6"),
    (r"echo echo $1 inside | sh", "inside"),
    (r"cd /bin; pwd > /where; cd ..; ls in >> where; cd bin; cd; cat where > /went", ""),
    (r"echo $1 a > /f; echo $1 b >> /f; cat < /f; cat /f /none > /g 2>&1; cat /g", "a\nb\na\nb"),
    (r"cat /none 2> /e || wc -l < /e > /errors", ""),
    (r"cat /long /long /long | head -n 1 | wc -l > /one; echo $1 $?", "0"),
    (r"echo $1 meanwhile > /m & wait; cat /m; echo $1 $?", "meanwhile\n0"),
    (r"false & true && false & wait; echo $1 $?", "0"),
    (r"sleep 1000 & ps > /ps; grep sleep /ps > /found && echo $1 runs", "runs"),
)
# What a command's status is.
STATUSES = (
    ("true", 0),
    ("false", 1),
    ("! false", 0),
    ("! true", 1),
    ("NAME=value", 0),
    ("nothing", 127),
    ("/nothing", 127),
    ("sh /nothing", 127),
    ("/in", 126),
    ("/bin", 126),
    ("divzero", 139),
    ("divzero | true", 0),
    ("true | divzero", 139),
    ("cat /nothing", 1),
    ("cat < /nothing", 1),
    ("cd /nothing", 1),
    ("cd /in", 1),
    ("cd /", 0),
    ("ls -z", 2),
    ("kill", 2),
    ("kill 1", 1),
    ("true | | true", 2),
    ("echo >", 2),
    ("echo 'a", 2),
    ("sh -c 'exit 7'", 7),
    ("sh -c false", 1),
    ("echo exit 8 | sh", 8),
)
MANY = (("/long", b"a line of many\n" * 3000),)

# Ctrl-C ends what runs, also what a script within has started; it is 130 then.
INTERRUPTED = typed(
    ("$ ", "echo 'sleep 1000; echo never > /never' | sh\r"),
    ("| sh\n", "\x03"),
    ("$ ", "echo $? > /one; ps > /after_one\r"),
    ("$ ", "sleep 1000 | sh -c 'sleep 2000; echo never > /never'\r"),
    ("never'\n", "\x03"),
    ("$ ", "echo $? > /two; ps > /after_two\r"),
    ("$ ", "cat | sh\r"),
    ("| sh\n", "sleep 1000\r"),
    ("1000\n", "\x03"),
    ("$ ", "echo $? > /three; ps > /after_three\r"),
    # What runs meanwhile goes on, though who waits for it does not.
    ("$ ", "sh -c 'sleep 1000; echo never > /never' & wait\r"),
    ("& wait\n", "\x03"),
    ("$ ", "echo $? > /four; ps > /after_four; cat\r"),
    # The end of what is typed is not the end of the shell that reads next.
    ("cat\n", "a line\r"),
    ("a line\na line\n", "\x04"),
    ("$ ", "sh\r"),
    ("$ ", "\x04"),
    ("$ ", "exit 5\r"),
)


class Shell(unittest.TestCase):
    def ended(self, run: Run) -> Outcome:
        """What comes of a run, whose disk can be looked into as long as the test lasts."""
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        return Runner(tree.load_build(support.ROOT), "1", "qemu").execute(run, Path(directory.name))

    def test_words_and_lists(self) -> None:
        outcome = self.ended(script("words", "\n".join(line for line, _ in WORDS), MANY))
        said = [line.rstrip() for line in outcome.said()]
        wanted = "\n".join(text for _, text in WORDS if text).split("\n")
        self.assertEqual(said[: len(wanted)], wanted)
        wanted = {"/one": b"      1 \n", "/errors": b"      1 \n", "/went": b"/bin\nin\n"}
        self.assertEqual(outcome.files.read_all(wanted), wanted)

    def test_statuses(self) -> None:
        lines = "".join(f"{command}\necho $1 status $?\n" for command, _ in STATUSES)
        outcome = self.ended(script("statuses", lines))
        found = [int(line.split()[1]) for line in outcome.said() if line.startswith("status ")]
        pairs = [(command, status) for (command, _), status in zip(STATUSES, found)]
        self.assertEqual(pairs, list(STATUSES))

    def test_interrupt(self) -> None:
        outcome = self.ended(replace(TYPED, name="interrupt", dialogue=INTERRUPTED))
        self.assertIn("shell 5", [line.strip() for line in outcome.said()])
        files = outcome.files.read_all(
            [f"/{after}{n}" for after in ("", "after_") for n in ("one", "two", "three", "four")]
        )
        for name in ("one", "two", "three", "four"):
            self.assertEqual(files[f"/{name}"], b"130\n", name)
            left = name == "four"
            self.assertEqual(b"sleep" in files[f"/after_{name}"], left, name)
        self.assertNotIn("never", outcome.files.names("/"))


if __name__ == "__main__":
    unittest.main()
