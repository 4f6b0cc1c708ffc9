"""The sentences on who helps us inside, and on what follows from where we stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from influence.show.deal_view import DealView, first, records
from influence.show.wording import UNKNOWN, counted, listed, percent, sentence

Row = Mapping[str, Any]

ASKED_FIRST = 3
COMMA = ", "
MORE = {"coach": "coaches", "sponsor": "sponsors", "insider": "insiders"}
CONDITIONS = {
    "sees": "sight of what happens",
    "shares": "willingness to tell us",
    "power": "power",
    "support": "support for us",
    "believes_in_us": "trust in our ability",
    "trusted_inside": "trust inside",
    "wants_us_to_win": "wish that we win",
    "motive": "acting for our success",
}
GRADES = {"claimed": "only claimed", "no": "refuted", "unknown": UNKNOWN}
LEVELS = {"high": "at the top", "middle": "at the middle", "low": "low in the organisation"}
FAVOURABLE = {
    True: "We are in a favourable position: keep it.",
    False: "The position is not favourable yet.",
    None: "Whether the position is favourable is unknown.",
}
ANSWERS = {True: "yes", False: "no", None: UNKNOWN}
SEVERITIES = {"fatal": "Fatal", "serious": "Serious", "watch": "Watch", "go on": "Next"}


def people(view: DealView) -> list[dict[str, Any]]:
    """Everybody as `supporters` sees them, with what to call them."""
    return [
        {**row, "label": each["label"]} for row, each in zip(records(view.supporters.detail), view.people, strict=True)
    ]


def kind_of(row: Row, column: str) -> str:
    """A kind; "none" is a finding, unknown is not."""
    return row[column] or UNKNOWN


def supporting(view: DealView) -> list[str]:
    """Whether anybody inside is seen to support us, whom to ask, and who weighs more than their office."""
    numbers = first(view.supporters.by_deal)
    if not view.people:
        return ["Nobody is recorded in this deal, so whether anybody supports us inside is unknown."]
    return [
        " ".join(
            part for part in (_inside(numbers), _coach(numbers), _claims(numbers), _ask(view), _hidden(view)) if part
        )
    ]


def _inside(numbers: Row) -> str:
    if numbers["inside_supporter"]:
        held = {kind: numbers[more] for kind, more in MORE.items() if numbers[more]}
        kinds = [counted(count, kind, MORE[kind]) for kind, count in held.items()]
        opened = f"they open {percent(numbers['breach'])} of the wall around the customer, by the model"
        return f"We have support inside: {listed(kinds)}; {opened}."
    if numbers["inside_supporter"] is None:
        undecided = counted(numbers["undecided"], "person", "people")
        return (
            f"Whether anybody inside supports us is unknown, not no: {undecided} may, nobody inside has been seen to."
        )
    return "No inside supporter: for everybody inside whom we know, what it takes is refuted."


def _coach(numbers: Row) -> str:
    if numbers["inside_supporter"] is not True or numbers["has_coach"] is True:
        return ""
    return "Whether we have a coach is unknown." if numbers["has_coach"] is None else "Nobody we know is a coach."


def _claims(numbers: Row) -> str:
    claimed = numbers["claimed_only"]
    if not claimed:
        return ""
    return f"{counted(claimed, 'person is', 'people are')} said to be more than has been observed: believe deeds."


def _ask(view: DealView) -> str:
    """Whom to ask first for what happens inside."""
    ranked = sorted((row for row in people(view) if row["insider_rank"]), key=lambda row: row["insider_rank"])
    if not ranked:
        return ""
    names = listed([row["label"] for row in ranked[:ASKED_FIRST]])
    return f"To find an insider, ask first {names}: without power themselves, but near those who decide."


def _hidden(view: DealView) -> str:
    names = [row["label"] for row in people(view) if row["hidden_influencer"]]
    return f"Hidden influence: {listed(names)}, whose standing outweighs their office." if names else ""


def reason(text: str | None) -> str:
    """Why somebody is no coach, with the conditions in words."""
    if text is None:
        return "A coach who tells us what they see"
    for name, words in CONDITIONS.items():
        text = text.replace(f"{name} ", f"{words} ") if "_" in name else text
    return f"{text[:1].upper()}{text[1:]}"


def next_for(row: Row) -> str:
    """What to do about somebody who helps us, or is said to."""
    if row["action"]:
        return full_stop(row["action"])
    return "Keep them." if row["kind"] == "coach" else "More than one condition short of the next kind."


def full_stop(action: str) -> str:
    """What to do as a sentence; some end in a question already."""
    return sentence(action.removesuffix("?")).removesuffix(".") + ("?" if action.endswith("?") else ".")


def standing_point(view: DealView) -> list[str]:
    """Our main supporter, and whether we stand well."""
    numbers = first(view.position.by_deal)
    if numbers["position"] is None:
        return ["Where we stand is unknown: nobody's stance is known, or no contact of ours is recorded."]
    favourable = FAVOURABLE[numbers["favourable"]]
    if numbers["main_support_point"] is None:
        return [f"Nobody we are in contact with is known to be for us. {favourable}"]
    main = f"Our main supporter is {view.labels[numbers['main_support_point']]}, {LEVELS[numbers['position']]}."
    held = counted(numbers["supporters"], "supporter", "supporters")
    allies = counted(numbers["allies"], "ally", "allies") if numbers["allies"] else "no ally"
    return [f"{main} {held} known, {allies} among them. {favourable}"]


def advice(view: DealView) -> list[dict[str, Any]]:
    """What follows, the gravest first."""
    rows = sorted(records(view.position.detail), key=lambda row: list(SEVERITIES).index(row["severity"]))
    return [{**row, "who": listed(named(view, row["who"]))} for row in rows]


def named(view: DealView, who: str) -> list[str]:
    """What to call people whose ids are joined by commas, which an id may hold too."""
    labels = {str(person): label for person, label in view.labels.items()}
    parts, names = who.split(COMMA), []
    while parts:
        length = next((size for size in range(len(parts), 0, -1) if COMMA.join(parts[:size]) in labels), 1)
        names.append(labels.get(COMMA.join(parts[:length]), parts[0]))
        parts = parts[length:]
    return names


def first_of(rows: Sequence[Any], most: int) -> tuple[list[Any], str]:
    """As many rows as fit, and a word on the others."""
    left_out = len(rows) - most
    return list(rows[:most]), f"And {left_out} more." if left_out > 0 else ""
