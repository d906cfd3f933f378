# SPDX-License-Identifier: MIT
"""What no test of students is about: drivers of disk and keyboard, what wakes, services, readdir().

Needs a built tree.
"""

import tempfile
import unittest
from pathlib import Path

import support

support.prepare()

import tree  # noqa: E402
from disks import Volume  # noqa: E402
from model import Ending, Run  # noqa: E402
from qemu import Dialogue, Hardware  # noqa: E402
from runner import Runner  # noqa: E402

# What kern/test/lab5_ide.c says. Each line: what was tried, how it ended, after how many
# interrupts, whether the data is the same on both sides, and the commands that the disk got (R: it
# was reset).
FOUND = """\
found 16
absent 0
no_disk 0
hanging 0
silent 0
"""
BY_ITSELF = """\
masters 1
read done 1 same c8
read_one done 1 same c8
write done 1 same ca
bad_read failed 1 other c8
good_read done 1 same c8
bad_write failed 1 other ca
bad_at_once failed 1 other ca
good_write done 1 same ca
cached_read done 1 same c8
first_write done 2 same efca
second_write done 1 same ca
kept_cache done 2 same efca
then done 1 same ca
only_read done 1 same c8
lost_write working 0 same ca
write_found done
kept_cache done 3 same efcae7
then done 2 same cae7
only_read done 1 same c8
lost_write working 0 same ca
write_found working e7
flush_found done
cannot_empty failed 2 same cae7
bad_anyhow failed 1 other ca
lost working 0 same c8
lost_found done
hangs working 0 same c8
reset failed R
comes_back done 1 same c8
hangs_again working 0 same ca
dead failed R
stays_dead failed 0 other
looks 1
stale 0
"""
BY_THE_PROCESSOR = """\
masters 0
read done 5 same 20
read_one done 1 same 20
write done 4 same 30
bad_read failed 3 other 20
good_read done 2 same 20
bad_write failed 1 other 30
bad_at_once failed 0 other 30
good_write done 3 same 30
cached_read done 2 same 20
first_write done 3 same ef30
second_write done 2 same 30
kept_cache done 2 same ef30
then done 2 same 30
only_read done 2 same 20
lost_write working 0 same 30
write_found done
kept_cache done 3 same ef30e7
then done 3 same 30e7
only_read done 2 same 20
lost_write working 0 same 30
write_found working e7
flush_found done
cannot_empty failed 2 same 30e7
bad_anyhow failed 0 other 30
lost working 0 other 20
lost_found done
hangs working 0 same 20
reset failed R
comes_back done 2 same 20
hangs_again failed 0 same 30
dead failed R
stays_dead failed 0 other
looks 1
stale 0
"""
NO_MEMORY = """\
bus_error failed 1 other c8
no_error done 1 same Rc8
"""
# What kern/test/lab5_kbd.c says: the keyboard is on again, and interrupts if it can be asked to.
KEYBOARD = """\
quiet mode 65 typed [a]
busy mode 65 typed [abc]
mute mode 64 typed [ab]
"""

# What user/inputwait.c says.
INPUT = ("again", "child 0 0", "known 0", "one [x] 1", "other 1", "ready", "slept 1", "two [yz] 2")
# What user/clockwait.c says. Waking is a turn; the call may have ended one before it.
PASSED = (
    "past 0",
    "after 3 in_time 1 runs 1",
    "after 3 in_time 1 runs 1",
    "after 6 in_time 1 runs 1",
    "after 9 in_time 1 runs 1",
    "far waits 1",
    "ended 0",
)
# What user/services.c says; in order, for the two wait for each other.
SERVICES = """\
found 1
no_type -3
child -3
again 0
other 0
left 0
named 0 [small]
cut 1
at_edge 0 [edge]
name_of_dead -2
deaf -7
dead -2
no_pages -3
beyond -3
rights -3
gap -3
read_only -3
came 4 sum 1234 more 0
with 5 word 71
asked 2
none 0 with 0 word 72
second -17
answered 0
last 73
after_end 0
"""
# What user/askparts.c says.
PARTITION = ("child -3", "first 1", "again 1", "second -17", "after_end 1")
# What user/listing.c says.
LISTING = """\
next 1
name [c]
end 0
again [.] 1
again [..] 1
again [sixteen_letters_] 0
again [c] 0
often 1 strange 0
"""
# Enough for very many files.
LIMIT = 4_000_000_000
TYPED = (Dialogue("ready", "x"), Dialogue("again", "yz"))
# Interrupts by the IOAPIC, by the 8259A, and with several processors.
MACHINES = (Hardware(), Hardware(cpu="486"), Hardware(cpus=4))


class Devices(unittest.TestCase):
    def said(self, run: Run) -> list[str]:
        """What is said in a run, which must end by itself."""
        runner = Runner(tree.load_build(support.ROOT), "1", "qemu")
        with tempfile.TemporaryDirectory() as name:
            with runner.boot(run, Path(name)) as outcome:
                self.assertIs(outcome.ending, Ending.OFF)
                return [line.rstrip() for line in outcome.said()]

    def test_a_disk_of_every_kind(self) -> None:
        wanted = FOUND + BY_ITSELF + BY_THE_PROCESSOR + NO_MEMORY
        self.assertEqual(self.said(Run("run", "ktest=ide")), wanted.splitlines())

    def test_keys_that_come_at_bad_moments(self) -> None:
        self.assertEqual(self.said(Run("run", "ktest=kbd")), KEYBOARD.splitlines())

    def test_input_wakes_who_waits(self) -> None:
        for hardware in MACHINES:
            with self.subTest(hardware):
                cmdline = "run=inputwait,inputwait typist"
                run = Run("run", cmdline, hardware, limit=2_000_000_000, dialogue=TYPED)
                self.assertEqual(tuple(sorted(self.said(run))), INPUT)

    def test_time_wakes_who_waits(self) -> None:
        for hardware in MACHINES:
            with self.subTest(hardware):
                run = Run("run", "run=clockwait", hardware, limit=4_000_000_000)
                self.assertEqual(tuple(self.said(run)), PASSED)

    def test_services(self) -> None:
        said = self.said(Run("run", "run=services,services"))
        self.assertEqual(said, SERVICES.splitlines())

    def test_who_gets_a_partition(self) -> None:
        said = self.said(Run("run", "run=parts,askparts,askparts"))
        self.assertEqual(tuple(said), PARTITION)

    def test_a_directory_that_changes(self) -> None:
        cmdline = "run=parts,fs,listing slice=50000"
        said = self.said(Run("run", cmdline, limit=LIMIT, volume=Volume()))
        self.assertEqual(said, LISTING.splitlines())

    def test_nobody_types(self) -> None:
        said = self.said(Run("run", 'run=inputwait,inputwait keys="x"'))
        self.assertEqual(sorted(said), ["child 0 0", "ready"])


if __name__ == "__main__":
    unittest.main()
