"""Who has influence, who has a part in the decision, and whom of them we are in contact with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from influence.show.deal_view import DealView
from influence.show.figures.canvas import LABEL, SMALL, canvas, head
from influence.show.figures.given import Given, in_its_language, view_of
from influence.show.figures.labels import KEPT_FREE, place_labels
from influence.show.figures.palette import DECIDES, INK, LINE, OURS, PAPER, SOFT, colour_of, sign_of
from influence.show.figures.words import deciders, shortened
from influence.tables.language import say
from influence.tables.phrases import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 6.2)
# Where somebody stands of whom one of the two is unknown, and how far apart two of them there.
MARGIN, STEP = -0.17, 0.06
SMALLEST, LARGEST = 5.0, 17.0
NAMED = 24


@dataclass(frozen=True)
class _Mark:
    """One person: place, how large in points, and what is known of them."""

    name: str
    x: float
    y: float
    size: float
    support: float | None
    met: bool
    decides: bool


@in_its_language
def power_and_part(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw everybody by part in the decision and influence, with support, and whom we are in contact with.

    Parameters
    ----------
    given : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        Across `participation`, upwards `influence` (both 0 to 1); the size is the leverage on the committee. Whoever
        lacks one of the two stands in the margin, never at 0; whoever lacks both is counted in the note.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is no graph.

    Notes
    -----
    The power-interest grid (Mendelow, 1981); docs/model.md, section 3.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.power_and_part(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'Of 6 people with influence and a part in the decision, we know 1'
    """
    view = view_of(given, deal, "power_and_part")
    with canvas(ax, SIZE) as ax:
        _draw(ax, view)
    return ax


def _marks(view: DealView) -> list[_Mark]:
    """Everybody of whom one of the two is known, largest first."""
    decide, most = deciders(view), max((person["leverage"] or 0 for person in view.people), default=0) or 1
    taken: list[tuple[float, float]] = []
    marks = []
    for position in sorted(range(len(view.people)), key=lambda k: -(view.people[k]["leverage"] or 0)):
        person = view.people[position]
        if person["participation"] is None and person["influence"] is None:
            continue
        x, y = _place(person, taken)
        size = SMALLEST + (LARGEST - SMALLEST) * ((person["leverage"] or 0) / most) ** 0.5
        met = bool(view.contacts_with.get(position))
        marks.append(_Mark(person["label"], x, y, size, person["support"], met, position in decide))
    return marks


def _place(person: dict[str, Any], taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Where somebody stands; in a margin beside whoever stands there already."""
    part, word = person["participation"], person["influence"]
    x, y = MARGIN if part is None else part, MARGIN if word is None else word
    lanes = [(x, y)]
    if part is None:
        lanes = [(x + lane * STEP, y) for lane in (0, 1, -1)]
    elif word is None:
        lanes = [(x, y + lane * STEP) for lane in (0, 1, -1)]
    free = [at for at in lanes if all(abs(at[0] - a) + abs(at[1] - b) > STEP * 0.9 for a, b in taken)]
    taken.append((free or lanes)[0])
    return taken[-1]


def _draw(ax: Axes, view: DealView) -> None:
    marks = _marks(view)
    for mark in marks:
        _drawn(ax, mark)
    _axes(ax)
    head(ax, _title(view), _how_to_read(), note=_note(view, marks), told=[_told(mark) for mark in marks])
    named = [mark for mark in marks if mark.decides] + [mark for mark in marks if not mark.decides]
    named = named[:NAMED]
    names = shortened([mark.name for mark in named])
    labels = [f"{DECIDES} {name}" if mark.decides else name for mark, name in zip(named, names, strict=True)]
    others = [(mark.x, mark.y) for mark in marks]
    radii = [mark.size / 2 + (4 if mark.met else 1) for mark in named]
    place_labels(ax, [(mark.x, mark.y) for mark in named], labels, size=SMALL, radii=radii, marks=others)


def _drawn(ax: Axes, mark: _Mark) -> None:
    unknown = mark.support is None
    ax.plot(
        [mark.x], [mark.y], "o", markersize=mark.size, color=colour_of(mark.support), clip_on=False, gid="person",
        markeredgecolor=SOFT if unknown else PAPER, markeredgewidth=1.1,
    )  # fmt: skip
    if mark.met:
        ax.plot(
            [mark.x], [mark.y], "o", markersize=mark.size + 6, color="none", markeredgecolor=OURS, markeredgewidth=1.8,
            clip_on=False, gid="met",
        )  # fmt: skip
    if mark.size > 8:
        ax.text(
            mark.x, mark.y, sign_of(mark.support), ha="center", va="center_baseline", fontsize=LABEL, weight="bold",
            color=INK if unknown else PAPER, gid="sign",
        )  # fmt: skip


def _axes(ax: Axes) -> None:
    ax.set_xlim(MARGIN - 0.11, 1.12)
    ax.set_ylim(MARGIN - 0.11, 1.08)
    ticks, names = [MARGIN, 0, 0.5, 1], [say("not known"), "0", "0.5", "1"]
    ax.set_xticks(ticks, names, fontsize=SMALL)
    ax.set_yticks(ticks, names, fontsize=SMALL)
    for line in (ax.axvline, ax.axhline):
        line(0.5, color=LINE, linewidth=1.2, zorder=0)
        line(-0.05, color=LINE, linewidth=0.8, linestyle=":", zorder=0)
    ax.set_xlabel(say("part in the decision (0 to 1)"), fontsize=SMALL)
    ax.set_ylabel(say("influence (0 to 1)"), fontsize=SMALL)
    for x, y, said in _quarters():
        side = "left" if x < 0.5 else "right"
        ax.text(x, y, said, fontsize=SMALL, color=SOFT, style="italic", ha=side, zorder=0, gid=KEPT_FREE)


def _quarters() -> list[tuple[float, float, str]]:
    return [
        (0.0, 1.05, say("keep satisfied")),
        (1.1, 1.05, say("manage closely")),
        (0.0, -0.03, say("watch")),
        (1.1, -0.03, say("keep informed")),
    ]


def _title(view: DealView) -> str:
    strong = [k for k, each in enumerate(view.people) if _half(each["participation"]) and _half(each["influence"])]
    if not strong:
        return say("Nobody is known to have both influence and a part in the decision")
    people = counted(len(strong), "person", "people")
    if not view.has_contacts:
        return say("{people} with influence and a part in the decision; our contacts are not recorded", people=people)
    met = sum(bool(view.contacts_with.get(k)) for k in strong)
    if not met:
        return say(
            "Of {people} with influence and a part in the decision, we are in contact with nobody", people=people
        )
    return say("Of {people} with influence and a part in the decision, we know {met}", people=people, met=met)


def _half(value: float | None) -> bool:
    return value is not None and value >= 0.5


def _how_to_read() -> str:
    return say(
        "Size: leverage on the committee. + for us, − against us, white unknown. Ring: in contact with us. In the "
        "margins: one of the two is not known."
    )


def _note(view: DealView, marks: list[_Mark]) -> str:
    parts = [say("★ decides")] if any(mark.decides for mark in marks) else []
    left = len(view.people) - len(marks)
    if left:
        people = counted(left, "person", "people")
        parts.append(say("not drawn: {people} of whom neither is known", people=people))
    return " · ".join(parts)


def _told(mark: _Mark) -> str:
    return f"{mark.name} {sign_of(mark.support)}"
