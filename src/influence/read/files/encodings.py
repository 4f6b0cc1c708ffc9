"""Bytes as UTF-8 text, whatever their encoding; what is not text, by its first bytes; mojibake fixed."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.read.files.detection import as_stated, told_apart
from influence.tables.language import say
from influence.tables.phrases import counted

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "a PDF", "export the table itself, as CSV UTF-8"),
    (b"\xff\xd8\xff", "a JPEG picture", "export the table itself, as CSV UTF-8"),
    (b"\x89PNG", "a PNG picture", "export the table itself, as CSV UTF-8"),
    (b"GIF8", "a GIF picture", "export the table itself, as CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an old .xls workbook, or one with a password", "save it as .xlsx or CSV UTF-8, unprotected"),
    (b"PK\3\4", "a zip", "unpack it and give the files in it, or end its name in .zip"),
    (b"PK\5\6", "an empty zip", "export it again"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"PAR1", "a Parquet file", "end its name in .parquet"),
    (b"SQLite format 3", "an SQLite database", "export its tables as CSV UTF-8"),
    (b"{\\rtf", "an RTF document", "export the table itself, as CSV UTF-8"),
    (b"<!doctype", "a web page", "choose CSV as the format when you export, such as details only in Salesforce"),
    (b"<html", "a web page", "choose CSV as the format when you export, such as details only in Salesforce"),
    (b"<?xml", "an XML file", "export CSV UTF-8, or use the reader of its format"),
)
_OFFICE = (
    (b"word/", "a Word document", "export the table itself, as CSV UTF-8"),
    (b"ppt/", "a PowerPoint file", "export the table itself, as CSV UTF-8"),
    (b"xl/", "an Excel workbook", "end its name in .xlsx"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet", "save it as .xlsx or CSV UTF-8"),
)

# Text has a few stray control characters at most; more than this is not text.
_MOST_CONTROLS = 0.02
_CONTROLS = bytes([*range(9), *range(14, 26), *range(27, 32), 127])
# In Chinese text nearly all signs are of the 3,755 most common or punctuation; in other bytes read as GB18030, few are.
_CHINESE = 0.6
_SAMPLE = 1 << 20
_SEPARATING = b"\t\n\r,;"

# Western letters that begin, and signs that go on, the UTF-8 of one character; here both are UTF-8 once more.
_LEAD = rb"\xc3[\x82-\xb4]"
_TRAIL = (
    rb"(?:\xc2[\x80-\xbf]|\xe2\x80[\x93\x94\x98-\x9a\x9c-\x9e\xa0-\xa2\xa6\xb0\xb9\xba]|\xe2\x82\xac|\xe2\x84\xa2"
    rb"|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c])"
)
MOJIBAKE = re.compile(_LEAD + _TRAIL)
_SPACED = re.compile(r"([à-ï][^\x00-\x7f]) ")
_C1 = re.compile("[\x80-\x9f]")
_CP1252 = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_CP1252_BYTES = codecs.charmap_build(_CP1252)

READ_AS = "read as {encoding}"


class Repair(NamedTuple):
    """Something repaired while a file was read.

    Attributes
    ----------
    line : int or None
        The line it is on; none if it is the whole file.
    column : str or None
        The header of the cell; none if it is the whole line.
    value : str or None
        The cell as it is now.
    source : str
        The cell as it was, or what was done.
    confidence : float or None
        How sure it is that this was meant, from 0 to 1 (ours); none where there is no doubt to put in a number.
    """

    line: int | None
    column: str | None
    value: str | None
    source: str
    confidence: float | None = None


class Text(NamedTuple):
    """The text of a file as UTF-8 with newlines alone, and what was done to make it so."""

    data: bytes
    repairs: list[Repair]


def no_table(data: bytes) -> tuple[str, str] | None:
    """What this looks like by its first bytes, and what to do instead; none if it may be a table."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, what, remedy in SIGNATURES:
        if head.startswith(signature.lower()):
            return _office(data) or (what, remedy) if what == "a zip" else (what, remedy)
    return None


def _office(data: bytes) -> tuple[str, str] | None:
    return next(((what, remedy) for part, what, remedy in _OFFICE if part in data), None)


def as_utf8(data: bytes) -> Text | None:
    """The text, decoded strictly: by its mark; as stated; as UTF-8; as UTF-16; as its bytes tell. None if no text.

    Raises
    ------
    Unclear
        Several encodings can be meant, or the one stated is not.
    """
    marked = next(((mark, encoding) for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked and marked[1] != "utf-8":
        return _recoded(data[len(marked[0]) :], marked[1])
    if not marked and (stated := as_stated(data)):
        note = (
            []
            if data.isascii()
            else [Repair(None, None, None, say("read as {encoding}, as stated", encoding=stated[1]))]
        )
        return _readable(Text(_unix(stated[0]), note))
    data = data.removeprefix(b"\xef\xbb\xbf")
    wide = _wide(data) if b"\0" in data else None
    if wide:
        return _recoded(data, wide)
    return _narrow(data)


def _recoded(data: bytes, encoding: str) -> Text | None:
    try:
        text = data.decode(encoding).encode()
    except UnicodeError:
        return None
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return _readable(Text(_unix(text), [Repair(None, None, None, say(READ_AS, encoding=name))]))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows by its NULs: all on one side of the pairs, one beside nearly every separator."""
    if len(data) % 2:
        return None
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) < len(data) / 20 or min(first, second) > max(first, second) / 3:
        return None
    encoding = "utf-16-le" if second > first else "utf-16-be"
    pairs = np.frombuffer(data, dtype="<u2" if second > first else ">u2")
    narrow = sum(data.count(sign) for sign in _SEPARATING)
    return encoding if np.isin(pairs, list(_SEPARATING)).sum() > narrow / 2 else None


def _narrow(data: bytes) -> Text | None:
    repairs = []
    if b"\0" in data:
        repairs.append(
            Repair(None, None, None, say("took out {count}", count=counted(data.count(0), "NUL byte", "NUL bytes")))
        )
    text = Text(_unix(data), repairs)
    if b"\0" in data and _readable(text) is None:
        return None
    data = text.data.replace(b"\0", b"") if repairs else text.data
    if _is_utf8(data):
        return Text(data, repairs)
    data, more = _legacy(data)
    return _readable(Text(data, repairs + more))


def _unix(data: bytes) -> bytes:
    """With newlines alone, and without the marks that files joined into one leave at the start of a line."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # One byte is found many times as fast as several, and most files lack the first of these.
    if b"\xef" in data and b"\n\xef\xbb\xbf" in data:
        data = data.replace(b"\n\xef\xbb\xbf", b"\n")
    return data.rstrip(b"\n\x1a")


def _readable(text: Text) -> Text | None:
    controls = len(text.data) - len(text.data.translate(None, _CONTROLS))
    return text if controls <= _MOST_CONTROLS * len(text.data) else None


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _legacy(data: bytes) -> tuple[bytes, list[Repair]]:
    """Text that is not UTF-8 throughout: one other encoding, or lines in another among lines in UTF-8."""
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines) if not line.isascii()]
    odd = [number for number in foreign if not _is_utf8(lines[number])]
    sound = b"\n".join(lines[number] for number in foreign if _is_utf8(lines[number]))
    chinese = _is_chinese(b"\n".join(lines[number] for number in odd))
    if not sound or (chinese and _is_chinese(sound)):
        encoding = told_apart(data, [lines[number] for number in foreign], "GB18030" if chinese else _western(data))
        return data.decode(encoding).encode(), [Repair(None, None, None, say(READ_AS, encoding=encoding))]
    for number in odd:
        lines[number] = _line(lines[number], chinese)
    source = say("read as {encoding}, unlike the UTF-8 of other lines", encoding="GB18030" if chinese else "cp1252")
    return b"\n".join(lines), [Repair(number + 1, None, None, source) for number in odd]


def _western(data: bytes) -> str:
    """Five bytes mean nothing in cp1252; latin-1 gives each of them a sign of its own."""
    return "latin-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "cp1252"


def _line(line: bytes, chinese: bool) -> bytes:
    return (line.decode("gb18030") if chinese else line.decode("utf-8", _AS_CP1252)).encode()


def _by_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Reads as cp1252 only the bytes that are not UTF-8, for lines that hold both."""
    assert isinstance(error, UnicodeDecodeError)
    return codecs.charmap_decode(error.object[error.start : error.end], "strict", _CP1252)[0], error.end


_AS_CP1252 = "influence.cp1252"
codecs.register_error(_AS_CP1252, _by_cp1252)


def _is_chinese(data: bytes) -> bool:
    """Whether all of it can be GB18030, and most of what is not ASCII then is a common sign."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    signs = np.frombuffer(text[:_SAMPLE].encode("utf-32-le"), dtype=np.uint32)
    foreign = signs[signs > 127]
    return bool(len(foreign)) and float(np.isin(foreign, _common_signs()).mean()) >= _CHINESE


@cache
def _common_signs() -> np.ndarray[Any, np.dtype[np.uint32]]:
    """The punctuation, wide letters and first level of GB 2312."""
    rows = [0xA1, 0xA3, *range(0xB0, 0xD8)]
    pairs = b"".join(bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    text = pairs.decode("gb2312", "ignore")
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def suspect_lines(data: bytes, lines: pd.Index) -> list[int]:
    """Those of the lines, on which the rows of this text start, whose rows hold what looks like mojibake."""
    places = [] if data.isascii() else [found.start() for found in MOJIBAKE.finditer(data)]
    if not places or not len(lines):
        return []
    newlines = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
    row = np.searchsorted(lines.to_numpy(), np.searchsorted(newlines, places) + 1, side="right") - 1
    return [int(line) for line in lines[np.unique(row[row >= 0])]]


def without_mojibake(cell: str) -> tuple[str, float] | None:
    """A cell of UTF-8 that was read as cp1252, as it was meant, and how sure that is (ours); none if it reads well."""
    found, sure, best = cell, 1.0, None
    # Half a character is none of ours to put right: validation names the cell.
    while MOJIBAKE.search(found.encode(errors="replace")) and (once := _undone(found)):
        found, sure = once[0], min(sure, once[1])
        # Control characters are half of a letter that was spoilt twice; at the end they mean that this was none.
        best = best if _C1.search(found) else (found, sure)
    return best


def _undone(cell: str) -> tuple[str, float] | None:
    # A no-break space often comes out of a form as a space; before a third byte alone it cannot mean itself.
    for text, sure in ((cell, 0.95), (_SPACED.sub("\\1\N{NO-BREAK SPACE}", cell), 0.8)):
        try:
            meant = codecs.charmap_encode(text, "strict", _CP1252_BYTES)[0].decode()
        except UnicodeError:
            continue
        if len(meant) < len(text):
            return meant, sure
    return None
