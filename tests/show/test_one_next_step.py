"""Wherever a page, a map, a slide, a pipeline, a finding or a command says whom to win next, it is the same person."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation

import influence
from influence.show.deal_view import DealView
from influence.show.markdown_text import escaped
from influence.show.pipeline.rows import rows_of
from influence.show.report.entry_points import next_entry_point
from influence.show.report.facts import Facts
from influence.show.report.first_screen import first_screen
from influence.show.report.next_steps import next_steps
from influence.show.report.report import report_of
from influence.show.wording import summary
from influence.write.readable import readable_plan, readable_scores
from tests.show.organisations import organisation
from tests.show.pages import still_open


@pytest.fixture(scope="module")
def large() -> DealView:
    return DealView(organisation(34))


def next_name(view: DealView) -> str | None:
    """Whom the plan wins first, of a deal that is open and not told to stop."""
    steps = view.rows(influence.penetration_plan)
    told_to_stop = view.row(influence.diagnose)["verdict"] == "stop"
    if not steps or told_to_stop or view.facts.get("outcome") is not None:
        return None
    return str(view.labels[steps[0]["person"]])


@pytest.mark.slow
def test_the_pipeline_has_the_same_person_as_the_report(drawn):
    for view in drawn:
        (entry,) = rows_of(view.graph)["entry"]
        assert (entry if isinstance(entry, str) else None) == next_name(view)


@pytest.mark.slow
def test_a_page_in_one_line_says_the_same(drawn):
    for view in drawn:
        name, closed = next_name(view), view.facts.get("outcome") is not None
        assert ("Next entry point: " in summary(view)) == (not closed)
        assert name is None or summary(view).endswith(f"Next entry point: {name}")
        assert not closed or summary(view).startswith(("Won · ", "Lost · "))


@pytest.mark.slow
def test_the_map_marks_the_same_person(drawn):
    for view in drawn:
        begin = view.once(Facts).begin_with
        assert begin is None or next_name(view) in (None, str(view.people[begin]["label"]))


@pytest.mark.slow
def test_the_entry_points_and_the_plan_begin_with_the_same_person(drawn):
    for view in drawn:
        steps, entry = view.rows(influence.penetration_plan), view.row(influence.entry_points)["entry"]
        assert entry == (steps[0]["person"] if steps else None)
        assert str(entry) in str(view.found(influence.entry_points))


@pytest.mark.slow
def test_what_is_nowhere_to_go_is_nowhere_advised(drawn):
    for view in (each for each in drawn if next_name(each) is None):
        assert not any(("plan", 1) in step.sources for step in next_steps(view))
        begin = next_entry_point(view)
        assert begin.startswith(("No worthwhile", "The map would have begun with ", "Nowhere before what stops"))


def test_commands_write_the_name_that_the_report_says(large):
    name = next_name(large)
    scores = readable_scores(large.graph, influence.score(large.graph))
    plan = readable_plan(large.graph, large.found(influence.penetration_plan).detail)
    assert scores["entry_name"].tolist() == [name] == plan["person_name"].tolist()[:1]
    assert f"{scores['coverage'].item()}" == f"{float(f'{scores.coverage.item():.4g}')}"


def test_report_markdown_and_slide_say_the_same_steps(large):
    name, steps = next_name(large), first_screen(large).steps
    page = report_of(large)
    assert name in steps[0].what
    assert page.note.endswith(name)
    shown = Presentation(io.BytesIO(influence.show.slides(large.graph).content)).slides[0].shapes
    slide = "\n".join(shape.text_frame.text for shape in shown if shape.has_text_frame)
    for step in steps:
        assert f"{step.number}. {escaped(step.what)}" in page.markdown
        assert f"{step.number}. {step.what}" in slide
    assert steps[0].what in next_entry_point(large)


def test_a_closed_deal_is_told_in_the_past_and_without_advice(duck):
    page = report_of(duck)
    assert "We covered 17% of the votes." in page.markdown
    assert "Next entry point" not in page.note
    for advice in ("Do next", "Go there", "sorted by impact on the next move", "We cover 17% of the votes."):
        assert advice not in page.markdown.partition("## Map")[0]
    assert "Do next" in report_of(still_open(duck)).markdown
