"""How the first screen reads once a deal is closed: what was known then, in the past, without advice."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.told import Told, told

# Each sentence, and how it reads once the deal is closed.
THEN = {
    "Nobody is known to decide, so where the committee leans is unknown.": (
        "Nobody was known to decide, so where the committee leaned is unknown."
    ),
    "No support that counts is known: the committee could be all against us or all for us.": (
        "No support that counts was known: the committee could have been all against us or all for us."
    ),
    "What is known leaves the committee even ({known}, between {low} and {high}).": (
        "What was known left the committee even ({known}, between {low} and {high})."
    ),
    "The committee leans our way ({known}, between {low} and {high}).": (
        "The committee leaned our way ({known}, between {low} and {high})."
    ),
    "What is known leans our way ({known}, between {low} and {high}).": (
        "What was known leaned our way ({known}, between {low} and {high})."
    ),
    "The committee leans against us ({known}, between {low} and {high}).": (
        "The committee leaned against us ({known}, between {low} and {high})."
    ),
    "What is known leans against us ({known}, between {low} and {high}).": (
        "What was known leaned against us ({known}, between {low} and {high})."
    ),
    "who is in contact with us": "who was in contact with us",
    "whom none of us covers": "whom none of us covered",
    "{share} of what speaks for us is {who}": "{share} of what spoke for us was {who}",
    "{share} of what speaks against us is {who}": "{share} of what spoke against us was {who}",
    "All that speaks for us is {who}": "All that spoke for us was {who}",
    "All that speaks against us is {who}": "All that spoke against us was {who}",
    "No contact of ours is recorded, so what we cover is unknown.": (
        "No contact of ours is recorded, so what we covered is unknown."
    ),
    "We cover {votes} of the votes.": "We covered {votes} of the votes.",
    "We cover {votes} of the votes of a committee that is only assumed.": (
        "We covered {votes} of the votes of a committee that is only assumed."
    ),
    "{names} approves, and none of us covers them.": "{names} had to approve, and none of us covered them.",
    "{names} approve, and none of us covers them.": "{names} had to approve, and none of us covered them.",
    "Our last contact with a decider was {ago} ago.": "Our last contact with a decider was {ago} old.",
    "Our last contact with a decider was {ago} ago, a rival's {theirs}.": (
        "Our last contact with a decider was {ago} old, a rival's {theirs}."
    ),
    "{rival} covers {lead} of the votes more than we do.": "{rival} covered {lead} of the votes more than we did.",
    "How it may end would be a guess: too little is known of how they choose.": (
        "How it would end would have been a guess: too little was known of how they choose."
    ),
    "Chances to win, by the model: {chances}.": "Chances to win, by the model, were: {chances}.",
    "No contact of ours is recorded, so whom our reach depends on is unknown.": (
        "No contact of ours is recorded, so whom our reach depended on is unknown."
    ),
    "No introduction path leads to a decider.": "No introduction path led to a decider.",
    "Every path to a decider runs through {names}: if we lose one of these contacts, we reach no decider.": (
        "Every path to a decider ran through {names}: without one of these contacts, we reached no decider."
    ),
    "Every path to a decider runs through {name}: if we lose this contact, we reach no decider.": (
        "Every path to a decider ran through {name}: without this contact, we reached no decider."
    ),
    "{name} is the only decider within our reach.": "{name} was the only decider within our reach.",
    "Every path to a decider starts with {names}: without {names} we reach no decider.": (
        "Every path to a decider started with {names}: without {names} we reached no decider."
    ),
    "No single point of failure.": "There was no single point of failure.",
    "{found}. Losing {name} would put {votes} of the votes out of reach.": (
        "{found}. Losing {name} would have put {votes} of the votes out of reach."
    ),
    "Losing both {pair} would put {votes} of the votes out of reach.": (
        "Losing both {pair} would have put {votes} of the votes out of reach."
    ),
}


def tell(view: DealView, sentence: str, **parts: str) -> Told:
    """The sentence, which is one of `THEN`; of a closed deal in the past."""
    return told(THEN[sentence] if view.once(Facts).closed else sentence, **parts)
