"""How a notebook shows a finding: the answer in a sentence, then the rows that matter most, the rest folded."""

from __future__ import annotations

from html import escape
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted, percent

SHOWN, FOLDED = 10, 200
# Numbers from here on are shown without decimals.
SHOWN_WHOLE = 100
# Numbers from -1 to 1, which are said with their sign.
SIGNED = {
    "support", "support_low", "support_high", "support_mean", "support_p5", "support_end", "support_lost", "mean_known",
    "balance", "balance_low", "balance_high", "coverage_gap", "contribution", "settled_support", "low", "high", "force",
    "own", "settled", "gain", "entry_gain", "worst_departure",
}  # fmt: skip
# Measured numbers that are no share, though they may lie from 0 to 1 as shares do.
NO_SHARES = {
    "attempts", "amount", "amount_alone", "drivers", "barriers", "a_week", "a_week_voters", "a_week_others", "headroom",
    "a_week_decision", "a_week_management", "a_week_operations", "a_week_gap", "interval_width", "value", "width",
    "idle_days", "stale_days", "oldest_view_days", "last_touch_days",
}  # fmt: skip
# The answer to each question, told with the columns of its one row: the first that has all of its parts.
ANSWERS = (
    "We cover {coverage} of the votes; introductions could lead to {reach}.",
    "Known support of the committee: {support}, between {support_low} and {support_high}.",
    "Chance that the vote passes: {approval}.",
    "Chance to win: {win}; of the strongest rival: {rival_wins}; no decision: {no_decision}.",
    "Single points of failure: {single_points}; most reach goes with {worst}.",
    "Next entry point: {entry}, which would add {entry_gain} to the committee’s support.",
    "Drivers {drivers}, barriers {barriers}.",
    "When people leave, {coverage_mean} of the votes stay covered on average; most support goes with {worst}.",
    "Verdict: {verdict}. Red flags: {red_flags}, fatal: {fatal}.",
    "Steps: {steps}, attempts: about {attempts}; support then {support_end}, approval {approval_end}.",
    "Fastest entry strategy: {fastest}; the one that lasts best: {most_robust}.",
)
# By the first of these that a detail has, its rows are sorted, largest first; else they keep their order.
MATTERS = ("weight_lost", "support_lost", "gain", "contribution", "force", "weight", "leverage", "load", "coverage")
# Rows of these come in an order already.
ORDERED = ("step", "flag", "rank")


def as_html(title: str, summary: pd.DataFrame, detail: pd.DataFrame) -> str:
    """The finding for a notebook.

    Parameters
    ----------
    title : str
        The question.
    summary, detail : pandas.DataFrame
        The two tables of the finding.

    Returns
    -------
    str
        The question, the answer in a sentence, at most ten rows of each table, sorted by what matters most, and the
        next ones folded; unknown is written out.
    """
    parts = [f"<h4>{escape(title)}</h4>", f"<p><b>{escape(answer(summary))}</b></p>"]
    if len(summary) > 1:
        parts.append(_table(summary))
    if len(detail):
        parts.append(_table(sorted_rows(detail)))
    if len(summary) == 1:
        parts.append(_fold(say("All numbers"), _on_its_side(summary)))
    return "".join(parts)


def answer(summary: pd.DataFrame) -> str:
    """The answer in a sentence."""
    if summary.empty:
        return say("There is nothing to tell: no row.")
    if len(summary) > 1:
        return _of_many(summary)
    row = _told(summary)
    for words in ANSWERS:
        if _parts(words) <= set(row):
            return say(words, **row)
    return "; ".join(f"{_head(name)}: {value}" for name, value in list(row.items())[:3])


def _parts(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def _of_many(summary: pd.DataFrame) -> str:
    """From where to where the first number goes, and of how many rows it is unknown."""
    count = counted(len(summary), *_noun(str(summary.index.name)))
    numbers = summary.select_dtypes("number")
    if numbers.empty:
        return f"{count}."
    column = str(numbers.columns[0])
    known = numbers[column].dropna()
    if known.empty:
        return say("{rows}; {column} is unknown in all.", rows=count, column=_head(column))
    return say(
        "{rows}: {column} from {low} to {high}, unknown in {unknown}.", rows=count, column=_head(column),
        low=said(column, known.min()), high=said(column, known.max()), unknown=len(numbers) - len(known),
    )  # fmt: skip


def _noun(per: str) -> tuple[str, str]:
    nouns = {"deal": ("deal", "deals"), "account": ("account", "accounts"), "member": ("team member", "team members")}
    return nouns.get(per, ("row", "rows"))


def sorted_rows(detail: pd.DataFrame) -> pd.DataFrame:
    """The rows with what matters most first; whatever is unknown last."""
    matters = [name for name in MATTERS if name in detail and pd.api.types.is_numeric_dtype(detail[name])]
    if not matters or set(ORDERED) & set(detail.index.names):
        return detail
    size = detail[matters[0]].abs().fillna(-1.0).to_numpy(dtype=float)
    return detail.iloc[np.argsort(-size, kind="stable")]


def said(column: str, value: Any) -> str:
    """A value in words: shares in per cent, signed numbers with their sign, unknown written out."""
    if not isinstance(value, (list, tuple)) and pd.isna(value):
        return say("unknown")
    if isinstance(value, (bool, np.bool_)):
        return say("yes") if value else say("no")
    if isinstance(value, (float, np.floating)):
        return _measured(column, float(value))
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    return str(value)[:10] if isinstance(value, pd.Timestamp) else str(value)


def _measured(column: str, value: float) -> str:
    if column in SIGNED:
        return "0" if abs(value) <= NEARLY else f"{value:+.2g}".replace("-", "−")
    if column not in NO_SHARES and 0 <= value <= 1:
        return percent(value)
    return (f"{value:,.0f}" if value.is_integer() or abs(value) >= SHOWN_WHOLE else f"{value:,.2g}").replace("-", "−")


def _head(column: str) -> str:
    return column.replace("_", " ")


def _table(rows: pd.DataFrame) -> str:
    """At most ten rows, and the next ones folded."""
    rest = rows.iloc[SHOWN : SHOWN + FOLDED]
    told = _rows(rows.head(SHOWN))
    if rest.empty:
        return told
    left = len(rows) - SHOWN - len(rest)
    hidden = f"<p>{escape(say('{count} more are in the table itself', count=f'{left:,}'))}</p>" if left > 0 else ""
    return told + _fold(say("The next {count}", count=counted(len(rest), "row", "rows")), _rows(rest) + hidden)


def _fold(words: str, html: str) -> str:
    return f"<details><summary>{escape(words)}</summary>{html}</details>"


def _rows(rows: pd.DataFrame) -> str:
    """A table of texts, with what a row is about in front."""
    frame = rows.reset_index()
    names = [str(name) for name in frame.columns]
    cells = [
        [said(name, value) for name, value in zip(names, row, strict=True)] for row in frame.itertuples(index=False)
    ]
    return _html([_unit(name) for name in names], cells)


def _on_its_side(summary: pd.DataFrame) -> str:
    """All columns of one row, one below the other."""
    return _html([], [[_unit(name), value] for name, value in _told(summary).items()])


def _told(summary: pd.DataFrame) -> dict[str, str]:
    """Each column of the one row in words; taken by columns, since a row of its own would make every number alike."""
    return {str(name): said(str(name), values.iloc[0]) for name, values in summary.items()}


def _html(heads: list[str], lines: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _unit(column: str) -> str:
    return f"{_head(column)} (−1 to +1)" if column in SIGNED else _head(column)
