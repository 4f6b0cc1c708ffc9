"""What changed in a deal, in sentences, the most important first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from influence.rules.rule import SEVERITIES
from influence.show.wording import leaning, percent
from influence.tables.language import say
from influence.tables.phrases import counted, sentence

# What is smaller would be shown as the same number.
LEAST = 0.005
# How much a change weighs beside a chance to win that moves by 1 (ours): what ends a deal, then what stops it.
ENDED, GONE, NEW, FACT, CLEARED = 10.0, 5.0, 3.0, 0.15, 0.05
VERDICTS = {"stop": 2.0, "pause": 0.3, "too early": 0.3, "go": 0.3}
FLAGS = {"fatal": 2.0, "serious": 0.4, "watch": 0.1}
SHARES = {"win": 1.0, "rival_wins": 0.7, "coverage": 0.6, "support": 0.5}
FACTS = ("stage", "amount", "close_date")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One sentence, and how important it is."""

    weight: float
    text: str


@dataclass(frozen=True)
class Seen:
    """A deal on one of the two days: its scores, its own facts, and its red flags by number, the most severe first."""

    scores: Row
    facts: Row
    flags: Mapping[str, Row]


def lines(was: Seen | None, now: Seen | None, cause: str | None) -> list[Line]:
    """What changed, the most important first; nothing where nothing did."""
    if now is None:
        return [Line(GONE, say("No longer among the deals."))]
    if was is None:
        return [Line(NEW, say("New among the deals.")), *_sorted([*_first_seen(now)])]
    found = [*_end(was, now), *_verdict(was, now), *_shares(was, now, cause), *_flags(was, now), *_facts(was, now)]
    return _sorted(found)


def _sorted(found: Sequence[Line]) -> list[Line]:
    """Equals keep their order."""
    return sorted(found, key=lambda line: -line.weight)


def _first_seen(now: Seen) -> Iterator[Line]:
    yield Line(VERDICTS[now.scores["verdict"]], _verdict_said(now.scores["verdict"]))
    for name in ("win", "coverage"):
        if known(now.scores[name]):
            yield Line(SHARES[name] / 10, _now(name, now.scores[name]))


def known(value: object) -> bool:
    """Whether somebody knows it."""
    return not pd.isna(value)


def _end(was: Seen, now: Seen) -> Iterator[Line]:
    before, after = was.facts.get("outcome"), now.facts.get("outcome")
    if known(after) and before != after:
        yield Line(ENDED, say("The deal is won.") if after == "won" else say("The deal is lost."))


def _verdict(was: Seen, now: Seen) -> Iterator[Line]:
    verdict = now.scores["verdict"]
    if verdict != was.scores["verdict"]:
        yield Line(VERDICTS[verdict], _verdict_said(verdict))


def _verdict_said(verdict: str) -> str:
    said = {
        "stop": say("Verdict now: stop."),
        "pause": say("Verdict now: pause."),
        "too early": say("Verdict now: too early to say."),
        "go": say("Verdict now: go on."),
    }
    return said[verdict]


def _label(name: str) -> str:
    labels: Mapping[str, Callable[[], str]] = {
        "win": lambda: say("Chance to win"),
        "rival_wins": lambda: say("Chance of the strongest rival"),
        "coverage": lambda: say("Votes covered"),
        "support": lambda: say("Committee support"),
        "stage": lambda: say("Stage"),
        "amount": lambda: say("Amount"),
        "close_date": lambda: say("Close date"),
    }
    return labels[name]()


def _shares(was: Seen, now: Seen, cause: str | None) -> Iterator[Line]:
    for name, weight in SHARES.items():
        before, after = was.scores[name], now.scores[name]
        if known(before) and known(after):
            if abs(after - before) >= LEAST:
                text = _moved(name, before, after)
                if name == "support" and cause is not None:
                    text = f"{text} {say('Mostly by {name}.', name=cause)}"
                yield Line(weight * abs(after - before), text)
        elif known(after) or known(before):
            yield Line(weight / 2, _now(name, after) if known(after) else _lost(name))


def _moved(name: str, before: Any, after: Any) -> str:
    return say("{what}: {before} → {after}.", what=_label(name), before=_value(name, before), after=_value(name, after))


def _now(name: str, after: Any) -> str:
    return say("{what}: now {after}.", what=_label(name), after=_value(name, after))


def _lost(name: str) -> str:
    return say("{what}: no longer known.", what=_label(name))


def _value(name: str, value: Any) -> str:
    if name == "support":
        return leaning(value)
    if name == "amount":
        return f"{value:,.0f}"
    return percent(value) if name in SHARES else str(value)[:10] if name == "close_date" else str(value)


def _flags(was: Seen, now: Seen) -> Iterator[Line]:
    new = [flag for code, flag in now.flags.items() if code not in was.flags]
    gone = [code for code in was.flags if code not in now.flags]
    if new:
        first = min(new, key=lambda flag: SEVERITIES.index(flag["severity"]))
        count = counted(len(new), "new red flag", "new red flags")
        told = say("{count}, the most severe: {evidence} {action}", count=count, evidence=sentence(first["evidence"]),
                   action=first["action"])  # fmt: skip
        yield Line(max(FLAGS[flag["severity"]] for flag in new), told)
    if gone:
        yield Line(CLEARED, sentence(counted(len(gone), "red flag is gone", "red flags are gone")))


def _facts(was: Seen, now: Seen) -> Iterator[Line]:
    for name in FACTS:
        before, after = was.facts.get(name), now.facts.get(name)
        if known(before) and known(after) and before != after:
            yield Line(FACT, _moved(name, before, after))
        elif known(before) != known(after):
            yield Line(FACT, _now(name, after) if known(after) else _lost(name))
