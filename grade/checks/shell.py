# SPDX-License-Identifier: MIT
"""The shell and the tools, where lab 5's tests do not look: a script, and what it must leave."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator

import lab5_shell
import tree
from checks.common import ROOT, Check
from disks import Volume, fault_in
from model import Ending, Outcome, Run
from runner import Runner, scratch

NUMBERS = "".join(f"{n}\n" for n in range(1, 31)).encode()
WORDS = b"pear\napple\n\nfig\napple\n"
FILES = (
    ("/numbers", NUMBERS),
    ("/words", WORDS),
    ("/end", b"no newline"),
    ("/long", b"x" * 5000 + b"\nshort\n"),
    ("/jobs", 20 * b"true &\ntrue\n"),
    ("/d/a", b"a\n"),
    ("/d/.hidden", b""),
    ("/d/in/er", b""),
    ("/deep" + 50 * "/d" + "/", b""),
)

# Lines of the script, and what they must leave in the file that is $O in them.
CASES: tuple[tuple[str, str], ...] = (
    # Lines of files
    ("head -n 2 /numbers > $O", "1\n2\n"),
    ("head -3 < /numbers > $O", "1\n2\n3\n"),
    ("tail -n 2 /numbers /d/a > $O", "29\n30\na\n"),
    ("tail -n 1000000000 /words > $O", WORDS.decode()),
    ("tail -1 /long > $O; tail -n 0 /words >> $O; tail -1 /end >> $O", "short\nno newline\n"),
    ("tail -n 2 /long | wc -c > $O", f"{5007:7} \n"),
    ("sort /words > $O", "\napple\napple\nfig\npear\n"),
    ("sort -ru /words /d/a > $O", "pear\nfig\napple\na\n\n"),
    ("grep -n a /words > $O", "1:pear\n2:apple\n5:apple\n"),
    ("grep -vc '^$' /words > $O; grep -c '^.*p*l' < /words >> $O", "4\n2\n"),
    ("grep a /words /d/a > $O", "/words:pear\n/words:apple\n/words:apple\n/d/a:a\n"),
    ("grep -c . /long > $O; sort /long | head -n 1 >> $O", "2\nshort\n"),
    ("grep nothing /words; echo $? > $O; grep a /no; echo $? >> $O", "1\n2\n"),
    ("wc -l /words /d/a > $O", f"{5:7} /words\n{1:7} /d/a\n{6:7} total\n"),
    ("wc < /words > $O", f"{5:7} {4:7} {len(WORDS):7} \n"),
    ("echo -n 0123456789abcdef | hexdump | tail -1 | grep -c '^00000000  30 31' > $O", "1\n"),
    ("cat /d/a - < /end > $O", "a\nno newline"),
    ("cat /d/a /missing /d /d/a > $O 2> /e; echo $? >> $O", "a\na\n1\n"),
    ("cat < /e > $O", "cat: /missing: not found\ncat: /d: a directory\n"),
    ("cat /d/a > /self; cat /self >> /self 2> $O; cat /self >> $O", "cat: /self: this is where the "
     "output goes\na\n"),
    # Files and directories
    ("ls /d > $O; ls -a /d | head -2 >> $O", "a\nin/\n./\n../\n"),
    ("ls /d/a /missing > $O 2> /e; echo $? >> $O; cat /e >> $O",
     "/d/a\n1\nls: /missing: not found\n"),
    ("ls -l /d/a | grep -c '^- *1 *2 ' > $O", "1\n"),
    ("cp /d/a /words /d/in; ls /d/in > $O; cp /d/in/a /d/b; cat /d/b >> $O", "a\ner\nwords\na\n"),
    ("cp /d/a /d/a 2> $O; ln /d/a /d/l; cp /d/a /d/l || cat /d/l >> $O",
     "cp: /d/a to /d/a: it exists already\na\n"),
    ("cp /d /c 2> $O; cp /d/a /b /words 2> /e; echo $? >> $O", "cp: /d to /c: a directory\n1\n"),
    ("mv /d/b /no/b 2> $O; mv /d/b /d/in /moved 2> /e; cat /e >> $O; mv /d/b /d/c && ls /d >> $O",
     "mv: /d/b to /no/b: not found\nmv: /moved: not a directory\na\nc\nin/\nl\n"),
    ("mv /d /d/in/d 2> $O", "mv: /d to /d/in/d: invalid argument\n"),
    ("mkdir /s /s/t /s/t/u /s/v; echo x > /s/t/u/f; mv /s/t /s/v /d; cat /d/t/u/f > $O; "
     "ls -a /s >> $O; ls /d/v >> $O; mkdir /s/t; mv /d/t /s 2>> $O; rm -r /d/t /d/v /s",
     "x\n./\n../\nmv: /d/t to /s/t: a directory\n"),
    ("mv /deep /d 2> /e; echo $? > $O; grep -c 'bad path' /e >> $O; rm -r /deep 2> /e; "
     "echo $? >> $O; grep -c 'bad path' /e >> $O", "1\n1\n1\n1\n"),
    ("ln /no /l 2> $O; ln /d /l 2> /e; cat /e >> $O",
     "ln: /no to /l: not found\nln: /d to /l: a directory\n"),
    ("mkdir /m /m/n /m && echo well > $O || ls /m > $O; rmdir /m; rmdir /m/n /m; echo $? >> $O",
     "n/\n0\n"),
    ("mkdir -p /q/r; echo $? > $O; touch /t; touch -a; cat /t >> $O; ls / | grep -c '^-' >> $O",
     "2\n0\n"),
    ("mkdir /r; touch /r/1; mkdir /r/2; touch /r/2/3; rm /r; echo $? > $O; rm -rf /r /none; "
     "echo $? >> $O; ls /r; echo $? >> $O", "1\n0\n1\n"),
    ("cd /d/in; rm -r . .. ../in/ 2> /e; wc -l < /e > $O; cd; ls -a /d/in >> $O; rm /none; "
     "echo $? >> $O", f"{2:7} \n1\n"),
    ("touch /-x; rm -- -x; echo $? > $O; rm -r /; echo $? >> $O; ls /numbers >> $O",
     "0\n1\n/numbers\n"),
    # What the shell makes of a line
    ("> $O; cat /numbers | > /e; ls $O /e > /f; wc -l < /f > $O", f"{2:7} \n"),
    ("echo a 2> $O >&2; echo b 1>&2 | cat > /e; cat /e >> $O", "a\n"),
    ("cat /no /d/a 2> /e 2>&1 > /f | cat > $O; cat /e /f >> $O", "cat: /no: not found\na\n"),
    ("cat /no > $O 2>&1 >> /e 2>> /f; cat /no >> $O 2>&1; wc -l < /e >> $O",
     f"cat: /no: not found\n{0:7} \n"),
    (": && : || echo no > $O; sh -c ': > a > b > c > d > e > f > g > h > i' 2> $O; echo $? >> $O; "
     "cat a 2> /e; echo $? >> $O", "sh: too many redirections\n2\n1\n"),
    ("sh -c 'echo a &&' > $O 2> /e; echo $? >> $O; cat /e >> $O",
     "a\n2\nsh: a command is missing\n"),
    ("sh /d 2> $O; echo $? >> $O; sh /no; echo $? >> $O", "sh: /d: a directory\n126\n127\n"),
    ("A='x  y'; echo $A \"$A\" '$A' \\$A ${A}z a$A$B > $O", "x  y x  y $A $A x  yz ax  y\n"),
    ("echo a#b # c > /e\necho 2>$O; echo \"a;b|c&d\" >> $O", "a;b|c&d\n"),
    ("! true; echo $? > $O; ! false && echo well >> $O; false || false; echo $? >> $O",
     "1\nwell\n1\n"),
    ("false && echo no > $O; true || echo no >> $O; false && echo no || echo yes >> $O", "yes\n"),
    ("sh /jobs 2> $O; true & wait; echo $? >> $O; jobs >> $O", "0\n"),
    ("true | exit 3; echo $? > $O; cd /d | true; pwd >> $O; (cd /) 2> /e; echo $? >> $O",
     "3\n/\n127\n"),
    ("sleep 1000 & kill $!; echo $? > $O; wait; kill $!; echo $? >> $O", "0\n1\n"),
    ("sleep 1000 & sleep 0; ps | grep -c 'waiting.* sleep$' > $O; kill $!; wait; "
     "ps > /e; grep sleep /e >> $O; grep -c ' sh$' /e >> $O", "1\n1\n"),
    ("sleep 1000 && true & sort /numbers | sort | sort > /e; ps | grep -c 'waiting.* sleep$' > $O; "
     "kill $!; echo $? >> $O; ps | grep -c 'sleep$' >> $O; ps | grep -c watch >> $O",
     "1\n0\n0\n0\n"),
    ("false || pwd > $O & wait; true | wait && pwd >> $O & wait; ps | grep -c watch >> $O",
     "/\n/\n0\n"),
    ("sleep 1000 & kill $! 2> /e | cat; grep -c . /e > $O; kill $!; echo $? >> $O", "1\n0\n"),
    ("kill; echo $? > $O; kill 12345; echo $? >> $O", "2\n1\n"),
)


def shell() -> Iterator[Check]:
    """All cases, in one script."""
    lines = [text.replace("$O", f"/out{i}") for i, (text, _) in enumerate(CASES)]
    text = "\n".join([*lines, "echo $1 last", ""])
    run = lab5_shell.script("shell_check", text, FILES)
    with scratch(ROOT) as parent:
        outcome = Runner(tree.load_build(ROOT), "1", "qemu").execute(run, Path(parent))
        yield from judge(outcome, lines)
    with scratch(ROOT) as parent:
        outcome = Runner(tree.load_build(ROOT), "1", "qemu").execute(FAULT, Path(parent))
        told = "shell 4" in outcome.said()
        yield Check("the shell says that a disk does not take what it gets", told, outcome.output)


# A block of a file cannot be written, and a person hears of it.
FAULT = Run(
    "shell_fault",
    "run=parts,fs,shells typist",
    limit=lab5_shell.LIMIT,
    dialogue=lab5_shell.typed(
        ("$ ", "echo more >> /bad\r"),
        ("not all that was written is on the disk", "exit 4\r"),
    ),
    volume=Volume((("/bad", b"text\n"),), tools=True, faults=fault_in("/bad", 0)),
)


def judge(outcome: Outcome, lines: list[str]) -> Iterator[Check]:
    """Each case, and that the shell came to its end."""
    assert outcome.disk is not None
    found = outcome.disk.read_all(f"/out{i}" for i in range(len(CASES)))
    ended = outcome.ending is Ending.OFF and any(line == "last" for line in outcome.said())
    yield Check("the shell's script comes to its end", ended, outcome.output[-400:])
    for i, (line, (_, wanted)) in enumerate(zip(lines, CASES)):
        what = found.get(f"/out{i}", b"").decode("latin-1")
        name = re.sub(r"\n.*", " ...", line)
        yield Check(name[:90], what == wanted, f"leaves {what!r}\ninstead of {wanted!r}")
