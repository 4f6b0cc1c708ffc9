"""How a notebook shows a finding: the answer in a sentence, then the rows that matter most, the rest folded."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd

from influence.graph.called import NOBODY_MEANT, called
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say
from influence.tables.phrases import counted, number, percent, signed

SHOWN, FOLDED, COLUMNS = 10, 200, 10
# A notebook would set words to the right, too.
LEFT, RIGHT = ' style="text-align:left"', ' style="text-align:right"'
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
# Columns of words from a list of ours, in which "_" stands for a space; what people wrote stays as it is.
CODED = {
    "act", "by_side", "entry_strategy", "fastest", "function", "bring_function", "gate", "instead", "kind",
    "kind_claimed", "layer", "ledger", "missing", "missing_for", "most_robust", "phase", "plan_gate", "plan_strategy",
    "position", "quadrant", "rejected_as", "reports", "role", "rule", "severity", "side", "state", "strategy",
    "question", "to_side", "trust_step", "verdict", "verifies", "what", "top_down", "middle_out", "bottom_up",
    "talk_about",
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
    "To find out: {gaps}; answered of the checklist: {answered}.",
    "Answered: {answered}; only guessed: {guesses}; open: {open}.",
    "Team members: {members}; {busiest} carries most, {busiest_load} of the contacts.",
    "Rivals: {rivals}; the strongest is {strongest}; our coverage less theirs: {coverage_gap}.",
    "Coaches: {coaches}; sponsors: {sponsors}; insiders: {insiders}.",
    "Commitments open: {open}, overdue: {overdue}; kept of those that are over: {kept_ratio}.",
    "Encounters: {encounters}; pairs who have met us together: {pairs}.",
    "Main supporter: {main_supporter}; pieces of advice: {advice}.",
)
# By the first of these that a detail has, its rows are sorted, largest first; else they keep their order.
MATTERS = ("weight_lost", "support_lost", "gain", "contribution", "force", "weight", "leverage", "load", "coverage")
# Rows of these come in an order already.
ORDERED = ("step", "flag", "rank")
# Columns that explain a row rather than answer: they stand in the fold of everything.
BEHIND = {
    "reason", "onward", "through", "turns", "phase", "rank", "support_low", "support_high", "code", "bring",
    "bring_function", "prior", "width", "why", "expected_loss_se", "cut_point", "instead", "shared", "low", "high",
    "missing_for", "missing_is", "promotion_rank", "insider_rank", "kind_claimed", "trust_step", "banzhaf_normalised",
    "by_side", "to_side", "asks",
}  # fmt: skip


def as_html(title: str, summary: pd.DataFrame, detail: pd.DataFrame, graph: StakeholderGraph | None = None) -> str:
    """The finding for a notebook.

    Parameters
    ----------
    title : str
        The question.
    summary, detail : pandas.DataFrame
        The two tables of the finding.
    graph : StakeholderGraph, optional
        Whose names stand for the ids of people and deals.

    Returns
    -------
    str
        The question, the answer in a sentence, and at most ten rows of each table, sorted by what matters most, with
        the columns that answer; all else is folded. Unknown is written out.
    """
    one = len(summary) == 1
    numbers = called(summary.reset_index(), graph) if one else summary.reset_index()
    parts = [f"<h4>{escape(title)}</h4>", f"<p><b>{escape(_answered(numbers, str(summary.index.name)))}</b></p>"]
    if not one:
        parts.append(_table(numbers, graph, []))
    if len(detail):
        parts.append(_table(sorted_rows(detail).reset_index(), graph, BEHIND))
    if one:
        parts.append(_fold(say("All numbers"), _on_its_side(numbers)))
    return "".join(parts)


def _answered(numbers: pd.DataFrame, per: str) -> str:
    """The answer in a sentence."""
    if numbers.empty:
        return say("There is nothing to tell: no row.")
    if len(numbers) > 1:
        return _of_many(numbers.drop(columns=per), per)
    row = _told(numbers.drop(columns=per))
    for words in ANSWERS:
        if _parts(words) <= set(row):
            return say(words, **row)
    first = list(row.items())[:3]
    return say("; ").join(say("{name}: {value}", name=_head(name), value=value) for name, value in first)


def _parts(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def _of_many(summary: pd.DataFrame, per: str) -> str:
    """From where to where the first number goes, and of how many rows it is unknown."""
    count = counted(len(summary), *_noun(per))
    numbers = summary.select_dtypes("number")
    if numbers.empty:
        return f"{count}."
    column = str(numbers.columns[0])
    known = numbers[column].dropna()
    if known.empty:
        return say("{rows}; {column} is unknown in all.", rows=count, column=_head(column))
    unknown = len(numbers) - len(known)
    words = "{rows}: {column} from {low} to {high}."
    if unknown:
        words = "{rows}: {column} from {low} to {high}, unknown in {unknown}."
    low, high = said(column, known.min()), said(column, known.max())
    return say(words, rows=count, column=_head(column), low=low, high=high, unknown=unknown)


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
        return "" if column in NOBODY_MEANT else say("unknown")
    if isinstance(value, (bool, np.bool_)):
        return say("yes") if value else say("no")
    if isinstance(value, (float, np.floating)):
        return _measured(column, float(value))
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    if isinstance(value, pd.Timestamp):
        return str(value)[:10]
    return _head(str(value)) if column in CODED else str(value)


def _measured(column: str, value: float) -> str:
    if column in SIGNED:
        return signed(value)
    if column not in NO_SHARES and 0 <= value <= 1:
        return percent(value)
    whole = value.is_integer() or abs(value) >= SHOWN_WHOLE
    return f"{value:,.0f}".replace("-", "−") if whole else number(value)


def _head(column: str) -> str:
    return say(column.replace("_", " "))


def _table(rows: pd.DataFrame, graph: StakeholderGraph | None, behind: Collection[str]) -> str:
    """At most ten rows of the columns that answer; the next rows, with every column, are folded."""
    columns = _leading(rows, behind)
    shown = _rows(called(rows.head(SHOWN), graph)[columns])
    if len(rows) <= SHOWN and len(columns) == len(rows.columns):
        return shown
    left = len(rows) - FOLDED
    hidden = f"<p>{escape(say('{count} more are in the table itself', count=f'{left:,}'))}</p>" if left > 0 else ""
    rest = _rows(called(rows.head(FOLDED), graph)) + hidden
    words = say("Everything: {rows}, {columns}", rows=counted(len(rows), "row", "rows"),
                columns=counted(len(rows.columns), "column", "columns"))  # fmt: skip
    return shown + _fold(words, rest)


def _leading(rows: pd.DataFrame, behind: Collection[str]) -> list[Any]:
    """The first columns that answer: neither those behind, nor what is the same deal or unknown in every row."""
    same = ["deal"] if "deal" in rows and rows["deal"].nunique() == 1 else []
    told = [name for name in rows if name not in (*behind, *same) and rows[name].notna().any()]
    return told[:COLUMNS] or list(rows)


def _fold(words: str, html: str) -> str:
    return f"<details><summary>{escape(words)}</summary>{html}</details>"


def _rows(rows: pd.DataFrame) -> str:
    """A table of texts: words to the left, numbers to the right."""
    names = [str(name) for name in rows.columns]
    cells = [
        [said(name, value) for name, value in zip(names, row, strict=True)] for row in rows.itertuples(index=False)
    ]
    sides = [RIGHT if pd.api.types.is_numeric_dtype(rows.dtypes.iloc[k]) else LEFT for k in range(len(names))]
    return _html([_unit(name) for name in names], cells, sides)


def _on_its_side(numbers: pd.DataFrame) -> str:
    """All columns of one row, one below the other."""
    return _html([], [[_unit(name), value] for name, value in _told(numbers).items()], [LEFT, LEFT])


def _told(numbers: pd.DataFrame) -> dict[str, str]:
    """Each column of the one row in words; taken by columns, since a row of its own would make every number alike."""
    return {str(name): said(str(name), values.iloc[0]) for name, values in numbers.items()}


def _html(heads: list[str], lines: list[list[str]], sides: list[str]) -> str:
    head = "".join(f"<th{side}>{escape(name)}</th>" for name, side in zip(heads, sides, strict=False))
    body = "".join(f"<tr>{_cells(line, sides)}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(line: list[str], sides: list[str]) -> str:
    return "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(line, sides, strict=True))


def _unit(column: str) -> str:
    return say("{column} (−1 to +1)", column=_head(column)) if column in SIGNED else _head(column)
