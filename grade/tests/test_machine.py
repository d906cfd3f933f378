# SPDX-License-Identifier: MIT
"""The engine, on boot sectors of a few bytes: each way in which a machine can end."""

import os
import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path
from typing import Optional
from unittest import mock

import support

support.prepare()

from model import Ending, Run  # noqa: E402
from qemu import Dialogue, Drive, Hardware, HostTooSlow, Line, Qemu  # noqa: E402
from qemu import QemuError, Snapshot, Stopped  # noqa: E402
from runner import _ending, remove_left_behind  # noqa: E402
from snapshot import MOST_KEPT, Snapshots, remove_oldest  # noqa: E402

SAY_H = "baf803 b048 ee"  # mov $0x3f8, %dx; mov $'H', %al; out %al, (%dx)
POWER_OFF = "ba0406 b80020 ef"  # out $0x2000 to port 0x604
HALT = "fa f4 ebfd"  # cli; 1: hlt; jmp 1b
COUNT = "fa 6631c9 6641 ebfc"  # cli; xor %ecx, %ecx; 1: inc %ecx; jmp 1b
TRIPLE_FAULT = "fa 0f011e007d cc"  # cli; lidt 0x7d00; int3 (the table there has the limit 0)
ECHO = (
    "fa bafd03 ec a801 74fb"  # cli; mov $0x3fd, %dx; 1: in (%dx), %al; test $1, %al; jz 1b
    "baf803 ec 40 ee"  # mov $0x3f8, %dx; in (%dx), %al; inc %ax; out %al, (%dx)
)


# Says flags, ss, es, ds and what pusha pushes, each a word, and switches the machine off.
SHOW_REGISTERS = (
    "60 1e 06 16 9c fc"  # pusha; push %ds; push %es; push %ss; pushf; cld
    "89e6 b91800 baf803"  # mov %sp, %si; mov $24, %cx; mov $0x3f8, %dx
    "36ac ee e2fb"  # 1: lodsb %ss:(%si); out %al, (%dx); loop 1b
) + POWER_OFF
DISK_SIZE = 1 << 20


def boot(
    code: str, run: Run, exact: bool = False, snapshot: Optional[Snapshot] = None
) -> Stopped:
    """Boots a disk with this code in its boot sector."""
    with tempfile.TemporaryDirectory() as name:
        image = Path(name) / "disk"
        data = bytes.fromhex(code).ljust(510, b"\0") + b"\x55\xaa"
        image.write_bytes(data.ljust(DISK_SIZE, b"\0"))
        hardware = Hardware(exact=True) if exact else run.hardware
        with Qemu(
            image, hardware, Path(name), 60, run.dialogue, snapshot, run.limit
        ) as machine:
            machine.run()
            return machine.stopped()


RUN = Run("run", "")


class WhatIsLeftBehind(unittest.TestCase):
    def test_goes_when_its_process_is_gone(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            ended = subprocess.Popen(["true"])
            ended.wait()
            names = [f"x-{os.getpid()}-a", f"x-{ended.pid}-b", f"y-{ended.pid}-c", "x-files"]
            for name in names:
                (Path(scratch) / name / "in").mkdir(parents=True)
            remove_left_behind(Path(scratch), "x-")
            names.remove(f"x-{ended.pid}-b")
            self.assertEqual(sorted(os.listdir(scratch)), sorted(names))


class StartingBehindTheBios(unittest.TestCase):
    def setUp(self) -> None:
        self.files = Path(self.scratch().name) / "machines"

    def scratch(self) -> "tempfile.TemporaryDirectory[str]":
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        return directory

    def found(self, hardware: Hardware = Hardware()) -> Optional[Snapshot]:
        """What a new grader finds or makes."""
        return Snapshots(self.files, self.scratch).get(hardware, DISK_SIZE, 60)

    def only_file(self) -> Path:
        (file,) = self.files.iterdir()
        return file

    def test_the_boot_sector_runs_and_the_limit_holds(self) -> None:
        snapshot = self.found()
        assert snapshot
        stopped = boot(SAY_H + POWER_OFF + HALT, RUN, snapshot=snapshot)
        self.assertEqual(stopped.output, b"H")
        self.assertIs(_ending(RUN, stopped), Ending.OFF)
        stopped = boot(HALT, RUN, snapshot=snapshot)
        self.assertIs(_ending(RUN, stopped), Ending.LIMIT)

    def test_the_registers_are_as_the_bios_left_them(self) -> None:
        snapshot = self.found()
        assert snapshot
        cold = boot(SHOW_REGISTERS, RUN)
        warm = boot(SHOW_REGISTERS, RUN, snapshot=snapshot)
        self.assertEqual(len(cold.output), 2 * 12)
        self.assertEqual(cold.output, warm.output)

    def test_a_machine_for_each_hardware(self) -> None:
        self.assertIsNone(self.found(Hardware(exact=True)))
        snapshots = Snapshots(self.files, self.scratch)
        plain, small, watched = (
            snapshots.get(hardware, DISK_SIZE, 60)
            for hardware in (Hardware(), Hardware(memory=8), Hardware(watched=True))
        )
        self.assertNotEqual(plain, small)
        self.assertEqual(plain, watched)

    def test_the_next_grader_finds_the_same_in_a_file(self) -> None:
        made = self.found()
        before = self.only_file().read_bytes()
        with mock.patch("snapshot.make", side_effect=AssertionError):
            found = self.found()
        assert made and found
        self.assertEqual(found.memory.read_bytes(), made.memory.read_bytes())
        self.assertEqual(found.state.read_bytes(), made.state.read_bytes())
        self.assertEqual(self.only_file().read_bytes(), before)

    def test_a_file_that_is_not_whole_is_made_anew(self) -> None:
        self.found()
        whole = self.only_file().read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        for damaged in (b"", whole[: len(whole) // 2], bytes(flipped)):
            self.only_file().write_bytes(damaged)
            snapshot = self.found()
            assert snapshot
            self.assertEqual(boot(SAY_H + POWER_OFF, RUN, snapshot=snapshot).output, b"H")
            self.assertNotEqual(self.only_file().read_bytes(), damaged)

    def test_another_qemu_has_files_of_its_own(self) -> None:
        self.found()
        with mock.patch("snapshot.version", return_value=b"another"):
            self.found()
        self.assertEqual(len(list(self.files.iterdir())), 2)

    def test_what_qemu_cannot_go_on_with_is_forgotten(self) -> None:
        snapshots = Snapshots(self.files, self.scratch)
        first = snapshots.get(Hardware(), DISK_SIZE, 60)
        assert first
        first.state.write_bytes(b"no state")
        with self.assertRaises(QemuError):
            boot(HALT, RUN, snapshot=first)
        snapshots.forget(Hardware(), DISK_SIZE)
        self.assertEqual(list(self.files.iterdir()), [])
        self.assertNotEqual(snapshots.get(Hardware(), DISK_SIZE, 60), first)

    def test_files_are_few(self) -> None:
        self.files.mkdir()
        for age in range(MOST_KEPT + 2):
            file = self.files / str(age)
            file.touch()
            os.utime(file, (1000 - age, 1000 - age))
        remove_oldest(self.files)
        left = {int(file.name) for file in self.files.iterdir()}
        self.assertEqual(left, set(range(MOST_KEPT)))

    def test_without_a_place_for_files(self) -> None:
        self.files = Path("/dev/null/machines")
        self.assertIsNotNone(self.found())


class Machines(unittest.TestCase):
    def test_power_off(self) -> None:
        stopped = boot(SAY_H + POWER_OFF + HALT, RUN)
        self.assertEqual(stopped.output, b"H")
        self.assertIs(_ending(RUN, stopped), Ending.OFF)

    def test_halted_for_ever(self) -> None:
        self.assertIs(_ending(RUN, boot(HALT, RUN)), Ending.LIMIT)

    def test_a_limit_beyond_what_the_timer_counts(self) -> None:
        for limit in (5_000_000_000, 20_000_000_000):
            run = replace(RUN, limit=limit)
            self.assertIs(_ending(run, boot(HALT, run)), Ending.LIMIT)
            self.assertIs(_ending(run, boot(TRIPLE_FAULT, run)), Ending.TRIPLE_FAULT)

    def test_busy_for_ever_is_cut_off_at_the_same_place(self) -> None:
        found = [boot(COUNT, RUN, exact=True) for _ in range(2)]
        self.assertIs(_ending(RUN, found[0]), Ending.LIMIT)
        counts = [stopped.register("ECX") for stopped in found]
        self.assertEqual(counts[0], counts[1])
        self.assertGreater(counts[0], 10_000_000)

    def test_with_a_disk_that_answers_in_host_time(self) -> None:
        run = replace(RUN, hardware=Hardware(drive=Drive()))
        with mock.patch("qemu.WAITING", 300_000_000):
            for code, reason in ((HALT, "guest-reset"), (COUNT, "limit")):
                stopped = boot(code, run)
                self.assertEqual(stopped.reason, reason)
                self.assertIs(_ending(run, stopped), Ending.LIMIT)
            self.assertIs(_ending(run, boot(TRIPLE_FAULT, run)), Ending.TRIPLE_FAULT)

    def test_triple_fault(self) -> None:
        stopped = boot(TRIPLE_FAULT, RUN)
        self.assertIs(_ending(RUN, stopped), Ending.TRIPLE_FAULT)
        self.assertLess(stopped.register("EIP"), 0x7E00)

    def test_dialogue(self) -> None:
        run = Run("run", "", dialogue=(Dialogue("H", "A"),))
        self.assertEqual(boot(SAY_H + ECHO + POWER_OFF + HALT, run).output, b"HB")

    def test_much_is_said_before_anybody_reads(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            for _ in range(2):
                line = Line(Path(name), (Dialogue("b" * 1500, "c"),))
                said, typed = (os.open(f"{line.path}.{end}", os.O_RDWR) for end in ("out", "in"))
                for character in b"a" * 1500 + b"b" * 1500:
                    self.assertEqual(os.write(said, bytes([character])), 1)
                line.read()
                self.assertEqual(line.said, b"a" * 1500 + b"b" * 1500)
                self.assertEqual(os.read(typed, 10), b"c")
                os.close(said)
                os.close(typed)
                line.close()

    def test_host_too_slow(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            image = Path(name) / "disk"
            image.write_bytes(bytes(1 << 20))
            with self.assertRaises(HostTooSlow):
                with Qemu(image, Hardware(), Path(name), 0.0) as machine:
                    machine.run()

    def test_a_last_look_at_what_was_too_slow(self) -> None:
        def look(seconds: float) -> int:
            with tempfile.TemporaryDirectory() as name:
                image = Path(name) / "disk"
                code = bytes.fromhex(SAY_H + COUNT).ljust(510, b"\0") + b"\x55\xaa"
                image.write_bytes(code.ljust(1 << 20, b"\0"))
                with Qemu(image, Hardware(), Path(name), seconds) as machine:
                    with self.assertRaises(HostTooSlow):
                        machine.run()
                    machine.cut_off()
                    return machine.stopped().instruction_address()

        # On a busy host the BIOS is not done before the watchdog strikes: then with more patience.
        seen = (look(seconds) for seconds in (2.0, 10.0, 50.0))
        self.assertTrue(any(0x7C00 <= at < 0x7E00 for at in seen))

    def test_qemu_refuses(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            with self.assertRaisesRegex(QemuError, "nosuch"):
                Qemu(Path(name) / "nosuch", Hardware(), Path(name), 60)


if __name__ == "__main__":
    unittest.main()
