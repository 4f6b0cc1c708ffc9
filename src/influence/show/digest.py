"""What changed between two days, a few lines a deal: a page to read on Monday, and its text for a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from influence.analysis.compare import CAUSE, compare
from influence.analysis.diagnose import diagnose
from influence.analysis.finding import arrays_of
from influence.analysis.score import score
from influence.graph.called import names_by_key, title_of, told_apart
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.digest_lines import LEAST, Line, Seen, lines
from influence.show.markdown_text import own_line
from influence.show.page import FRAME_HEIGHT, MARKDOWN_MARK, Page, page
from influence.show.spoken import speaking_of
from influence.tables.language import say
from influence.tables.phrases import counted

MOST_LINES = 3
# Pixels in a notebook: of the head, of a deal's name, and of a line that wraps once.
ABOVE, A_DEAL, A_LINE = 110, 62, 46


@dataclass(frozen=True)
class Changed:
    """A deal in which something changed: what to call it, and its sentences, the most important first."""

    title: str
    said: Sequence[Line]


def digest(before: StakeholderGraph, after: StakeholderGraph, *, locale: str | None = None) -> Page:
    """Draw what changed in every deal between two days, the deal in which most did first.

    Parameters
    ----------
    before, after : StakeholderGraph
        Any number of deals, matched by their ids: two exports, or `graph.as_of(day)` and `graph`.
    locale : {"en", "zh"}, optional
        The language of the digest; without it the one of `influence.speaking`, else that of the headers of the files
        `after` was read from.

    Returns
    -------
    Page
        A page that needs no network and runs no script: for each deal in which anything changed at most three lines,
        the most important first, and at the end how many deals are as they were. `.markdown` is its text;
        `.save("digest.html")` or `.save("digest.md")` writes it.

    Raises
    ------
    UnknownName
        There is no such locale.
    InfluenceError
        The ids of deals or of people are text in one graph and numbers in the other.

    Notes
    -----
    A line is important by what it is (ours): that a deal ended 10, that it is gone 5, new 3, a verdict of stop or a new
    fatal flag 2, a new serious flag 0.4, another verdict 0.3, a change of stage, amount or close date 0.15, a new flag
    to watch 0.1, flags that are gone 0.05; and by how much it moved: the chance to win 1, the rival's 0.7, coverage 0.6
    and support 0.5 times the difference, half of that where it became known or unknown. Changes below 0.005 are none.
    Deals stand by their most important line, then by all of theirs, then by id. Who moved support is whose contribution
    changed most (`compare`). Rules 001-24, 003-50, 004-12.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> found = influence.show.digest(duck.as_of("2012-03-01"), duck)
    >>> found.markdown.splitlines()[7]
    '- Chance to win: 57% → 11%.'
    """
    arrays_of(before), arrays_of(after)
    with speaking_of(after, locale):
        return _made(before, after)


def _made(before: StakeholderGraph, after: StakeholderGraph) -> Page:
    causes = _causes(before, after)
    was, now = _seen(before), _seen(after)
    order = {**dict.fromkeys(after.all_deals), **dict.fromkeys(before.all_deals)}
    said = {deal: lines(was.get(deal), now.get(deal), causes.get(deal)) for deal in order}
    titles = told_apart({**_titles(before), **_titles(after)})
    changed = [Changed(titles[deal], each) for deal, each in said.items() if each]
    changed.sort(key=lambda each: (-each.said[0].weight, -sum(line.weight for line in each.said)))
    return _page(changed, len(order))


def _seen(graph: StakeholderGraph) -> dict[Any, Seen]:
    """Every deal as it stands in this graph."""
    scores = score(graph)
    facts = graph.deals.set_index("deal").to_dict("index")
    flags: dict[Any, dict[str, Any]] = {deal: {} for deal in graph.all_deals}
    for deal, flag in zip(*_flags(graph), strict=True):
        flags[deal][flag["code"]] = flag
    rows = scores.astype(object).where(scores.notna(), None).to_dict("index")
    return {deal: Seen(rows[deal], facts.get(deal, {}), flags[deal]) for deal in graph.all_deals}


def _flags(graph: StakeholderGraph) -> tuple[Any, list[dict[Any, Any]]]:
    detail = diagnose(graph).detail
    return detail.index.get_level_values("deal"), detail.to_dict("records")


def _causes(before: StakeholderGraph, after: StakeholderGraph) -> dict[Any, str]:
    """By deal, who moved its support most, by name."""
    detail = compare(before, after).detail
    moved = detail[detail.index.get_level_values("score") == CAUSE].droplevel("score")
    first = moved[moved["difference"].abs() >= LEAST]
    first = first[~first.index.duplicated()]
    names = {**names_by_key(before), **names_by_key(after)}
    return {deal: names[deal, who] for deal, who in first["who"].items()}


def _titles(graph: StakeholderGraph) -> dict[Any, str]:
    """What to call each deal, with the customer's name."""
    facts: Mapping[Any, Mapping[Any, Any]] = graph.deals.set_index("deal").to_dict("index")
    return {deal: title_of(facts.get(deal, {}), deal) for deal in graph.all_deals}


def _page(changed: Sequence[Changed], total: int) -> Page:
    title = say("What changed")
    summary = say("{count} of {total} changed.", count=len(changed), total=counted(total, "deal", "deals"))
    shown = [(each.title, [line.text for line in each.said[:MOST_LINES]]) for each in changed]
    drawn = page("digest.html", title=title, summary=summary, deals=shown)
    parts = [f"{MARKDOWN_MARK}\n# {own_line(title)}", own_line(summary)]
    for name, said in shown:
        parts += [f"## {own_line(name)}", "\n".join(f"- {own_line(text)}" for text in said)]
    height = min(ABOVE + sum(A_DEAL + A_LINE * len(said) for _, said in shown), FRAME_HEIGHT)
    return replace(drawn, markdown="\n\n".join(parts) + "\n", height=height)
