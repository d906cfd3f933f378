# SPDX-License-Identifier: MIT
"""The engine, on boot sectors of a few bytes: each way in which a machine can end."""

import tempfile
import unittest
from pathlib import Path

import support

support.prepare()

from model import Ending, Run  # noqa: E402
from qemu import Dialogue, Hardware, HostTooSlow, Qemu, QemuError, Stopped  # noqa: E402
from runner import _ending  # noqa: E402
from snapshot import Snapshots  # noqa: E402

SAY_H = "baf803 b048 ee"  # mov $0x3f8, %dx; mov $'H', %al; out %al, (%dx)
POWER_OFF = "ba0406 b80020 ef"  # out $0x2000 to port 0x604
HALT = "fa f4 ebfd"  # cli; 1: hlt; jmp 1b
COUNT = "fa 6631c9 6641 ebfc"  # cli; xor %ecx, %ecx; 1: inc %ecx; jmp 1b
TRIPLE_FAULT = "fa 0f011e007d cc"  # cli; lidt 0x7d00; int3 (the table there has the limit 0)
ECHO = (
    "fa bafd03 ec a801 74fb"  # cli; mov $0x3fd, %dx; 1: in (%dx), %al; test $1, %al; jz 1b
    "baf803 ec 40 ee"  # mov $0x3f8, %dx; in (%dx), %al; inc %ax; out %al, (%dx)
)


def boot(code: str, run: Run, exact: bool = False) -> Stopped:
    """Boots a disk with this code in its boot sector."""
    with tempfile.TemporaryDirectory() as name:
        image = Path(name) / "disk"
        data = bytes.fromhex(code).ljust(510, b"\0") + b"\x55\xaa"
        image.write_bytes(data.ljust(1 << 20, b"\0"))
        with Qemu(
            image, Hardware(exact=exact), Path(name), 60, run.dialogue, limit=run.limit
        ) as machine:
            machine.run()
            return machine.stopped()


RUN = Run("run", "")


class StartingBehindTheBios(unittest.TestCase):
    def test_the_second_run_starts_there(self) -> None:
        snapshots = Snapshots()
        with tempfile.TemporaryDirectory() as name:
            image = Path(name) / "disk"
            code = bytes.fromhex(SAY_H + POWER_OFF + HALT).ljust(510, b"\0") + b"\x55\xaa"
            image.write_bytes(code.ljust(1 << 20, b"\0"))
            found = [snapshots.get(Hardware(), image, self.scratch, 60) for _ in range(2)]
            self.assertIsNone(found[0])
            self.assertIsNotNone(found[1])
            self.assertIsNone(snapshots.get(Hardware(exact=True), image, self.scratch, 60))
            with Qemu(
                image, Hardware(), Path(name), 60, snapshot=found[1], limit=RUN.limit
            ) as machine:
                machine.run()
                self.assertEqual(machine.stopped().output, b"H")
                self.assertIs(_ending(RUN, machine.stopped()), Ending.OFF)

    def scratch(self) -> "tempfile.TemporaryDirectory[str]":
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        return directory


class Machines(unittest.TestCase):
    def test_power_off(self) -> None:
        stopped = boot(SAY_H + POWER_OFF + HALT, RUN)
        self.assertEqual(stopped.output, b"H")
        self.assertIs(_ending(RUN, stopped), Ending.OFF)

    def test_halted_for_ever(self) -> None:
        self.assertIs(_ending(RUN, boot(HALT, RUN)), Ending.LIMIT)

    def test_busy_for_ever_is_cut_off_at_the_same_place(self) -> None:
        found = [boot(COUNT, RUN, exact=True) for _ in range(2)]
        self.assertIs(_ending(RUN, found[0]), Ending.LIMIT)
        counts = [stopped.register("ECX") for stopped in found]
        self.assertEqual(counts[0], counts[1])
        self.assertGreater(counts[0], 10_000_000)

    def test_triple_fault(self) -> None:
        stopped = boot(TRIPLE_FAULT, RUN)
        self.assertIs(_ending(RUN, stopped), Ending.TRIPLE_FAULT)
        self.assertLess(stopped.register("EIP"), 0x7E00)

    def test_dialogue(self) -> None:
        run = Run("run", "", dialogue=(Dialogue("H", "A"),))
        self.assertEqual(boot(SAY_H + ECHO + POWER_OFF + HALT, run).output, b"HB")

    def test_host_too_slow(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            image = Path(name) / "disk"
            image.write_bytes(bytes(1 << 20))
            with self.assertRaises(HostTooSlow):
                with Qemu(image, Hardware(), Path(name), 0.0) as machine:
                    machine.run()

    def test_a_last_look_at_what_was_too_slow(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            image = Path(name) / "disk"
            code = bytes.fromhex(SAY_H + COUNT).ljust(510, b"\0") + b"\x55\xaa"
            image.write_bytes(code.ljust(1 << 20, b"\0"))
            with Qemu(image, Hardware(), Path(name), 3.0) as machine:
                with self.assertRaises(HostTooSlow):
                    machine.run()
                machine.cut_off()
                at = machine.stopped().instruction_address()
        self.assertTrue(0x7C00 <= at < 0x7E00, hex(at))

    def test_qemu_refuses(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            with self.assertRaisesRegex(QemuError, "nosuch"):
                Qemu(Path(name) / "nosuch", Hardware(), Path(name), 60)


if __name__ == "__main__":
    unittest.main()
