"""The words of the map's page, in the language spoken, and how each kind of line looks and reads."""

from __future__ import annotations

from typing import Any

from influence.show.wording import of_numbers, plain
from influence.tables.language import say
from influence.tables.schema import LAYERS


def words() -> dict[str, str]:
    """Every sentence that the script says; the {parts} are filled in by it."""
    return {
        **of_numbers(), "yes": say("yes"), "no": say("no"), "all": say("all"),
        "nobody": say("nobody recorded"), "close": say("Close"), "is_for": say("for us"),
        "is_against": say("against us"), "is_neutral": say("neutral"), "is_unknown": say("support unknown"),
        "veto": say("veto"), "assumed": say("assumed"), "rival": say("rival"),
        "rivals_count": say("{count} rivals"), "one_contact": say("{count} contact"),
        "contacts": say("{count} contacts"), "covers": say("covers {share} · reach {reach}"),
        "more": say("{count} more"),
        "influence_is": say("influence {share}"), "influence_unknown": say("influence unknown"),
        "contact_of": say("in contact with {names}"), "no_contact": say("no contact of ours recorded"),
        "rival_there": say("rivals in contact: {names}"), "single_point": say("Single point of failure"),
        "step_number": say("Step {step} of the plan"), "people": say("{count} people"),
        "one_person": say("1 person"), "printed": say("printed {day}"),
        "deciders": say("{count} with a vote"), "tree": say("People by layer and department"),
        "team_and_rivals": say("Our team and the rivals"), "without": say("Without {name}"),
        "go_in_here": say("Go in here next."), "talk_about": say("What to talk about: {topic}."),
        "worth": say("What an attempt is worth"), "access": say("chance to get in"), "move": say("chance to move them"),
        "headroom": say("room to move"), "leverage": say("leverage"),
        "worth_is": say("= {gain} committee support for each attempt"), "path_is": say("Introduced by: {path}"),
        "in_contact": say("Who is in contact"), "no_date": say("date unknown"), "one_day_ago": say("1 day ago"),
        "days_ago": say("{count} days ago"), "depth": say("depth {depth}"), "if_leaves": say("If they leave"),
        "not_worked_out": say("Not worked out: only for those who matter most."),
        "votes_covered": say("Votes covered"), "within_reach": say("Votes within reach"), "support": say("Support"),
        "cut_off": say("Others cut off from us"), "back_with": say("Back"),
        "see_without": say("See the map without them"),
        "relationships": say("Relationships"), "reports_to": say("reports to {name}"),
        "where_stands": say("Where they stand"), "influence": say("Influence"),
        "participation": say("Part in the decision"), "seat": say("Seat"),
        "share_of_votes": say("{share} of the votes"), "no_vote": say("no vote"), "copy": say("Copy summary"),
        "copied": say("Copied"), "our_team": say("Our team"), "votes": say("Votes"),
        "how_to_read": say("How to read the map"), "all_shown": say("All {count} people are shown."),
        "some_shown": say(
            "{count} of {all} people are shown: those who matter most, and their bosses. The others are folded."
        ),
        "legend_for": say("for us; the number says how strongly"), "legend_against": say("against us"),
        "legend_neutral": say("known to be neutral"), "legend_unknown": say("support unknown, which is not neutral"),
        "legend_seat": say("decides: role and share of the votes; yellow: veto"),
        "legend_assumed": say("vote assumed: no seat is recorded"), "legend_single": say("single point of failure"),
        "legend_step": say("step of the plan; filled: next"), "legend_ours": say("in contact with us: who of ours"),
        "legend_rival": say("in contact with a rival"), "legend_bar": say("influence"),
        "hint": say("Drag to move, Ctrl + wheel to zoom, click a card for details, press ? for the keys."),
        "rival_covers": say("{name} covers"), "of_in_reach": say("of {share} in reach"),
        "no_contact_recorded": say("no contact recorded"), "no_entry": say("No entry point found"),
        "would_begin": say("The plan would begin with:"),
        "would_go_here": say("The plan would begin here."),
        "next": say("Next:"),
        "then": say("Then:"),
        "may_be": say("may be {low} to {high}"), "approval": say("Approval"), "estimate": say("model's estimate"),
        "plan": say("The plan"), "one_step": say("Step through"), "support_then": say("support then {support}"),
        "who_matters": say("Who matters"), "committee": say("Committee"), "everyone": say("Everyone"),
        "list": say("List"), "show": say("Show"), "lines": say("Lines"), "us": say("Us"),
        "difference": say("Difference"), "whose": say("Contacts of"), "has_vote": say("has a vote"),
        "stance": say("Support"), "role": say("Role"), "layer": say("Layer"), "department": say("Department"),
        "filter": say("Filter"), "nobody_found": say("Nobody found"), "name": say("Name"), "title": say("Title"),
        "contact": say("Our contact"), "show_more": say("Show more ({count})"), "fold": say("Fold {count} again"),
        "clear": say("Clear"), "passing": say("{count} of {all} people pass"), "relationship": say("Relationship"),
        "only_us": say("only we"), "only_they": say("only they"), "both": say("both of us"),
        "neither": say("nobody"), "beyond": say("no introduction leads there"),
    }  # fmt: skip


def bands() -> dict[str, Any]:
    """The names of the stripes, those of the layers first."""
    layers = [say(layer.capitalize()) for layer in LAYERS]
    return {"layers": len(layers), "names": [*layers, say("Empty seats"), say("Our team")]}


# How the line of each kind looks (a class of the style sheet), and whether it has a direction.
STYLES: dict[str, tuple[str, bool]] = {
    "reports_to": ("reporting", False),
    "dotted_line_to": ("dotted", True),
    "influences": ("influence", True),
    "seeks_advice_from": ("advice", True),
    "trusts": ("trust", True),
    "works_with": ("work", False),
    "knows": ("know", False),
    "conflicts_with": ("conflict", False),
    "contact": ("contact", False),
    "path": ("path", True),
}


def kind(name: str, count: int) -> dict[str, Any]:
    """A kind of line as the page takes it."""
    style, arrow = STYLES.get(name, ("other", True))
    reading, sentence = _readings().get(name, (plain(name), say("{one} – {other}")))
    return {"kind": name, "style": style, "arrow": arrow, "reading": reading, "sentence": sentence, "count": count}


def _readings() -> dict[str, tuple[str, str]]:
    """What a kind is called, and how it is said of two people."""
    return {
        "reports_to": (say("Reporting lines"), say("{one} reports to {other}")),
        "dotted_line_to": (say("Dotted lines"), say("{one} has a dotted line to {other}")),
        "influences": (say("Influence"), say("{one} influences {other}")),
        "seeks_advice_from": (say("Advice"), say("{one} seeks advice from {other}")),
        "trusts": (say("Trust"), say("{one} trusts {other}")),
        "works_with": (say("Work together"), say("{one} works with {other}")),
        "knows": (say("Know each other"), say("{one} knows {other}")),
        "conflicts_with": (say("Conflicts"), say("{one} is in conflict with {other}")),
        "contact": (say("Our contacts"), say("{one} is in contact with {other}")),
        "path": (say("Recommended path"), say("{one} introduces us to {other}")),
    }
