"""Scores matched with how their deals ended; what was known only after the decision is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.errors import InfluenceError, UnknownName
from influence.outcomes.ended import ENDS, NO_DECISION, read_outcomes, refuse
from influence.tables.frames import as_frame
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.problems import Problems, Wording

AS_OF = "as_of"
AFTER = "correct the day, or leave out what was known only after the decision"
FEWEST = (50, 150)
"""Deals won and deals not won below which nothing is told from them unless a caller asks for it (ours)."""


@dataclass(frozen=True)
class Matched:
    """Deals that ended, a row each in all of these.

    Attributes
    ----------
    scores : pandas.DataFrame
        What was known before the decision, in columns of floats, indexed by `deal`.
    end : numpy.ndarray
        How each ended, as a position in `ENDS`.
    day : numpy.ndarray
        The day of the decision, NaT where unknown.
    account : numpy.ndarray
        The number of the account; each deal without one has a number of its own.
    has_accounts : bool
        Whether any deal has an account.
    notes : tuple of str
        What was left out, and what nobody said.
    """

    scores: pd.DataFrame
    end: Ints
    day: Any
    account: Ints
    has_accounts: bool
    notes: tuple[str, ...]

    @property
    def won(self) -> Flags:
        """Which deals we won."""
        return self.end == 0

    @property
    def has_no_decision(self) -> bool:
        """Whether deals without a decision are told from those lost to a rival."""
        return bool((self.end == ENDS.index(NO_DECISION)).any())


def matched(scores: Any, outcomes: Any, as_of: object = None) -> Matched:
    """The scores of the deals that ended, each with its end."""
    frame, ended = by_deal(scores), read_outcomes(outcomes)
    _require_known(frame, ended)
    known = ended[ended["outcome"].notna()]
    both = frame.index[frame.index.isin(known.index)]
    known, frame = known.loc[both], frame.loc[both]
    days = _days(frame, as_of)
    _require_before(frame, days, known["close_date"])
    account = known["account"].to_numpy(dtype=object)
    return Matched(
        numbers(frame),
        pd.Index(ENDS).get_indexer(known["outcome"].astype(object)),
        known["close_date"].to_numpy(),
        _numbered(account),
        bool(pd.notna(account).any()),
        _notes(by_deal(scores).index, ended, days, known["close_date"]),
    )


def by_deal(scores: Any, name: str = "scores") -> pd.DataFrame:
    """The scores indexed by `deal`, each deal once."""
    frame, problems = as_frame(name, scores), Problems()
    if "deal" in frame:
        frame = frame.set_index("deal")
    if frame.index.name != "deal":
        raise InfluenceError(
            say("{name} does not say which deal a row is of; give a column or an index 'deal'", name=name)
        )
    for column in frame.columns[frame.columns.duplicated()].unique():
        problems.add_whole(name, column, None, "is duplicated", "give each score a name", code="duplicate_column")
    given = pd.DataFrame({"deal": frame.index})
    remedy = say("keep one row a deal")
    problems.add(
        given, name, "deal", frame.index.duplicated(keep=False), Wording("duplicate_row", "is duplicated", remedy)
    )
    refuse(problems)
    return frame


def numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that hold numbers, or yes and no, as floats; text has no order, and days are told apart."""
    found = {name: _floats(values) for name, values in frame.items() if name != AS_OF}
    kept = {name: values for name, values in found.items() if values is not None}
    if not kept:
        raise InfluenceError(say("scores holds no column of numbers; give one, such as influence.score makes them"))
    return pd.DataFrame(kept, index=frame.index)


def _floats(values: pd.Series) -> Floats | None:
    kind = pd.api.types.infer_dtype(values, skipna=True)
    if kind not in ("integer", "floating", "mixed-integer-float", "boolean", "decimal", "empty"):
        return None
    if kind == "empty" and values.dtype == object:
        return None
    return values.astype(object).where(values.notna(), np.nan).to_numpy(dtype=float)


def _require_known(frame: pd.DataFrame, ended: pd.DataFrame) -> None:
    """Refuse outcomes of deals that nobody scored: a misspelt id would vanish."""
    strange = ~ended.index.isin(frame.index)
    if strange.all():
        raise UnknownName("deal in scores", ended.index[0], frame.index)
    problems = Problems()
    given = pd.DataFrame({"deal": ended.index})
    remedy = say("correct the deal, or leave out its row")
    problems.add(given, "outcomes", "deal", strange, Wording("unknown_deal", "refers to an unknown deal", remedy))
    refuse(problems)


def _days(frame: pd.DataFrame, as_of: object) -> pd.Series:
    """The day on which each deal's scores were known, NaT where nobody says."""
    if as_of is None:
        given = frame[AS_OF] if AS_OF in frame else pd.Series(pd.NaT, frame.index)
    elif AS_OF in frame:
        raise InfluenceError(
            say("as_of is given, and scores has a column {as_of} too; keep one of them", as_of=repr(AS_OF))
        )
    else:
        given = pd.Series([as_of] * len(frame), frame.index)
    days = pd.to_datetime(given.astype(object), errors="coerce", format="ISO8601", utc=True).dt.tz_localize(None)
    wrong = (days.isna() & given.notna()).to_numpy()
    problems = Problems()
    told = pd.DataFrame({AS_OF: given.to_numpy(dtype=object)}, index=frame.index)
    remedy = say("give a date such as 2024-05-31")
    problems.add(told, "scores", AS_OF, wrong, Wording("not_a_date", "is not a date", remedy))
    refuse(problems)
    return days


def _require_before(frame: pd.DataFrame, days: pd.Series, decided: pd.Series) -> None:
    """Refuse scores, and days among them, that are later than the decision."""
    problems = Problems()
    dated = {AS_OF: days} | {name: values for name, values in frame.items() if values.dtype.kind == "M"}
    for name, values in dated.items():
        later = pd.to_datetime(values, utc=True).dt.tz_localize(None).to_numpy() > decided.to_numpy()
        told = pd.DataFrame({name: values.to_numpy(dtype=object)}, index=frame.index)
        problems.add(told, "scores", str(name), later, Wording("after_decision", "is after the decision", AFTER))
    refuse(problems)


def _numbered(account: Any) -> Ints:
    codes, names = pd.factorize(account)
    alone = codes < 0
    codes[alone] = len(names) + np.arange(alone.sum())
    return codes


def _notes(scored: pd.Index, ended: pd.DataFrame, days: pd.Series, decided: pd.Series) -> tuple[str, ...]:
    """What was left out and what nobody said, in words."""
    without = (~scored.isin(ended.index)).sum() + ended["outcome"].isna().sum()
    undated = (days.isna() | decided.isna().to_numpy()).sum()
    told = [
        (without, say("{without} without an outcome left out", without=counted(without, "deal", "deals"))),
        (
            undated,
            say(
                "of {undated} nobody says whether the scores are older than the decision",
                undated=counted(undated, "deal", "deals"),
            ),
        ),
    ]
    return tuple(text for count, text in told if count)


def require_enough(deals: Matched, least: object) -> None:
    """Refuse fewer deals won and not won than `least`, which a caller may lower."""
    fewest = _pair(least)
    won = int(deals.won.sum())
    lost = len(deals.end) - won
    if won < fewest[0] or lost < fewest[1]:
        # Of one end alone nothing is told apart, however few are asked for.
        lowered = say(", or pass least=(1, 1) (--least 1:1) and read the intervals") if won and lost else ""
        raise InfluenceError(
            say(
                "{won} won and {lost} lost are too few to tell a good score from luck: give {fewest_won} won and "
                "{fewest_lost} lost{lowered}",
                won=won,
                lost=lost,
                fewest_won=fewest[0],
                fewest_lost=fewest[1],
                lowered=lowered,
            )
        )


def few(deals: Matched) -> bool:
    """Whether there are fewer deals than it takes without being told."""
    won = int(deals.won.sum())
    return won < FEWEST[0] or len(deals.end) - won < FEWEST[1]


def _pair(least: object) -> tuple[int, int]:
    if (
        isinstance(least, tuple | list)
        and len(least) == 2
        and all(isinstance(each, int | np.integer) and not isinstance(each, bool) and each >= 1 for each in least)
    ):
        return int(least[0]), int(least[1])
    raise InfluenceError(
        say(
            "least is {least}; give the fewest deals won and lost, two whole numbers, such as (50, 150)",
            least=repr(least),
        )
    )
