# SPDX-License-Identifier: MIT
"""exolab.py - gdb knows the machine: commands for page tables, trap frames and environments, and
the right symbols and instruction set at every stop.

Which symbols are loaded, beside those of the kernel, which always are:

    paging off            boot sector, second stage, and kern/entry.S at its physical address
    paging on             the program that runs, or ran last: that of CPU 0

Everything is read through gdb and the emulator's monitor; the kernel does not help.
"""

import os
import re
import tempfile
from typing import IO, Callable, Dict, List, Optional, Tuple

import gdb

OBJ = os.environ.get("EXOLAB_OBJ", "obj")
PORT = os.environ.get("EXOLAB_GDBPORT", "25000")

BOOT_SECTOR = 0x7C00
LOADER = 0x8000  # LOADER_START in kern/boot/layout.h
# kern/percpu.h: what belongs to a CPU lies at the reserved top of its stack (inc/memlayout.h).
CPU_0 = 0xF0000000 - 64
KSTACKSLOT = 0x10000
KERNEL_PHYSICAL = 0x100000  # BOOT_KERNEL_START in kern/boot/bootinfo.h
PROGRAM = 0x800000  # UTEXT in inc/memlayout.h
KERNBASE = 0xF0000000
SEL_CODE16 = 0x18  # the loader's 16-bit segment, kern/boot/layout.h

CR0_PE = 1 << 0
CR0_PG = 1 << 31

PTE_P = 1 << 0
PTE_PS = 1 << 7
PTE_FLAGS = ("P", "W", "U", "PWT", "PCD", "A", "D", "PS", "G")

EFLAGS = {0: "CF", 2: "PF", 4: "AF", 6: "ZF", 7: "SF", 8: "TF", 9: "IF", 10: "DF", 11: "OF"}
EFLAGS.update({14: "NT", 16: "RF", 17: "VM", 18: "AC", 21: "ID"})

TRAPS = {0: "divide error", 1: "debug", 2: "NMI", 3: "breakpoint", 4: "overflow", 5: "bound"}
TRAPS.update({6: "invalid opcode", 7: "no FPU", 8: "double fault", 10: "invalid TSS"})
TRAPS.update({11: "segment not present", 12: "stack fault", 13: "general protection fault"})
TRAPS.update({14: "page fault", 16: "FPU error", 17: "alignment check", 18: "machine check"})
TRAPS.update({19: "SIMD error", 48: "system call"})

STATUS = {0: "free", 1: "dying", 2: "runnable", 3: "running", 4: "not runnable"}
RANGES = {1: "usable", 2: "reserved", 3: "ACPI tables", 4: "ACPI NVS", 5: "bad"}


def register(name: str) -> int:
    """The value of a processor register, as an unsigned number."""
    return int(gdb.parse_and_eval(f"${name}")) & 0xFFFFFFFF


def number(expression: str) -> int:
    """The value of a C expression, as an unsigned number."""
    return int(gdb.parse_and_eval(f"(unsigned long)({expression})")) & 0xFFFFFFFF


def physical_word(address: int) -> int:
    """The 32-bit word at a physical address, read through the emulator's monitor."""
    answer = gdb.execute(f"monitor xp /1xw {address:#x}", to_string=True)
    found = re.search(r":\s*0x([0-9a-fA-F]{8})", answer)
    if not found:
        raise gdb.GdbError(f"cannot read physical memory at {address:#x}: {answer.strip()}")
    return int(found.group(1), 16)


class Symbols:
    """The symbol files that are loaded beside the kernel's own, by a name of ours."""

    def __init__(self) -> None:
        self.loaded: Dict[str, Tuple[str, int]] = {}

    def want(self, name: str, path: str, text: int, section: str = "") -> bool:
        """Loads a file whose code starts at text, unless it is there. section is for one that is
        not linked yet: what has to be placed at text."""
        if self.loaded.get(name) == (path, text):
            return True
        self.drop(name)
        if not os.path.exists(path):
            return False
        where = f"-s {section} {text:#x}" if section else ""
        gdb.execute(f"add-symbol-file {path} {where}", to_string=True)
        self.loaded[name] = (path, text)
        return True

    def drop(self, name: str) -> None:
        """Forgets a file, if it was loaded."""
        if name in self.loaded:
            gdb.execute(f"remove-symbol-file -a {self.loaded.pop(name)[1]:#x}", to_string=True)


class Architecture:
    """Which instructions gdb decodes: 16-bit or 32-bit ones.

    QEMU describes its machine to gdb as an i386 for good, and gdb believes that more than "set
    architecture". So for 16-bit code gdb is given the same description with another name in it.
    """

    def __init__(self) -> None:
        self.description: Optional[IO[str]] = None
        self.bits = 32

    def choose(self, bits: int) -> None:
        """Switches to instructions of 16 or 32 bits."""
        if bits != self.bits:
            name = "i8086" if bits == 16 else "i386"
            if bits == 16:
                gdb.execute(f"set tdesc filename {self.real_mode_file()}", to_string=True)
            else:
                gdb.execute("unset tdesc filename", to_string=True)
            gdb.execute(f"set architecture {name}", to_string=True)
            self.bits = bits

    def real_mode_file(self) -> str:
        """The name of a file with the machine's description as an i8086. Gone when gdb ends."""
        if self.description is None:
            text = gdb.execute("maintenance print xml-tdesc", to_string=True)
            self.description = tempfile.NamedTemporaryFile("w", suffix=".xml")
            self.description.write(text.replace(">i386</arch", ">i8086</arch"))
            self.description.flush()
        return self.description.name


symbols = Symbols()
architecture = Architecture()
chosen_program: Optional[str] = None  # whose symbols are loaded
seen_program: Optional[str] = None  # which one was current at the last stop


def choose_architecture(cr0: int) -> None:
    """16-bit instructions before protected mode, and in the loader's calls of the BIOS."""
    real = not cr0 & CR0_PE or register("cs") == SEL_CODE16
    architecture.choose(16 if real else 32)


def curenv() -> str:
    """The kernel's curenv on the processor that gdb looks at: QEMU shows each as a thread."""
    thread = gdb.selected_thread()
    cpu = thread.num - 1 if thread else 0
    return f"((struct Cpu *){CPU_0 - cpu * KSTACKSLOT:#x})->cpu_env"


def current_program() -> Optional[str]:
    """The name of the program that runs, or that trapped into the kernel last."""
    try:
        if number(curenv()) == 0:
            return None
        return gdb.parse_and_eval(f"{curenv()}->env_name").string()
    except gdb.error:
        return None


def in_user_mode() -> bool:
    """Whether the machine stopped in a program."""
    return bool(register("cr0") & CR0_PG) and register("cs") & 3 == 3


def choose_boot_symbols() -> None:
    """Paging is off: the boot loader runs, or the kernel does at its physical addresses."""
    symbols.drop("program")
    symbols.want("boot", f"{OBJ}/kern/boot/boot.elf", BOOT_SECTOR)
    symbols.want("loader", f"{OBJ}/kern/boot/loader.elf", LOADER)
    if register("pc") >= KERNEL_PHYSICAL:
        symbols.want("entry", f"{OBJ}/kern/entry.o", KERNEL_PHYSICAL, ".text.start")
    else:
        symbols.drop("entry")


def choose_program_symbols() -> None:
    """Paging is on: the loader is gone. Someone's choice stands until another program runs."""
    global chosen_program, seen_program
    symbols.drop("boot")
    symbols.drop("loader")
    if register("pc") >= KERNBASE:
        symbols.drop("entry")
    current = current_program()
    if current and (current != seen_program or in_user_mode()):
        seen_program = chosen_program = current
    if chosen_program:
        symbols.want("program", program_file(chosen_program), PROGRAM)


def program_file(name: str) -> str:
    """The linked file of a program, with its symbols."""
    path = f"{OBJ}/user/{name}.elf"
    # LAB 5 #
    if not os.path.exists(path):
        path = f"{OBJ}/user/bin/{name}.elf"
    # END LAB 5 #
    return path


def show_real_mode() -> None:
    """Where the machine is. gdb does not know of segments: what it shows itself ignores cs."""
    cs, ip = register("cs"), register("pc")
    print(f"real mode, {cs:04x}:{ip:04x}; gdb shows {ip:#06x}, but the instruction is")
    gdb.execute(f"x/i {16 * cs + ip:#x}")


def exolab_stopped() -> None:
    """Called by hook-stop (exolab.gdb), before gdb shows where the machine is."""
    try:
        cr0 = register("cr0")
    except gdb.error:
        print("the machine has ended; if you did not end it, a triple fault did")
        return
    choose_architecture(cr0)
    if not cr0 & CR0_PE and register("cs"):
        show_real_mode()
    if cr0 & CR0_PG:
        choose_program_symbols()
    else:
        choose_boot_symbols()


def exolab_connect() -> None:
    """Connects, and runs to the boot sector if the machine has just been switched on."""
    try:
        # The first instruction is shown below; gdb would look for it in the wrong place.
        gdb.execute("set disassemble-next-line off")
        gdb.execute(f"target remote 127.0.0.1:{PORT}", to_string=True)
        gdb.execute("set disassemble-next-line auto")
    except gdb.error as error:
        print(f"cannot connect to port {PORT} ({error}).")
        print("First type 'make qemu-nox-gdb' (or qemu-gdb, run-NAME-gdb) in another terminal.")
        gdb.execute("quit 1")
    if register("cs") == 0xF000 and register("pc") == 0xFFF0:
        exolab_stopped()
        gdb.execute(f"tbreak *{BOOT_SECTOR:#x}", to_string=True)
        gdb.execute("continue")
    else:
        exolab_stopped()
        gdb.execute("frame")


def flag_names(entry: int) -> str:
    """The flags of a page-table or directory entry in words."""
    return " ".join(name for bit, name in enumerate(PTE_FLAGS) if entry >> bit & 1) or "-"


def walk(address: int) -> List[str]:
    """What the processor finds on its way from a virtual address to memory, line by line."""
    cr3 = register("cr3") & ~0xFFF
    pdx, ptx = address >> 22, address >> 12 & 0x3FF
    pde = physical_word(cr3 + 4 * pdx)
    lines = [f"cr3           {cr3:08x}", f"pde [{pdx:4}]    {pde:08x}  {flag_names(pde)}"]
    if not pde & PTE_P:
        return lines + [f"{address:08x} is not mapped: no page table"]
    if pde & PTE_PS:
        found = (pde & 0xFFC00000) | (address & 0x3FFFFF)
        return lines + [f"{address:08x} -> physical {found:08x} (4 MiB page)"]
    pte = physical_word((pde & ~0xFFF) + 4 * ptx)
    lines.append(f"pte [{ptx:4}]    {pte:08x}  {flag_names(pte)}")
    if not pte & PTE_P:
        return lines + [f"{address:08x} is not mapped"]
    rights = "programs may " if pde & pte & 4 else "only the kernel may "
    rights += "read and write" if pde & pte & 2 else "read"
    found = (pte & ~0xFFF) | (address & 0xFFF)
    return lines + [f"{address:08x} -> physical {found:08x} ({rights})"]


def print_walk(argument: str) -> None:
    """pt VA: walks the page tables in use from a virtual address to physical memory."""
    if not argument:
        raise gdb.GdbError("usage: pt VA")
    address = number(argument)
    if not register("cr0") & CR0_PG:
        print(f"paging is off: {address:08x} is a physical address")
        return
    print("\n".join(walk(address)))


def place(address: int) -> str:
    """The function, file and line of a code address."""
    where = gdb.find_pc_line(address)
    block = gdb.execute(f"info symbol {address:#x}", to_string=True).split(" in section")[0]
    if block.startswith("No symbol"):
        return "in no function"
    if where.symtab is None:
        return block.strip()
    return f"{block.strip()} at {where.symtab.filename}:{where.line}"


def print_trapframe(argument: str) -> None:
    """tf [ADDRESS]: prints a struct Trapframe; without an address, the current environment's."""
    if not argument and number(curenv()) == 0:
        raise gdb.GdbError("no environment is current: give the address of a Trapframe")
    tf = gdb.parse_and_eval(f"*(struct Trapframe *)({argument or '&' + curenv() + '->env_tf'})")
    regs = tf["tf_regs"]
    for row in ("eax ebx ecx edx", "esi edi ebp"):
        values = (f"{name} {int(regs['reg_' + name]):08x}" for name in row.split())
        print("  " + "  ".join(values))
    eip, cs, flags = int(tf["tf_eip"]), int(tf["tf_cs"]), int(tf["tf_eflags"])
    trap, error = int(tf["tf_trapno"]), int(tf["tf_err"])
    print(f"  eip {eip:08x}  cs {cs:04x}  {place(eip)}")
    if cs & 3:
        print(f"  esp {int(tf['tf_esp']):08x}  ss {int(tf['tf_ss']):04x}")
    print(f"  ds {int(tf['tf_ds']):04x}  es {int(tf['tf_es']):04x}")
    set_flags = " ".join(name for bit, name in EFLAGS.items() if flags >> bit & 1)
    print(f"  eflags {flags:08x}  {set_flags}")
    print(f"  trap {trap} ({TRAPS.get(trap, 'unknown')}), error code {error:x}")


def print_environments(argument: str) -> None:
    """envs: lists the environments that are not free; * marks the current one."""
    count = number("kerninfo->ki_nenvs")
    current = number(curenv())
    print("  slot  id        parent    status        runs      eip       name")
    for slot in range(count):
        env = gdb.parse_and_eval(f"((struct Env *)envs)[{slot}]")
        status = int(env["env_status"])
        if status == 0:
            continue
        mark = "*" if int(env.address) & 0xFFFFFFFF == current else " "
        print(
            f"{mark} {slot:4}  {int(env['env_id']):08x}  {int(env['env_parent_id']):08x}"
            f"  {STATUS.get(status, str(status)):12}  {int(env['env_runs']):8}"
            f"  {int(env['env_tf']['tf_eip']):08x}  {env['env_name'].string()}"
        )


def load_program(argument: str) -> None:
    """prog [NAME]: loads the symbols of a program; without a name, of the current one."""
    global chosen_program
    name = argument or current_program()
    if not name:
        raise gdb.GdbError("no environment is current: type prog NAME")
    if not symbols.want("program", program_file(name), PROGRAM):
        raise gdb.GdbError(f"there is no {program_file(name)}")
    chosen_program = name
    print(f"symbols of {name}")


def break_in_program(argument: str) -> None:
    """pbreak NAME [LOCATION]: a breakpoint in one program only; LOCATION is umain if not given."""
    words = argument.split(None, 1)
    if not words:
        raise gdb.GdbError("usage: pbreak NAME [LOCATION]")
    load_program(words[0])
    location = words[1] if len(words) > 1 else "umain"
    gdb.execute(f'break {location} if $_in_program("{words[0]}")')


def print_memory_map(argument: str) -> None:
    """e820: prints the memory map that the boot loader got from the BIOS."""
    for name in ("loader_main::info", "'kern/init.c'::boot"):
        try:
            info = gdb.parse_and_eval(name)
            if int(info["bi_magic"]) != number("0x4f4f4258"):
                continue
        except gdb.error:
            continue
        for index in range(int(info["bi_nranges"])):
            entry = info["bi_ranges"][index]
            base, size, kind = (int(entry[f"mr_{field}"]) for field in ("base", "size", "type"))
            print(f"  {base:012x} - {base + size - 1:012x}  {RANGES.get(kind, str(kind))}")
        return
    raise gdb.GdbError("no memory map here: go on until loader_main() has asked the BIOS")


class InProgram(gdb.Function):
    """$_in_program(NAME): whether the machine is in user mode, in that program."""

    def __init__(self) -> None:
        super().__init__("_in_program")

    def invoke(self, name: gdb.Value) -> bool:  # pylint: disable=arguments-differ
        """Called by gdb to evaluate the function."""
        return in_user_mode() and current_program() == name.string()


class Command(gdb.Command):
    """A command of gdb that is one of the functions above."""

    def __init__(self, name: str, run: Callable[[str], None]) -> None:
        self.__doc__ = run.__doc__
        self.run = run
        super().__init__(name, gdb.COMMAND_DATA, gdb.COMPLETE_EXPRESSION)

    def invoke(self, argument: str, from_tty: bool) -> None:
        """Called by gdb. What a half-built kernel lacks is one line, not a traceback."""
        try:
            self.run(argument.strip())
        except gdb.error as error:
            raise gdb.GdbError(f"not possible here: {error}") from error


InProgram()
Command("pt", print_walk)
Command("tf", print_trapframe)
Command("envs", print_environments)
Command("prog", load_program)
Command("pbreak", break_in_program)
Command("e820", print_memory_map)
