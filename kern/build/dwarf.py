# SPDX-License-Identifier: MIT
"""Reads the parts of DWARF 4 and 5 that the line tables are made of.

Two questions are answered about a linked 32-bit little-endian file: which source line each code
address comes from (.debug_line), and where the parameters of each function lie (.debug_info). Names
of functions are not read here: the symbol table has them all, those of assembler code included.

Every build runs this over every program, so the two loops that see each byte (LineUnit.run and
InfoUnit.functions) keep their state in local variables and skip what nobody asked for.
"""

import posixpath
from struct import error as struct_error, unpack_from
from typing import Iterator, NamedTuple, Optional

Sections = dict[str, bytes]

# A row of the line program: address, index of the file, line. File 0 ends a sequence.
Row = tuple[int, int, int]


class DwarfError(Exception):
    """The debugging information can't be used; the text says why."""


def uleb(data: bytes, pos: int) -> tuple[int, int]:
    """Reads an unsigned LEB128 number; returns it and where it ends."""
    byte = data[pos]
    if byte < 0x80:
        return byte, pos + 1
    value = byte & 0x7F
    shift = 7
    while True:
        pos += 1
        byte = data[pos]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, pos + 1
        shift += 7


def sleb(data: bytes, pos: int) -> tuple[int, int]:
    """Reads a signed LEB128 number; returns it and where it ends."""
    start = pos
    value, pos = uleb(data, pos)
    bits = 7 * (pos - start)
    if value >> (bits - 1):
        value -= 1 << bits
    return value, pos


def c_string(data: bytes, pos: int) -> str:
    """The zero-terminated string at pos."""
    return data[pos : data.index(0, pos)].decode("utf-8", "replace")


def units(data: bytes, what: str) -> Iterator[tuple[int, int]]:
    """The units of a section, each as the start of its contents and its end."""
    pos = 0
    while pos + 4 <= len(data):
        (length,) = unpack_from("<I", data, pos)
        if length >= 0xFFFFFFF0:
            raise DwarfError(f"{what} is 64-bit DWARF; compile with -gdwarf32")
        if pos + 4 + length > len(data):
            raise DwarfError(f"{what} is cut short")
        yield pos + 4, pos + 4 + length
        pos += 4 + length


# Attribute forms (DWARF 5, 7.5.6).
FORM_ADDR, FORM_STRING, FORM_UDATA, FORM_STRP = 0x01, 0x08, 0x0F, 0x0E
FORM_SEC_OFFSET, FORM_EXPRLOC, FORM_ADDRX, FORM_LINE_STRP = 0x17, 0x18, 0x1B, 0x1F
FORM_INDIRECT, FORM_IMPLICIT_CONST, FORM_LOCLISTX = 0x16, 0x21, 0x22
FORM_ADDRX_SIZES = {0x29: 1, 0x2A: 2, 0x2B: 3, 0x2C: 4}
FORM_SIZES = {
    **{0x0B: 1, 0x05: 2, 0x06: 4, 0x07: 8, 0x1E: 16},  # data1, 2, 4, 8, 16
    **{0x11: 1, 0x12: 2, 0x13: 4, 0x14: 8, 0x20: 8, 0x1C: 4, 0x24: 8},  # references
    **{0x25: 1, 0x26: 2, 0x27: 3, 0x28: 4},  # strx1 to 4
    **{0x0C: 1, 0x19: 0, FORM_IMPLICIT_CONST: 0},  # flags, constant in the abbreviation
    **{FORM_ADDR: 4, FORM_STRP: 4, FORM_LINE_STRP: 4, FORM_SEC_OFFSET: 4, 0x1D: 4},
    **FORM_ADDRX_SIZES,
}
# sdata, udata, ref_udata, strx, addrx, loclistx, rnglistx
FORMS_LEB = {0x0D, FORM_UDATA, 0x15, 0x1A, FORM_ADDRX, FORM_LOCLISTX, 0x23}
# block1, 2, 4 (size of the length); block and exprloc have a LEB128 length.
FORMS_BLOCK = {0x0A: 1, 0x03: 2, 0x04: 4}
FORMS_LEB_BLOCK = {0x09, FORM_EXPRLOC}


def skip_form(data: bytes, pos: int, form: int) -> int:
    """Where an attribute of this form, of no fixed size, ends."""
    if form in FORM_SIZES:
        return pos + FORM_SIZES[form]
    if form in FORMS_LEB:
        while data[pos] >= 0x80:
            pos += 1
        return pos + 1
    if form in FORMS_LEB_BLOCK:
        length, pos = uleb(data, pos)
        return pos + length
    if form in FORMS_BLOCK:
        size = FORMS_BLOCK[form]
        return pos + size + int.from_bytes(data[pos : pos + size], "little")
    if form == FORM_STRING:
        return data.index(0, pos) + 1
    if form == FORM_INDIRECT:
        form, pos = uleb(data, pos)
        return skip_form(data, pos, form)
    raise DwarfError(f"unknown attribute form 0x{form:x}")


# ---------------------------------------------------------------------------------------------
# .debug_line


class Files:
    """Numbers for file names, the same in all units: 1 and up."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a file; a new one if it has none yet."""
        found = self._numbers.get(name)
        if found is None:
            self.names.append(name)
            found = self._numbers[name] = len(self.names)
        return found


def file_path(comp_dir: str, directory: str, name: str) -> str:
    """A file's path as a programmer writes it: relative to where the compiler was started."""
    path = posixpath.normpath(posixpath.join(comp_dir, directory, name))
    prefix = comp_dir.rstrip("/") + "/"
    return path[len(prefix) :] if comp_dir and path.startswith(prefix) else path


class LineUnit:
    """The line program of one compilation unit (DWARF 5, 6.2.4)."""

    def __init__(self, sections: Sections, start: int, end: int, files: Files) -> None:
        data = sections[".debug_line"]
        self.data, self.end = data, end
        (self.version,) = unpack_from("<H", data, start)
        if self.version not in (4, 5):
            raise DwarfError(f"line table of DWARF version {self.version}; 4 and 5 are understood")
        pos = start + (4 if self.version == 5 else 2)
        (header_length,) = unpack_from("<I", data, pos)
        self.program = pos + 4 + header_length
        pos += 4
        self.min_inst, _, _, self.line_base, self.line_range, self.opcode_base = unpack_from(
            "<BBBbBB", data, pos
        )
        if self.line_range == 0:
            raise DwarfError("line table with a line range of 0")
        pos += 6
        self.opcode_lengths = (0,) + tuple(data[pos : pos + self.opcode_base - 1])
        pos += self.opcode_base - 1
        read = self._files_v5 if self.version == 5 else self._files_v4
        self.files = [files.number(path) for path in read(sections, pos)]

    def _files_v4(self, _sections: Sections, pos: int) -> list[str]:
        data = self.data
        directories = [""]
        while data[pos]:
            directories.append(c_string(data, pos))
            pos = data.index(0, pos) + 1
        pos += 1
        paths = ["?"]  # files count from 1
        while data[pos]:
            name = c_string(data, pos)
            directory, pos = uleb(data, data.index(0, pos) + 1)
            _, pos = uleb(data, pos)
            _, pos = uleb(data, pos)
            paths.append(file_path("", directories[directory], name))
        return paths

    def _files_v5(self, sections: Sections, pos: int) -> list[str]:
        directories, pos = self._entries_v5(sections, pos)
        names, _ = self._entries_v5(sections, pos)
        comp_dir = directories[0][0] if directories else ""
        return [file_path(comp_dir, directories[entry][0], name) for name, entry in names]

    def _entries_v5(self, sections: Sections, pos: int) -> tuple[list[tuple[str, int]], int]:
        """Reads a table of names; returns name and directory of each, and where it ends."""
        data = self.data
        formats = []
        count = data[pos]
        pos += 1
        for _ in range(count):
            content, pos = uleb(data, pos)
            form, pos = uleb(data, pos)
            formats.append((content, form))
        count, pos = uleb(data, pos)
        entries = []
        for _ in range(count):
            name, directory = "?", 0
            for content, form in formats:
                if content == 1:  # DW_LNCT_path
                    name = self._name_v5(sections, pos, form)
                elif content == 2:  # DW_LNCT_directory_index
                    directory = uleb(data, pos)[0] if form == FORM_UDATA else data[pos]
                pos = skip_form(data, pos, form)
            entries.append((name, directory))
        return entries, pos

    def _name_v5(self, sections: Sections, pos: int, form: int) -> str:
        if form == FORM_STRING:
            return c_string(self.data, pos)
        if form in (FORM_LINE_STRP, FORM_STRP):
            section = ".debug_line_str" if form == FORM_LINE_STRP else ".debug_str"
            return c_string(sections[section], unpack_from("<I", self.data, pos)[0])
        raise DwarfError(f"file name of unknown form 0x{form:x}")

    def run(self) -> Iterator[list[Row]]:
        """Runs the line program. Yields its sequences, each ended by a row of file 0.

        Rows that say nothing new are left out, and so are rows without a line: code that the
        compiler made up counts as part of the line before.
        """
        data, pos, end, files = self.data, self.program, self.end, self.files
        line_base, line_range, opcode_base = self.line_base, self.line_range, self.opcode_base
        min_inst = self.min_inst
        const_add = (255 - opcode_base) // line_range * min_inst
        rows: list[Row] = []
        address, file, line = 0, 1, 1
        last_file, last_line = 0, 0
        while pos < end:
            opcode = data[pos]
            pos += 1
            if opcode >= opcode_base:
                opcode -= opcode_base
                address += opcode // line_range * min_inst
                line += line_base + opcode % line_range
            elif opcode == 1:  # copy
                pass
            elif opcode == 2:  # advance_pc
                delta, pos = uleb(data, pos)
                address += delta * min_inst
                continue
            elif opcode == 3:  # advance_line
                delta, pos = sleb(data, pos)
                line += delta
                continue
            elif opcode == 4:  # set_file
                file, pos = uleb(data, pos)
                continue
            elif opcode == 8:  # const_add_pc
                address += const_add
                continue
            elif opcode == 9:  # fixed_advance_pc
                address += unpack_from("<H", data, pos)[0]
                pos += 2
                continue
            elif opcode == 0:  # extended
                length, pos = uleb(data, pos)
                if data[pos] == 1:  # end_sequence
                    rows.append((address, 0, 0))
                    yield rows
                    rows = []
                    address, file, line = 0, 1, 1
                    last_file, last_line = 0, 0
                elif data[pos] == 2:  # set_address
                    (address,) = unpack_from("<I", data, pos + 1)
                pos += length
                continue
            else:  # column, is_stmt and others that do not matter here
                for _ in range(self.opcode_lengths[opcode]):
                    _, pos = uleb(data, pos)
                continue
            if line and (line != last_line or file != last_file):
                rows.append((address, files[file], line))
                last_file, last_line = file, line


def line_sequences(sections: Sections, files: Files) -> list[list[Row]]:
    """All sequences of rows of a file, in the order of the file."""
    if not sections.get(".debug_line"):
        raise DwarfError("no line information; compile with -g")
    found = []
    try:
        for start, end in units(sections[".debug_line"], ".debug_line"):
            found.extend(LineUnit(sections, start, end, files).run())
    except (IndexError, ValueError, KeyError, struct_error) as error:
        raise DwarfError(f"damaged .debug_line ({error})") from error
    return found


# ---------------------------------------------------------------------------------------------
# .debug_info

TAG_FORMAL_PARAMETER, TAG_COMPILE_UNIT, TAG_SUBPROGRAM = 0x05, 0x11, 0x2E
AT_SIBLING, AT_LOCATION, AT_LOW_PC, AT_FRAME_BASE = 0x01, 0x02, 0x11, 0x40
AT_ADDR_BASE, AT_LOCLISTS_BASE = 0x73, 0x8C
OP_FBREG, OP_REG5, OP_CALL_FRAME_CFA = 0x91, 0x55, 0x9C

# Of each parameter of a function: which word above the return address it is, None if not known.
Slots = list[Optional[int]]


# The operands of the entries of a location list that have an expression, by kind (DWARF 5, 7.7.3):
# u a LEB128 number, a an address.
LIST_ENTRIES = {2: "uu", 3: "uu", 4: "uu", 5: "", 7: "aa", 8: "au"}
LIST_NO_EXPRESSION = {1: "u", 6: "a", 9: "uu"}


def first_location(data: bytes, pos: int) -> bytes:
    """The first expression of a location list of DWARF 5; empty if there is none."""
    while True:
        kind = data[pos]
        operands = LIST_ENTRIES.get(kind, LIST_NO_EXPRESSION.get(kind))
        if operands is None:
            return b""
        pos += 1
        for operand in operands:
            pos = pos + 4 if operand == "a" else uleb(data, pos)[1]
        if kind in LIST_ENTRIES:
            length, pos = uleb(data, pos)
            return data[pos : pos + length]


class Abbrev(NamedTuple):
    """How an entry is laid out: its attributes, and how to step over all of them."""

    tag: int
    children: bool
    attributes: tuple[tuple[int, int], ...]  # attribute, form
    steps: tuple[int, ...]  # a size, or minus the form of an attribute without a fixed one
    has_sibling: bool


def make_abbrev(tag: int, children: bool, attributes: list[tuple[int, int]]) -> Abbrev:
    """Works out the steps, neighbours of fixed size made one."""
    steps: list[int] = []
    for _, form in attributes:
        size = FORM_SIZES.get(form)
        if size is None:
            steps.append(-form)
        elif steps and steps[-1] >= 0:
            steps[-1] += size
        else:
            steps.append(size)
    sibling = any(attribute == AT_SIBLING for attribute, _ in attributes)
    return Abbrev(tag, children, tuple(attributes), tuple(steps), sibling)


def parse_abbrevs(data: bytes) -> dict[int, Abbrev]:
    """Reads the abbreviations of one unit, which start data."""
    table: dict[int, Abbrev] = {}
    pos = 0
    while True:
        code, pos = uleb(data, pos)
        if code == 0:
            return table
        tag, pos = uleb(data, pos)
        children = data[pos] != 0
        pos += 1
        attributes = []
        while True:
            attribute, pos = uleb(data, pos)
            form, pos = uleb(data, pos)
            if form == FORM_IMPLICIT_CONST:
                _, pos = sleb(data, pos)
            if attribute == 0 and form == 0:
                break
            attributes.append((attribute, form))
        table[code] = make_abbrev(tag, children, attributes)


class AbbrevCache:
    """Abbreviation tables by their bytes: programs share most of their libraries."""

    def __init__(self) -> None:
        self._tables: dict[bytes, dict[int, Abbrev]] = {}

    def table(self, data: bytes) -> dict[int, Abbrev]:
        """The abbreviations that start data."""
        found = self._tables.get(data)
        if found is None:
            found = self._tables[data] = parse_abbrevs(data)
        return found


class InfoUnit:
    """One compilation unit of .debug_info (DWARF 5, 7.5.1)."""

    def __init__(self, sections: Sections, start: int, end: int) -> None:
        self.data, self.end = sections[".debug_info"], end
        self.unit = start - 4  # references count from the unit's length field
        self.addresses = sections.get(".debug_addr", b"")
        self.addr_base = 8
        (version,) = unpack_from("<H", self.data, start)
        self.version = version
        self.lists = sections.get(".debug_loclists" if version == 5 else ".debug_loc", b"")
        self.lists_base = 12
        if version == 5:
            unit_type, _, self.abbrev_offset = unpack_from("<BBI", self.data, start + 2)
            self.first = start + 8
            self.wanted = unit_type == 1  # DW_UT_compile
        elif version == 4:
            (self.abbrev_offset,) = unpack_from("<I", self.data, start + 2)
            self.first = start + 7
            self.wanted = True
        else:
            raise DwarfError(f"DWARF version {version}; 4 and 5 are understood")

    def _address(self, pos: int, form: int) -> int:
        """The value of an attribute of class address."""
        if form == FORM_ADDR:
            return int(unpack_from("<I", self.data, pos)[0])
        if form == FORM_ADDRX:
            index, _ = uleb(self.data, pos)
        else:
            index = int.from_bytes(self.data[pos : pos + FORM_ADDRX_SIZES[form]], "little")
        return int(unpack_from("<I", self.addresses, self.addr_base + 4 * index)[0])

    def _fields(self, pos: int, abbrev: Abbrev) -> tuple[dict[int, tuple[int, int]], int]:
        """Where each attribute of an entry lies, with its form; and where the entry ends."""
        fields = {}
        for attribute, form in abbrev.attributes:
            fields[attribute] = (pos, form)
            pos = skip_form(self.data, pos, form)
        return fields, pos

    def _frame_base(self, fields: dict[int, tuple[int, int]]) -> Optional[int]:
        """What the frame base is, counted from the first argument on the stack, if known."""
        pos, form = fields.get(AT_FRAME_BASE, (0, 0))
        if form != FORM_EXPRLOC or self.data[pos] != 1:
            return None
        return {OP_CALL_FRAME_CFA: 0, OP_REG5: -8}.get(self.data[pos + 1])

    def _expression(self, pos: int, form: int) -> bytes:
        """The expression for a location: of a list, the one that holds at the function's start."""
        if form == FORM_EXPRLOC:
            return self.data[pos + 1 : pos + 1 + self.data[pos]]
        if form == FORM_SEC_OFFSET:
            (offset,) = unpack_from("<I", self.data, pos)
        elif form == FORM_LOCLISTX:
            index, _ = uleb(self.data, pos)
            (offset,) = unpack_from("<I", self.lists, self.lists_base + 4 * index)
            offset += self.lists_base
        else:
            return b""
        return first_location(self.lists, offset) if self.version == 5 else self._old_list(offset)

    def _old_list(self, offset: int) -> bytes:
        """The first expression of a location list of DWARF 4."""
        begin, end, length = unpack_from("<IIH", self.lists, offset)
        if begin == 0xFFFFFFFF or begin == end == 0:  # sets a base address; ends the list
            return b""
        return self.lists[offset + 10 : offset + 10 + length]

    def _slot(self, fields: dict[int, tuple[int, int]], base: Optional[int]) -> Optional[int]:
        """The word above the return address in which a parameter lies, if it is known."""
        if base is None or AT_LOCATION not in fields:
            return None
        expression = self._expression(*fields[AT_LOCATION])
        if not expression or expression[0] != OP_FBREG:
            return None
        offset = sleb(expression, 1)[0] + base
        return offset // 4 if offset >= 0 else None

    def functions(self, abbrevs: dict[int, Abbrev]) -> dict[int, Slots]:
        """The parameters of each function of the unit that has code, by its first address."""
        data, pos, end = self.data, self.first, self.end
        found: dict[int, Slots] = {}
        depth = 0
        slots: Slots = []  # of the function that the walk is in
        base: Optional[int] = None
        inside = False  # is it in one, at depth 2?
        while pos < end:
            code, pos = uleb(data, pos)
            if code == 0:
                depth -= 1
                continue
            abbrev = abbrevs[code]
            tag = abbrev.tag
            follow = True
            if tag == TAG_FORMAL_PARAMETER and depth == 2 and inside:
                fields, pos = self._fields(pos, abbrev)
                slots.append(self._slot(fields, base))
            elif tag == TAG_SUBPROGRAM and depth == 1:
                start = pos
                fields, pos = self._fields(pos, abbrev)
                inside = AT_LOW_PC in fields
                if inside:
                    slots = found[self._address(*fields[AT_LOW_PC])] = []
                    base = self._frame_base(fields)
                elif abbrev.has_sibling:
                    pos, follow = self._sibling(start, abbrev), False
            elif depth == 0:
                fields, pos = self._fields(pos, abbrev)
                if AT_ADDR_BASE in fields:
                    (self.addr_base,) = unpack_from("<I", data, fields[AT_ADDR_BASE][0])
                if AT_LOCLISTS_BASE in fields:
                    (self.lists_base,) = unpack_from("<I", data, fields[AT_LOCLISTS_BASE][0])
            elif abbrev.children and abbrev.has_sibling:
                pos, follow = self._sibling(pos, abbrev), False
                if depth == 1:
                    inside = False
            else:
                for step in abbrev.steps:
                    pos = pos + step if step >= 0 else skip_form(data, pos, -step)
                if depth == 1:
                    inside = False
            if follow and abbrev.children:
                depth += 1
        return found

    def _sibling(self, pos: int, abbrev: Abbrev) -> int:
        """Where the next entry at the same depth is."""
        where, form = self._fields(pos, abbrev)[0][AT_SIBLING]
        size = FORM_SIZES.get(form)
        if size:
            offset = int.from_bytes(self.data[where : where + size], "little")
        else:
            offset, _ = uleb(self.data, where)
        if self.unit + offset <= pos:
            raise DwarfError("damaged .debug_info (an entry's sibling comes before it)")
        return self.unit + offset


def function_slots(sections: Sections, cache: AbbrevCache) -> dict[int, Slots]:
    """The parameters of all functions that the debugging information knows, by first address."""
    found: dict[int, Slots] = {}
    try:
        info = [
            InfoUnit(sections, start, end)
            for start, end in units(sections.get(".debug_info", b""), ".debug_info")
        ]
        abbrevs = sections.get(".debug_abbrev", b"")
        offsets = sorted({unit.abbrev_offset for unit in info}) + [len(abbrevs)]
        ends = dict(zip(offsets, offsets[1:]))
        for unit in info:
            if unit.wanted:
                offset = unit.abbrev_offset
                found.update(unit.functions(cache.table(abbrevs[offset : ends[offset]])))
    except (IndexError, ValueError, KeyError, struct_error) as error:
        raise DwarfError(f"damaged .debug_info ({error})") from error
    return found
