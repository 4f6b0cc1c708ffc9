"""The report as Markdown: the same words and tables, for a wiki, a pull request or a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from influence.show.markdown_text import escaped, own_line
from influence.show.page import MARKDOWN_MARK
from influence.show.report.first_screen import Screen
from influence.show.report.folds import Group
from influence.show.report.section import Bars, Section, Table, Topics
from influence.tables.language import say


def markdown(title: str, screen: Screen, groups: Sequence[Group]) -> str:
    """The report of a deal as Markdown."""
    lines = [MARKDOWN_MARK, f"# {escaped(title)}", own_line(screen.deal_line), *_first(screen)]
    lines.append(own_line(screen.retrospect))
    for group in groups:
        lines.append(f"## {escaped(group.title)}")
        for fold in group.folds:
            lines += list(_section(fold.section))
    return "\n\n".join(line for line in lines if line) + "\n"


def _first(screen: Screen) -> Iterator[str]:
    head = screen.headline
    yield f"**{escaped(head.verdict)}** · {escaped(head.flags)}"
    yield from map(own_line, [*head.sentences, head.change])
    yield f"## {escaped(screen.steps_title)}"
    yield "\n".join(f"{step.number}. {escaped(step.what)}{_why(step.why)}" for step in screen.steps)
    yield "\n".join(f"- {escaped(lesson)}" for lesson in screen.lessons)
    yield f"## {escaped(screen.seats_title)}"
    yield _table(
        [say("Who"), say("Role"), say("Votes"), say("Support"), say("Our contact"), say("Rivals")],
        [[each.who, each.role, each.votes, each.sign, each.ours, each.rivals or "–"] for each in screen.seats],
    )
    yield from map(own_line, [screen.bar.label if screen.bar else screen.uncovered, screen.plan_line])
    yield own_line(screen.single_points)
    yield "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in screen.left)


def _why(why: Sequence[str]) -> str:
    return f" {escaped(why[0])}" if why else ""


def _section(section: Section) -> Iterator[str]:
    said = [own_line(text) for text in section.sentences]
    blocks = [part for block in section.blocks for part in _block(block)]
    if said or any(blocks):
        yield from [f"### {escaped(section.title)}", *said, *blocks, own_line(section.note)]


def _block(block: object) -> list[str]:
    if isinstance(block, Table) and (block.rows or block.lead):
        title = f"#### {escaped(block.title)}" if block.title else ""
        return [title, own_line(block.lead), _table(block.head, block.rows), own_line(block.note)]
    if isinstance(block, Topics):
        return ["\n".join(f"- **{escaped(topic)}**: {escaped(text)}" for topic, text in block.paragraphs)]
    if isinstance(block, Bars):
        return [_table([block.head[0], block.head[2]], [[bar.who, bar.text] for bar in block.bars])]
    # The map is drawn on the page alone.
    return []


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    full = [[*map(escaped, row), *[""] * (len(head) - len(row))] for row in rows]
    lines = [[*map(escaped, head)], ["---"] * len(head), *full]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
