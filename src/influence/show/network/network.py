"""The network of one deal as a page: vis-network moves it, and draws what can be seen at each size."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.words import kind
from influence.show.network.positions import positions
from influence.show.page import Page, page
from influence.show.spoken import speaking_of
from influence.show.wording import of_numbers, percent, reading, summary, support_of
from influence.tables.language import say

COLOURS = {"for": "#0077BB", "against": "#CC3311", "neutral": "#6B7785", "unknown": "#ffffff"}


def network(graph: StakeholderGraph, *, deal: object = None, locale: str | None = None) -> Page:
    """Draw the whole network of one deal: everybody, near whom they are tied with, for exploring.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to draw; may be left out where there is only one.
    locale : {"en", "zh"}, optional
        The language of the page; without it, that of the headers of the files the graph was read from.

    Returns
    -------
    Page
        One file of HTML that works offline: `save(path)`, `html`; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such deal or locale, or several deals and none was named.

    Notes
    -----
    The positions are worked out here, by springs within communities, and are the same each time. From afar people are
    dots, nearer they have names; who matters most is named first. Support that is unknown is white with a dashed edge.

    Examples
    --------
    >>> import influence
    >>> influence.show.network(influence.datasets.load("krackhardt_hightech")).title
    'Deal krackhardt_hightech'
    """
    with speaking_of(graph, locale):
        view = DealView(graph, deal)
        return page("network.html", title=view.title, summary=summary(view), network=drawing(view))


def drawing(view: DealView) -> dict[str, Any]:
    """The network as the page's script takes it; what is unknown is left out."""
    ties = view.relationships
    spots = positions(len(view.people), [(source, target) for source, target, *_ in ties]).round().tolist()
    count = Counter(name for _, _, name, _ in ties)
    there = list(count)
    return {
        "words": _words(),
        "people": [_person(view, k, x, y) for k, (x, y) in enumerate(spots)],
        "kinds": [kind(name, number) for name, number in count.items()],
        "ties": [[source, target, there.index(name)] for source, target, name, _ in ties],
    }


def _person(view: DealView, position: int, x: float, y: float) -> dict[str, Any]:
    person = view.people[position]
    told = {
        "name": str(person["label"]), "title": person["title"], "dept": person["department"],
        "support": person["support"], "influence": person["influence"],
        "votes": person["weight"] if person["weight"] > 0 and not view.everybody_assumed else None,
        "ours": position in view.contacts_with or None,
        "weight": round(10 * person["weight"] + (person["leverage"] or 0.0), 4), "x": x, "y": y,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _words() -> dict[str, str]:
    return {
        **of_numbers(), "is_for": say("for us"), "is_against": say("against us"),
        "is_neutral": say("neutral"), "is_unknown": say("support unknown"), "support": say("Support"),
        "influence": say("Influence"), "department": say("Department"), "votes": say("Votes"),
        "relationships": say("Relationships"), "nobody_found": say("Nobody found"), "more": say("{count} more"),
        "our_contact": say("Our contact"), "yes": say("yes"), "no_contact": say("no contact of ours recorded"),
    }  # fmt: skip


def to_pyvis(graph: StakeholderGraph, deal: object = None) -> Any:
    """Make a network of pyvis out of one deal, to be changed there.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal; may be left out where there is only one.

    Returns
    -------
    pyvis.network.Network
        Its nodes are numbered in the order of the deal's people; physics is off, since they have their places.

    Raises
    ------
    UnknownName
        There is no such deal, or several and none was named.

    Notes
    -----
    pyvis shows titles as HTML, so those made here are escaped. A page that pyvis writes has no Content-Security-Policy:
    to show a deal to others, `influence.show.network` is safer.

    Examples
    --------
    >>> import influence
    >>> made = influence.show.to_pyvis(influence.datasets.load("cooked_duck"))
    >>> made.num_nodes(), made.nodes[0]["physics"]
    (13, False)
    """
    from pyvis.network import Network

    view = DealView(graph, deal)
    made = Network(height="720px", width="100%", directed=True, cdn_resources="in_line")
    ties = view.relationships
    spots = positions(len(view.people), [(source, target) for source, target, *_ in ties]).tolist()
    for position, (person, (x, y)) in enumerate(zip(view.people, spots, strict=True)):
        made.add_node(position, x=x, y=y, physics=False, **_node(person))
    for source, target, name, strength in ties:
        arrows = "to" if kind(name, 0)["arrow"] else ""
        made.add_edge(source, target, title=escape(reading(name)), width=1 + 2 * strength, arrows=arrows)
    made.toggle_physics(False)
    return made


def _node(person: dict[str, Any]) -> dict[str, Any]:
    support = person["support"]
    stance = "unknown" if support is None else "for" if support > 0 else "against" if support < 0 else "neutral"
    facts = [
        person["label"], person["title"], person["department"], f"{say('Support')}: {support_of(support)}",
        f"{say('Influence')}: {percent(person['influence'])}",
    ]  # fmt: skip
    return {
        "label": str(person["label"]),
        "title": "<br>".join(escape(str(fact)) for fact in facts if fact),
        "shape": "dot",
        "size": 10 + 20 * (person["influence"] or 0),
        "color": {"background": COLOURS[stance], "border": "#1c2430"},
        "shapeProperties": {"borderDashes": [4, 3] if stance == "unknown" else False},
    }
