"""Every sentence of the first screen of two hundred deals is true, and none says what another denies."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import influence
from influence.show.approach import IN_CONTACT, THIN, approach
from influence.show.deal_view import DealView
from influence.show.report.all_steps import section as all_steps
from influence.show.report.committee_strip import coverage_bar, strip
from influence.show.report.entry_points import next_entry_point
from influence.show.report.facts import Facts
from influence.show.report.folds import SECTIONS
from influence.show.report.going_to import going_to, introduced_by, way_of
from influence.show.report.headline import headline
from influence.show.report.next_steps import next_steps
from influence.show.report.plan import section as plan
from influence.show.report.section import Section, Topics
from influence.tables.phrases import percent
from tests.show import many_deals
from tests.show.claims import FOLDS, cells, people_named, untrue
from tests.show.claims.cells import untrue_rows
from tests.show.claims.deal import Deal
from tests.show.claims.steps import untrue_cells, untrue_steps
from tests.show.pages import shown_support, still_open, tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def many() -> list[DealView]:
    return many_deals.views()


@pytest.fixture(scope="module")
def folds(many) -> list[list[Section]]:
    return [[make(view) for make in SECTIONS] for view in many]


def test_the_deals_are_of_every_kind(many):
    assert len(many) == 200
    verdicts = {view.once(Facts).verdict for view in many}
    assert verdicts >= {"go", "pause", "too early"} or verdicts >= {"pause", "too early", "stop"}
    assert {view.once(Facts).closed for view in many} == {True, False}


def test_every_sentence_of_the_verdict_is_true(many):
    found = {k: list(untrue(view, list(headline(view).sentences))) for k, view in enumerate(many)}
    assert {k: sentences for k, sentences in found.items() if sentences} == {}


def test_every_sentence_of_every_fold_is_true(many, folds):
    found = {k: [*untrue(view, fold_texts(made), FOLDS), *untrue_cells(view, made)]
             for k, (view, made) in enumerate(zip(many, folds, strict=True))}  # fmt: skip
    assert {k: sentences for k, sentences in found.items() if sentences} == {}


def test_every_cell_of_the_plan_the_entry_points_and_the_supporters_is_true(many, folds):
    found = {k: list(untrue_rows(view, made)) for k, (view, made) in enumerate(zip(many, folds, strict=True))}
    assert {k: wrong for k, wrong in found.items() if wrong} == {}


def test_every_step_is_asked_for_and_every_reason_true(many):
    found = {k: list(untrue_steps(view)) for k, view in enumerate(many)}
    assert {k: sentences for k, sentences in found.items() if sentences} == {}


def fold_texts(sections: list[Section]) -> list[str]:
    """The sentences of the folds, those above their tables among them."""
    texts = [text for section in sections for text in section.sentences]
    texts += [
        said for each in sections for block in each.blocks if isinstance(block, Topics) for _, said in block.paragraphs
    ]
    return [text for text in (*texts, *(table.lead for each in sections for table in tables(each))) if text]


def test_a_sentence_that_is_not_true_is_found(duck):
    assert list(untrue(duck, ["We covered 18% of the votes.", "We cover 17% of the votes.", "We are ahead."])) == [
        "untrue: We covered 18% of the votes.", "untrue: We cover 17% of the votes.", "nothing checks: We are ahead.",
    ]  # fmt: skip
    assert list(untrue(duck, ["12 red flags: 9 serious, 6 to watch.", "Six deciders are ours."], FOLDS)) == [
        "untrue: 12 red flags: 9 serious, 6 to watch.", "untrue: Six deciders are ours.",
    ]  # fmt: skip


def test_a_cell_that_is_not_true_and_a_row_that_is_missing_are_found(duck):
    (table, *_) = tables(plan(duck))
    support, whom = table.head.index("Support after"), table.head.index("Who goes")
    first = [*table.rows[0][:support], "+0.99", *table.rows[0][support + 1 :]]
    second = [*table.rows[1][:whom], "Ravi", *table.rows[1][whom + 1 :]]
    wrong = list(cells.plan(duck.once(Deal), replace(table, rows=[first, second, *table.rows[2:-1]])))
    assert [each.split()[0] for each in wrong] == [str(len(table.rows) - 1), "Support", "who"]


def test_the_verdict_is_the_one_of_the_diagnosis(many):
    for view in many:
        told, verdict = headline(view), influence.diagnose(view.graph).by_deal.iloc[0]
        if view.once(Facts).closed:
            assert (told.kind, told.change) == ("closed", "")
            assert told.verdict in ("Won", "Lost")
        else:
            assert told.kind == verdict["verdict"]
            assert told.change.startswith("Would change the verdict: ")
        counts = [int(number) for number in re.findall(r"\d+", told.flags)]
        assert counts[:1] == ([verdict["red_flags"]] if verdict["red_flags"] else [])
        assert sum(counts[1:]) == verdict["red_flags"]


def test_the_strip_shows_every_seat_as_the_tables_have_it(many):
    for view in many:
        support = dict(zip(view.graph.people["person"], view.arrays.measure("support").tolist(), strict=True))
        for seat in strip(view):
            if seat.kind == "empty":
                assert seat.sign == "?"
                continue
            (person,) = people_named(seat.who)
            known = support[person] == support[person]
            assert seat.sign == (shown_support(support[person]) if known else "?")
            assert (seat.kind == "unknown") == (not known)


def test_the_bar_is_coverage_and_reach(many):
    for view in many:
        bar, found = coverage_bar(view), influence.coverage(view.graph).by_deal.iloc[0]
        if bar is None:
            continue
        assert (bar.covered, bar.reach) == (found["coverage"], found["reach"])
        assert 0 <= bar.covered <= bar.reach + 1e-9 <= 1 + 2e-9
        assert f"{percent(found['coverage'])} covered" in bar.label


def test_a_reason_from_the_plan_has_the_plan_s_numbers(many):
    for view in many:
        plan = influence.penetration_plan(view.graph).detail.reset_index().set_index("step")
        for step in next_steps(view):
            for reason in step.why:
                if found := re.match(r"Step (\d+) of the plan: about .*; support is (.*) then\.$", reason):
                    row = plan.loc[int(found[1])]
                    assert (view.places[row["person"]], shown_support(row["support"])) == (step.person, found[2])


# What to do next is said once.


def test_all_that_is_asked_for_is_in_the_one_list(many):
    for view in many:
        if view.once(Facts).closed:
            continue
        sources = {source for step in next_steps(view) for source in step.sources}
        flags = influence.diagnose(view.graph).detail
        closing = flags["code"].isin(["003-48"]).sum()
        assert sum(kind == "flag" for kind, *_ in sources) == len(flags) - closing
        if view.once(Facts).verdict != "stop":
            assert sum(kind == "plan" for kind, *_ in sources) == len(influence.penetration_plan(view.graph).detail)


def test_a_closed_deal_has_no_advice(many, folds):
    for view, made in ((view, made) for view, made in zip(many, folds, strict=True) if view.once(Facts).closed):
        assert {source[0] for step in next_steps(view) for source in step.sources} <= {"flag"}
        text = " ".join(section_text(made))
        assert "Go there" not in text
        assert "find out where they stand and win them" not in text


def test_a_deal_to_stop_sends_nobody_in(many):
    for view in (each for each in many if each.once(Facts).verdict == "stop"):
        assert not {"plan", "advice"} & {source[0] for step in next_steps(view) for source in step.sources}


def test_too_early_begins_with_the_evidence(many):
    for view in (each for each in many if each.once(Facts).verdict == "too early"):
        if not view.once(Facts).closed:
            first = next_steps(view)[0]
            assert {kind for kind, *_ in first.sources} == {"evidence"}


def test_whom_the_plan_wins_first_is_everywhere_the_first(many):
    for view in (each for each in many if each.once(Facts).next_person is not None):
        facts = view.once(Facts)
        label = view.people[facts.next_person]["label"]
        assert label in next_entry_point(view)
        if facts.closed or facts.verdict == "stop":
            continue
        visits = [step for step in next_steps(view) if any(source[0] == "plan" for source in step.sources)]
        first = [step for step in visits if ("plan", 1) in step.sources]
        assert [step.person for step in first] == [facts.next_person]
        assert first[0].what == going_to(view, facts.next_person)


def test_whoever_introduces_us_once_they_are_won_is_won_first(many):
    for view in many:
        steps = [step for step in next_steps(view) if step.person is not None]
        places = {step.person: step.number for step in steps if step.what == going_to(view, step.person)}
        for person in places:
            first = introduced_by(view, person)
            assert first not in places or places[first] < places[person]


def test_nobody_is_approached_in_two_ways(many):
    for view in many:
        steps = [step for step in next_steps(view) if step.person is not None]
        visits = [step.person for step in steps if step.what == going_to(view, step.person)]
        assert len(visits) == len(set(visits))


def test_nobody_whom_one_of_us_knows_is_approached_directly(many):
    for view in many:
        known = {person for _, person, depth in view.contacts if depth > 0}
        for position in known:
            assert approach(view, position).kind in (IN_CONTACT, THIN)
            assert way_of(view, position).kind in (IN_CONTACT, THIN)
        for step in next_steps(view):
            assert not (step.person in known and "directly" in step.what)


def test_tables_refer_to_the_list(many, folds):
    for view, made in zip(many, folds, strict=True):
        steps = {str(step.number) for step in next_steps(view)}
        for section in made:
            for table in tables(section):
                if table.head[-1] == "Step":
                    assert {row[-1] for row in table.rows} <= steps | {"none"}
                assert "Action" not in table.head or "Whom to win" in table.head


def section_text(sections: list[Section]) -> list[str]:
    found = []
    for made in sections:
        found += [*made.sentences, *(cell for table in tables(made) for row in table.rows for cell in row)]
    return found


def test_the_list_has_a_row_for_each_step(many):
    for view in many[::10]:
        (table,) = tables(all_steps(view))
        assert [row[0] for row in table.rows] == [str(step.number) for step in next_steps(view)]


def test_still_open_the_lost_deal_begins_with_the_general_manager(duck):
    first, second, *_ = next_steps(still_open(duck))
    assert first.what == (
        "Yao asks Vice president for an introduction to General manager: find out where they stand and win them."
    )
    assert {kind for kind, *_ in first.sources} == {"plan", "flag", "gap", "advice"}
    assert second.what.startswith("About Vice president: Leave the deal out of the forecast")
