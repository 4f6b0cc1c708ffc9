"""The report as Markdown: the same words and tables, for a wiki, a pull request or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from influence.show.page import MARKDOWN_MARK
from influence.show.report.first_screen import Screen
from influence.show.report.folds import Group
from influence.show.report.section import Bars, Section, Table, Topics
from influence.tables.language import say

# What Markdown would read as a sign of its own.
SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")


def markdown(title: str, screen: Screen, groups: Sequence[Group]) -> str:
    """The report of a deal as Markdown."""
    lines = [MARKDOWN_MARK, f"# {plain(title)}", plain(screen.deal_line), *_first(screen)]
    for group in groups:
        lines.append(f"## {plain(group.title)}")
        for fold in group.folds:
            lines += list(_section(fold.section))
    return "\n\n".join(line for line in lines if line) + "\n"


def plain(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    return SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def _first(screen: Screen) -> Iterator[str]:
    head = screen.headline
    yield f"**{plain(head.verdict)}** · {plain(head.flags)}"
    yield from map(plain, [*head.sentences, head.change])
    yield f"## {plain(screen.steps_title)}"
    yield "\n".join(f"{step.number}. {plain(step.what)}{_why(step.why)}" for step in screen.steps)
    yield "\n".join(f"- {plain(lesson)}" for lesson in screen.lessons)
    yield f"## {say('Who decides')}"
    yield _table(
        [say("Who"), say("Role"), say("Votes"), say("Support"), say("Our contact"), say("Rivals")],
        [[each.who, each.role, each.votes, each.sign, each.ours, each.rivals or "–"] for each in screen.seats],
    )
    yield from [plain(screen.bar.label if screen.bar else screen.uncovered), plain(screen.plan_line)]
    yield plain(screen.single_points)
    yield "\n".join(f"- {plain(name)}: {plain(value)}" for name, value in screen.left)


def _why(why: Sequence[str]) -> str:
    return f" {plain(why[0])}" if why else ""


def _section(section: Section) -> Iterator[str]:
    said = [plain(text) for text in section.sentences]
    blocks = [part for block in section.blocks for part in _block(block)]
    if said or any(blocks):
        yield from [f"### {plain(section.title)}", *said, *blocks, plain(section.note)]


def _block(block: object) -> list[str]:
    if isinstance(block, Table) and (block.rows or block.lead):
        title = f"#### {plain(block.title)}" if block.title else ""
        return [title, plain(block.lead), _table(block.head, block.rows), plain(block.note)]
    if isinstance(block, Topics):
        return ["\n".join(f"- **{plain(topic)}**: {plain(text)}" for topic, text in block.paragraphs)]
    if isinstance(block, Bars):
        return [_table([block.head[0], block.head[2]], [[bar.who, bar.text] for bar in block.bars])]
    # The map is drawn on the page alone.
    return []


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    full = [[*map(plain, row), *[""] * (len(head) - len(row))] for row in rows]
    lines = [[*map(plain, head)], ["---"] * len(head), *full]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
