"""Zips: their members, none of which is ever unpacked to disk, and those of a folder that are parts of one export."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from influence.read.files.csv_text import Unreadable, archive_of
from influence.tables.language import say

_OUT = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\]|$)")


class Member(NamedTuple):
    """A file in a zip: its path there, and how to get its bytes."""

    name: PurePosixPath
    read: Callable[[], bytes]


def members_of(path: Path, stack: ExitStack) -> list[Member]:
    """Every file in a zip, hidden ones too."""
    archive = archive_of(path, stack)
    return [
        Member(PurePosixPath(_name(member).replace("\\", "/")), partial(_contents, archive, member))
        for member in archive.infolist()
        if not member.is_dir()
    ]


def parts_of(folder: Path) -> list[Path]:
    """The zips in a folder: a large export comes as WE_..._1.ZIP, WE_..._2.ZIP, which need each other."""
    return sorted(file for file in folder.iterdir() if is_part(file))


def is_part(file: Path) -> bool:
    """Whether a file of a folder is such a zip."""
    return file.is_file() and file.suffix.casefold() == ".zip" and not file.name.startswith(".")


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows in Chinese writes it as GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            return name.encode("cp437").decode("gbk")
    return name


def _contents(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Nothing claims a place elsewhere, even though nothing is unpacked."""
    if _OUT.match(_name(member)) or (member.external_attr >> 16) & 0o170000 == 0o120000:
        remedy = say("unpack it with care, and give the files themselves")
        raise Unreadable("has a name that leads out of the zip", remedy, code="unsafe_file")
    if member.flag_bits & 0x1:
        raise Unreadable("is protected by a password", "zip it again without one")
    try:
        return archive.read(member)
    except Exception as error:
        raise Unreadable(
            say("cannot be unpacked ({error})", error=error), "zip it again; the zip is damaged"
        ) from error
