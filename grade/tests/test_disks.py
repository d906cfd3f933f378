# SPDX-License-Identifier: MIT
"""Volumes for runs: made, written to, failing, cut off, damaged. Needs a built tree."""

import struct
import tempfile
import unittest
from pathlib import Path

import support

support.prepare()

import disks  # noqa: E402
import ext2  # noqa: E402
import image as disk  # noqa: E402
import tree  # noqa: E402
import writes  # noqa: E402
from damage import Anatomy, Damage  # noqa: E402
from disks import Left, Volume, Volumes  # noqa: E402
from model import Ending, Run  # noqa: E402
from qemu import Drive, Fault, Hardware, Qemu  # noqa: E402
from runner import Runner  # noqa: E402
from writes import Write  # noqa: E402

# Writes to the disk as the packets at 0x7c80 say (BIOS, int 13h, ah = 43h), says the status of each
# as a digit on the serial line, and switches the machine off.
WRITING_BOOT_SECTOR = bytes.fromhex(
    "31c0 8ed8 8ed0 bc0070 be807c"  # ds = ss = 0; sp = 0x7000; si = 0x7c80
    "803c10 7514 b80043 cd13"  # 1: if (si) is not 16, go to 2; write
    "88e0 0430 baf803 ee"  # say ah + '0'
    "b280 83c610 ebe7"  # dl = 0x80; si += 16; go to 1
    "ba0406 b80020 ef faf4"  # 2: out $0x2000 to port 0x604; cli; hlt
)
PACKETS = 0x80
LAYOUT = ext2.Layout(mib=1, inodes=64)
FILES = (("/d/", b""), ("/d/small", b"s" * 100), ("/large", b"l" * (14 * ext2.BLOCK)))


def packet(sector: int, count: int, address: int = 0x7C00) -> bytes:
    """One write: count sectors from memory at the address to the disk."""
    return struct.pack("<HHHHQ", 16, count, address, 0, sector)


class Directory(unittest.TestCase):
    """What has a directory of its own."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.directory = Path(scratch.name)

    def volume(self, name: str, volume: Volume) -> Path:
        """A file with what it holds."""
        path = self.directory / name
        disks.make(volume, tree.load_build(support.ROOT).obj, path)
        return path


class Making(Directory):
    def test_files_are_found_again(self) -> None:
        made = self.volume("a", Volume(FILES, LAYOUT, programs=("hello",)))
        self.assertTrue(ext2.check(made).clean, ext2.check(made).text)
        found = ext2.read_files(made, ("/d/small", "/large", "/bin/hello", "/nosuch"))
        hello = (support.ROOT / "obj/bin/hello").read_bytes()
        wanted = {"/d/small": b"s" * 100, "/large": FILES[2][1], "/bin/hello": hello}
        self.assertEqual(found, wanted)
        large, nothing = ext2.stat(made, "/large"), ext2.stat(made, "/nosuch")
        assert large is not None
        self.assertEqual((large.size, large.links, large.sectors), (14 * 4096, 1, 15 * 8))
        self.assertIsNone(nothing)
        names = [entry.name for entry in ext2.list_directory(made, "/")]
        self.assertEqual(names, [".", "..", "lost+found", "d", "large", "bin"])

    def test_the_same_twice(self) -> None:
        both = [self.volume(name, Volume(FILES, LAYOUT)).read_bytes() for name in "ab"]
        self.assertEqual(both[0], both[1])

    def test_groups_and_commands(self) -> None:
        layout = ext2.Layout(mib=4, group_blocks=256, inode_size=256)
        made = self.volume("a", Volume((), layout, commands=("mkdir /x", "symlink /y x")))
        self.assertEqual(Anatomy(made.read_bytes()).groups, 4)
        self.assertEqual(Anatomy(made.read_bytes()).inode_size, 256)
        self.assertIsNotNone(ext2.stat(made, "/x"))
        with self.assertRaises(ext2.FsError):
            self.volume("b", Volume(commands=("rm /nosuch",)))

    def test_what_does_not_fit(self) -> None:
        with self.assertRaisesRegex(ext2.FsError, "allocate"):
            self.volume("a", Volume((("/f", bytes([1]) * (2 << 20)),), LAYOUT))

    def test_made_once(self) -> None:
        volumes, obj = Volumes(), support.ROOT / "obj"
        plain, more = Volume(FILES, LAYOUT), Volume(FILES, LAYOUT, recorded=True)

        def scratch() -> "tempfile.TemporaryDirectory[str]":
            directory = tempfile.TemporaryDirectory()
            self.addCleanup(directory.cleanup)
            return directory

        self.assertEqual(volumes.get(plain, obj, scratch), volumes.get(more, obj, scratch))
        other = volumes.get(Volume((), LAYOUT), obj, scratch)
        self.assertNotEqual(volumes.get(plain, obj, scratch), other)


class Machines(Directory):
    def boot(self, volume: Volume, *packets: bytes) -> tuple[bytes, Left]:
        """A machine that writes to the volume. What it said, and the disk it has left."""
        made, image = self.volume("made", volume), self.directory / "disk"
        code = WRITING_BOOT_SECTOR.ljust(PACKETS, b"\0") + b"".join(packets)
        system = code.ljust(510, b"\0") + disk.SIGNATURE
        image.write_bytes(system.ljust(disk.CYLINDER * disk.SECTOR, b"\0"))
        disks.install(volume, made, image)
        hardware = disks.wired(Hardware(), volume, made, image)
        with Qemu(image, hardware, self.directory, 60, limit=100_000_000) as machine:
            machine.run()
            output = machine.stopped().output
        return output, Left(image, made)

    def test_what_is_written_stays_and_is_recorded(self) -> None:
        first = disk.CYLINDER
        packets = (packet(first + 40, 3), packet(first + 8, 1), packet(first + 41, 1))
        output, left = self.boot(Volume(FILES, LAYOUT, recorded=True), *packets)
        self.assertEqual(output, b"000")
        sector = left.disk_sectors(0, 1)
        self.assertEqual(left.sectors(41, 1)[:PACKETS], sector[:PACKETS])
        found = left.writes()
        self.assertEqual(found[0].sector, 40)
        self.assertEqual([w.sector for w in found[-2:]], [8, 41])
        assert left.made is not None
        replayed = self.directory / "replayed"
        replayed.write_bytes(left.made.read_bytes())
        writes.apply(replayed, found)
        self.assertEqual(replayed.read_bytes(), left.volume.read_bytes())
        self.assertNotEqual(replayed.read_bytes(), left.made.read_bytes())

    def test_faults(self) -> None:
        first = disk.CYLINDER
        packets = [packet(first + sector, 1) for sector in (79, 80, 81, 80)]
        once = Volume(FILES, LAYOUT, faults=(Fault(80, once=True),))
        self.assertEqual([c == 48 for c in self.boot(once, *packets)[0]], [True, False, True, True])
        always = Volume(FILES, LAYOUT, faults=(Fault(80),), recorded=True)
        output, left = self.boot(always, *packets)
        self.assertEqual([c == 48 for c in output], [True, False, True, False])
        assert left.made is not None
        self.assertEqual(left.sectors(80, 1), left.made.read_bytes()[80 * 512 : 81 * 512])
        reading = Volume(FILES, LAYOUT, faults=(Fault(80, write=False),))
        self.assertEqual(self.boot(reading, *packets)[0], b"0000")

    def test_damage_is_done_to_one_disk(self) -> None:
        damaged = Volume(FILES, LAYOUT, alter=Damage(7))
        _, left = self.boot(damaged)
        assert left.made is not None
        wanted = bytearray(left.made.read_bytes())
        self.assertTrue(ext2.check(left.made).clean)
        Damage(7)(wanted)
        self.assertEqual(left.volume.read_bytes(), wanted)

    def test_a_fault_in_a_file(self) -> None:
        made = self.volume("made", Volume(FILES, LAYOUT))
        find = disks.fault_in("/large", 13)
        assert callable(find)
        number = find(made)[0].sector // 8
        data = made.read_bytes()[number * 4096 :][:4096]
        self.assertEqual(data, b"l" * 4096)

    def test_a_run(self) -> None:
        runner = Runner(tree.load_build(support.ROOT), "1", "qemu")
        volume = Volume(FILES, LAYOUT)
        run = Run("run", "run=hello", volume=volume)
        for number in range(2):
            directory = self.directory / str(number)
            directory.mkdir()
            with runner.boot(run, directory) as outcome:
                self.assertIs(outcome.ending, Ending.OFF)
                self.assertEqual(outcome.files.read("/d/small"), b"s" * 100)
                outcome.require_clean()
                self.assertEqual(outcome.run.hardware.drive, Drive())

    def test_a_run_that_never_ends(self) -> None:
        runner = Runner(tree.load_build(support.ROOT), "1", "qemu")
        run = Run("run", "run=spin", volume=Volume((), LAYOUT))
        wanted = "still running after 100 million instructions, in the program spin"
        with runner.boot(run, self.directory) as outcome:
            self.assertIs(outcome.ending, Ending.LIMIT)
            self.assertEqual(outcome.describe_ending(), wanted)


class Cuts(Directory):
    """A stream of writes that makes a file, in a good order and in others."""

    def setUp(self) -> None:
        super().setUp()
        self.made = self.volume("before", Volume(FILES, LAYOUT))
        after = self.volume("after", Volume((*FILES, ("/d/new", b"n" * 5000)), LAYOUT))
        self.old, self.new = self.made.read_bytes(), after.read_bytes()
        self.stat = ext2.stat(after, "/d/new")
        (self.entries,) = ext2.blocks(after, "/d")
        self.data = ext2.blocks(after, "/d/new")
        anatomy = Anatomy(self.new)
        self.bitmaps = [anatomy.group(0, name) for name in ("block_bitmap", "inode_bitmap")]
        assert self.stat is not None
        self.inode = anatomy.inode(self.stat.number) // ext2.BLOCK

    def block(self, number: int, data: bytes = b"") -> Write:
        """A write of a block, as it is at the end."""
        at = number * ext2.BLOCK
        return Write(number * 8, data or self.new[at : at + ext2.BLOCK])

    def empty_inode(self) -> Write:
        """The block with the new inode, in which that has no blocks yet."""
        assert self.stat is not None
        write, at = self.block(self.inode), Anatomy(self.new).inode(self.stat.number)
        data = bytearray(write.data)
        inode = at % ext2.BLOCK
        for field, size in ((4, 4), (28, 4), (40, 60)):  # size, sectors, blocks
            data[inode + field : inode + field + size] = bytes(size)
        return Write(write.sector, bytes(data))

    def judge(self, *stream: Write, verify: writes.Verify = lambda *_: "") -> list[writes.Cut]:
        return writes.judge_cuts(self.made, stream, verify, self.directory)

    def test_the_last_cut_is_what_is_there_at_the_end(self) -> None:
        at = [slice(start, start + ext2.BLOCK) for start in range(0, len(self.new), ext2.BLOCK)]
        changed = [n for n, piece in enumerate(at) if self.old[piece] != self.new[piece]]
        self.assertEqual(set(changed), {0, 1, *self.bitmaps, self.inode, self.entries, *self.data})
        last = self.judge(*map(self.block, changed))[-1]
        self.assertEqual((last.number, last.leaks, last.wrong), (len(changed), (), ()))
        self.assertTrue(last.repaired)

    def test_a_good_order_leaks_at_most(self) -> None:
        order = [*map(self.block, [*self.bitmaps, *self.data]), self.empty_inode()]
        order += [self.block(self.entries), self.block(self.inode), self.block(1), self.block(0)]
        cuts = self.judge(*order)
        self.assertEqual(len(cuts), len(order) + 1)
        for cut in cuts:
            self.assertEqual((cut.wrong, cut.repaired), ((), True), cut)
        self.assertFalse(cuts[0].leaks)
        self.assertTrue(cuts[1].leaks and cuts[4].leaks)

    def test_inode_before_its_entry_cannot_be_repaired(self) -> None:
        cuts = self.judge(*map(self.block, [*self.bitmaps, *self.data, self.inode, self.entries]))
        self.assertTrue(any(not cut.repaired for cut in cuts))

    def test_entry_before_its_inode(self) -> None:
        cuts = self.judge(*map(self.block, [*self.bitmaps, self.entries, self.inode]))
        self.assertTrue(cuts[3].wrong and cuts[3].repaired)

    def test_inode_before_its_blocks_are_taken(self) -> None:
        cuts = self.judge(self.block(self.entries), self.block(self.inode))
        self.assertTrue(cuts[2].wrong)
        self.assertIn("after 2 writes", cuts[2].describe())

    def test_what_is_lost(self) -> None:
        def verify(_number: int, volume: Path) -> str:
            return "" if ext2.read_files(volume, ("/d/small",)) else "/d/small is gone"

        wiped = self.block(self.entries, bytes([0, 0, 0, 0, 0, 16]) + bytes(4090))
        cuts = self.judge(wiped, verify=verify)
        self.assertEqual([cut.lost for cut in cuts], ["", "/d/small is gone"])

    def test_long_writes_are_cut_too(self) -> None:
        self.assertEqual(len(self.judge(Write(800, bytes(3 * 4096)))), 4)

    def test_nothing_outside_is_written(self) -> None:
        (last,) = self.judge(Write(-8, b"x" * 4096), Write(1 << 20, b"x" * 512))[-1:]
        self.assertEqual((last.wrong, last.leaks), ((), ()))

    def test_words_of_e2fsck(self) -> None:
        leak, plus = "Block bitmap differences:  -(42--44) -50", "Block bitmap differences:  -4 +5"
        high, low = "Inode 2 ref count is 9, should be 4.", "Inode 2 ref count is 3, should be 4."
        sorted_ = writes.sort_problems([leak, "Fix? no", plus, high, low])
        self.assertEqual(sorted_, ([leak, high], [plus, low]))


class Damages(Directory):
    def setUp(self) -> None:
        super().setUp()
        self.data = self.volume("made", Volume(FILES, LAYOUT)).read_bytes()

    def test_every_kind_once(self) -> None:
        kinds = {field.kind for field in Anatomy(self.data).fields()}
        found = {Damage(seed).choose(self.data)[0].kind for seed in range(len(kinds))}
        self.assertEqual(found, kinds)
        self.assertGreater(len(kinds), 60)

    def test_one_field_changes(self) -> None:
        for seed in range(100):
            copies = [bytearray(self.data) for _ in range(2)]
            for copy in copies:
                Damage(seed)(copy)
            self.assertEqual(*copies)
            field, value = Damage(seed).choose(self.data)
            changed = [i for i, (a, b) in enumerate(zip(copies[0], self.data)) if a != b]
            self.assertTrue(changed)
            self.assertTrue(all(0 <= i - field.offset < field.size for i in changed))
            self.assertIn(f"{value:#x}", Damage(seed).describe(self.data))

    def test_fields_lie_where_debugfs_finds_them(self) -> None:
        large = ext2.stat(self.directory / "made", "/large")
        assert large is not None
        wanted = f"size of inode {large.number}"
        (field,) = [f for f in Anatomy(self.data).fields() if f.name == wanted]
        damaged = bytearray(self.data)
        damaged[field.offset : field.offset + 4] = (4321).to_bytes(4, "little")
        (self.directory / "made").write_bytes(damaged)
        again = ext2.stat(self.directory / "made", "/large")
        self.assertEqual(again and again.size, 4321)

    def test_a_kind_can_be_chosen(self) -> None:
        for seed in range(20):
            self.assertRegex(Damage(seed, "entry").choose(self.data)[0].kind, r"^entry\.")
            self.assertEqual(Damage(seed, "inode.size").choose(self.data)[0].kind, "inode.size")


if __name__ == "__main__":
    unittest.main()
