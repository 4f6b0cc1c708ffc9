"""The page of a look back: which scores told won from lost, and what the chances were worth."""

from __future__ import annotations

from typing import Any

import pandas as pd

from influence.analysis.finding import Finding
from influence.errors import InfluenceError
from influence.outcomes.backtest import BASELINE, COMBINATION, QUESTION
from influence.show.page import Page, page
from influence.show.report.section import Curve, Range, Ranges, Section, Table
from influence.show.wording import UNKNOWN, number, percent, plain, signed
from influence.tables.language import say, say_all, speaking, spoken
from influence.tables.phrases import capital, stopped

KINDS = {"score": "score", BASELINE: "simple rule", COMBINATION: "combination"}
SEPARATION = (
    "Of a deal won and a deal not won: how often the first had the higher score. 50% is luck, 100% is never wrong; "
    "below 50% a high score points to deals not won. The bar is where the number lies in 95% of samples of these "
    "deals, the line across it is the number itself; grey bars are simple rules that vendors publish."
)
CALIBRATION = (
    "Each point is a tenth of the deals: the chance that was said, and the share that was won, with its 95% interval. "
    "On the dashed line a chance is right; above it, more was won than said."
)
WORTH = (
    "Brier: mean square of the error, 0 is best. Slope: 1 is right, below 1 the chances are too sure of themselves. "
    "Shift: what to add to the log odds to be right on average, 0 is right. Error: how far off a chance is on average."
)
LIFT = "Share won in the tenth of the deals with the highest scores, as a multiple of the share won of all deals."
ENDS = "As above, for each end against the two others: a score that tells of rivals is high where a rival won."


def backtest_page(found: Finding, *, locale: str | None = None) -> Page:
    """Make the page of a look back.

    Parameters
    ----------
    found : Finding
        Of `influence.backtest`.
    locale : {"en", "zh"}, optional
        The language of the page; else that of `influence.speaking`, else English. How many deals there were is said
        in the words of the finding: make it in the same language.

    Returns
    -------
    Page
        One file that needs no network and runs no script; `.save("backtest.html")` writes it.

    Raises
    ------
    InfluenceError
        This is no finding of `backtest`.
    UnknownName
        `locale` is no known language.

    Examples
    --------
    >>> import influence, numpy as np, pandas as pd
    >>> rng = np.random.default_rng(0)
    >>> won = rng.random(400) < 0.4
    >>> scores = pd.DataFrame({"deal": range(400), "depth": rng.normal(won)})
    >>> outcomes = pd.DataFrame({"deal": range(400), "outcome": np.where(won, "won", "lost")})
    >>> influence.show.backtest_page(influence.backtest(scores, outcomes, as_of="2024-01-31")).title
    'Did the scores tell won from lost?'
    """
    if not isinstance(found, Finding) or found.per != "score":
        raise InfluenceError(say("this is a {kind}; give what influence.backtest found", kind=type(found).__name__))
    table = found.by_score.astype(object).where(found.by_score.notna(), None)
    rows = {str(name): row for name, row in zip(table.index, table.to_dict("records"), strict=True)}
    with speaking(locale or spoken()):
        sections = [_separation(rows), _gains(rows), _calibration(rows, found.detail), _lift(rows), _ends(rows)]
        return page(
            "sections.html",
            title=say("Did the scores tell won from lost?"),
            summary=_summary(found.title),
            sections=[section for section in sections if section is not None],
        )


def _summary(title: str) -> str:
    """What the title says beside its question, which was asked in this language or in English."""
    question = next(each for each in (say(QUESTION), QUESTION) if each in title)
    before, _, told = title.partition(question)
    few = say("Few deals: go by the bars, the numbers may be luck. ") if before else ""
    return few + stopped(told.strip())


def _separation(rows: dict[str, Any]) -> Section:
    ranked = sorted((name for name in rows if rows[name]["auc"] is not None), key=lambda name: -rows[name]["auc"])
    ranges = [
        Range(
            _named(name), rows[name]["auc_low"], rows[name]["auc"], rows[name]["auc_high"],
            f"{_range(rows[name], 'auc')} · {say(KINDS[rows[name]['kind']])}", rows[name]["kind"] == BASELINE,
        )
        for name in ranked
    ]  # fmt: skip
    left = [_named(name) for name in rows if name not in ranked]
    sentences = [say("Unknown of too many deals to be judged: {left}.", left=", ".join(left))] if left else []
    head = (say("Score"), say("Tells won from lost"), say("Range (number)"))
    return Section(say("Which scores told won from lost"), sentences, [Ranges(head, ranges, say(SEPARATION))])


def _gains(rows: dict[str, Any]) -> Section | None:
    told = {name: row for name, row in rows.items() if row["gain"] is not None and row["kind"] != BASELINE}
    if not told:
        return None
    best = next(iter(told.values()))["against"]
    ranked = sorted(told, key=lambda name: -told[name]["gain"])
    lines = [[_named(name), _points(told[name]), _verdict(told[name])] for name in ranked]
    sentence = say("The simple rule that told best of these deals is {best}.", best=_named(best))
    note = say("Percentage points more, or fewer, of the pairs told rightly, on deals where both are known.")
    table = Table(say_all(("Score", "Against that rule (range)", "So")), lines, note=note)
    return Section(say("Is it better than a simple rule?"), [sentence], [table])


def _points(row: dict[str, Any]) -> str:
    low, value, high = (signed(100 * row[name]) for name in ("gain_low", "gain", "gain_high"))
    return _with_range(value, low, high)


def _verdict(row: dict[str, Any]) -> str:
    if row["gain_low"] > 0:
        return say("better")
    return say("worse") if row["gain_high"] < 0 else say("cannot be decided")


def _calibration(rows: dict[str, Any], detail: pd.DataFrame) -> Section | None:
    told = {name: row for name, row in rows.items() if row["brier"] is not None}
    if not told:
        return None
    lines = [
        [_named(name), number(row["brier"]), _slope(row), signed(row["intercept"]), percent(row["ece"])]
        for name, row in told.items()
    ]
    curves = [_curve(name, detail.loc[name]) for name in told]
    head = say_all(("Chance", "Brier", "Slope (range)", "Shift", "Error"))
    return Section(
        say("What the chances were worth"), [say(CALIBRATION)], [*curves, Table(head, lines, note=say(WORTH))]
    )


def _slope(row: dict[str, Any]) -> str:
    if row["slope"] is None:
        return say(UNKNOWN)
    return _with_range(*(number(row[name]) for name in ("slope", "slope_low", "slope_high")))


def _curve(name: str, parts: pd.DataFrame) -> Curve:
    columns = ["score_mean", "share_low", "share_won", "share_high"]
    points = [tuple(row) for row in parts[columns].to_numpy(dtype=float).tolist()]
    return Curve(capital(_named(name)), say("chance said"), say("share won"), points)


def _lift(rows: dict[str, Any]) -> Section | None:
    told = {name: row for name, row in rows.items() if row["lift"] is not None}
    ranked = sorted(told, key=lambda name: -told[name]["lift"])
    lines = [[_named(name), f"{number(told[name]['lift'])} ×", f"{told[name]['deals']:,}"] for name in ranked]
    if not lines:
        return None
    table = Table(say_all(("Score", "Lift", "Deals")), lines, note=say(LIFT))
    return Section(say("Whom to trust for the best deals"), (), [table])


def _ends(rows: dict[str, Any]) -> Section | None:
    told = {name: row for name, row in rows.items() if row["lost_auc"] is not None}
    if not told:
        return None
    lines = [
        [_named(name), *(_range(row, end) for end in ("auc", "lost_auc", "no_decision_auc"))]
        for name, row in told.items()
    ]
    head = say_all(("Score", "Won", "Lost to a rival", "No decision"))
    return Section(say("Won, lost to a rival, or no decision"), (), [Table(head, lines, note=say(ENDS))])


def _range(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return say(UNKNOWN)
    low, value, high = (percent(row[each]) for each in (f"{name}_low", name, f"{name}_high"))
    return say("{low} to {high} ({value})", low=low, high=high, value=value)


def _with_range(value: str, low: str, high: str) -> str:
    return say("{value} ({low} to {high})", value=value, low=low, high=high)


def _named(score: str) -> str:
    """A score in words."""
    return say(plain(score))
