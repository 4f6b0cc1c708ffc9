"""The words in which the smallest deals that show a flag are written."""

from __future__ import annotations

import pandas as pd

import influence


def graph(**tables):
    """One deal; every table a list of rows."""
    return influence.StakeholderGraph.from_tables(
        **{name: pd.DataFrame(rows) for name, rows in tables.items() if rows}, deal="d"
    )


def seat(person, role="other", **more):
    return {"person": person, "role": role, **more}


def people(*names, **measures):
    """People with the same measures, or each with their own in a list."""
    columns = {name: values if isinstance(values, list) else [values] * len(names) for name, values in measures.items()}
    return [{"person": who, **{name: values[k] for name, values in columns.items()}} for k, who in enumerate(names)]


def contact(person, member="m", side="us", **more):
    return {"person": person, "member": member, "side": side, **more}


def visit(person, side="us", encounter="e", **more):
    return {"interaction": encounter, "side": side, "person": person, **more}


def promise(by, to, **more):
    return {"commitment": f"{by} to {to} by {more.get('due')}", "by": by, "to": to, **more}


def fact(question, answer, **more):
    return {"question": question, "answer": answer, **more}


def met(person, kind="meeting", topic=None, side="us", **more):
    """One person's part in an encounter, each an encounter of its own; of nobody named somebody of finance."""
    named = {"person": person} if person else {"person": None, "department": "finance"}
    return {"interaction": f"{person} {kind} {topic}", "side": side, "kind": kind, "topic": topic, **named} | more


COMMITTEE = [seat("A", "approver"), seat("B", "decision_maker"), seat("C", "evaluator"), seat("D", "user")]
FOUR = people("A", "B", "C", "D")
CONDITIONS = ("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win")
NOBODY = dict.fromkeys(CONDITIONS, "no") | {"influence": 0.2, "support": 0.0}
