"""Twenty questions of the lost deal, and an export of six hundred, by the SDK's client; the API says what is right."""

from __future__ import annotations

import pytest

import influence
from benchmarks.crm import write_export
from tests.mcp.client import asked, with_client

DUCK = influence.datasets.folder() / "cooked_duck"
DEAL = {"deal": "equipment"}
QUESTIONS = {
    "deals": ("list_deals", {}),
    "check": ("check", {}),
    "score": ("score", DEAL),
    "support": ("support", DEAL),
    "coverage": ("coverage", DEAL),
    "points": ("single_points", DEAL),
    "entries": ("entry_points", DEAL),
    "from below": ("entry_points", {**DEAL, "strategy": "bottom_up", "limit": 3}),
    "plan": ("plan", DEAL),
    "from the top": ("plan", {"strategy": "top_down", "steps": 2}),
    "gaps": ("gaps", {**DEAL, "limit": 5}),
    "flags": ("diagnose", DEAL),
    "contest": ("contest", DEAL),
    "won over": ("what_if", {"support_becomes": {"general manager": 0.5}}),
    "gone": ("what_if", {"gone": ["⟦vice president⟧"]}),
    "met": ("what_if", {"contact_with": {"general manager": "sales manager"}}),
    "then": ("as_of", {"day": "2012-03-01"}),
    "no such deal": ("score", {"deal": "equipmint"}),
    "no such strategy": ("entry_points", {"strategy": "sideways"}),
    "no such person": ("what_if", {"gone": ["general manger"]}),
}


@pytest.fixture(scope="module")
def told():
    assert len(QUESTIONS) == 20
    return dict(zip(QUESTIONS, asked(DUCK, *QUESTIONS.values()), strict=True))


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def bare(text):
    return text.replace("⟦", "").replace("⟧", "")


def same(row, frame_row):
    """Every number and text of an answer is the API's; what it leaves out is unknown there."""
    for name, value in frame_row.items():
        if name in row:
            mine = bare(row[name]) if isinstance(row[name], str) else row[name]
            expected = str(value)[:10] if hasattr(value, "isoformat") else value
            assert mine == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else expected), name
        else:
            assert value is None or value != value or str(value) == "<NA>", name


@pytest.mark.parametrize(
    ("question", "analysis", "options"),
    [
        ("score", influence.score, {}),
        ("support", influence.support, {}),
        ("coverage", influence.coverage, {}),
        ("points", influence.single_points_of_failure, {}),
        ("entries", influence.entry_points, {}),
        ("from below", influence.entry_points, {"strategy": "bottom_up"}),
        ("plan", influence.penetration_plan, {}),
        ("from the top", influence.penetration_plan, {"strategy": "top_down", "steps": 2}),
        ("gaps", influence.information_gaps, {}),
        ("flags", influence.diagnose, {}),
        ("contest", influence.contest, {}),
    ],
)
def test_the_numbers_are_those_of_the_api(told, duck, question, analysis, options):
    found = analysis(duck, **options)
    by_deal = found if question == "score" else found.by_deal
    same(told[question]["deals"][0], by_deal.loc["equipment"].to_dict())
    if question != "score":
        detail = found.detail.reset_index().astype(object)
        keys = [name for name in found.detail.index.names[1:] if name in told[question]["rows"][0]]
        for row in told[question]["rows"]:
            rows = detail
            for key in keys:
                rows = rows[rows[key].astype(str) == bare(str(row[key]))]
            same(row, rows.iloc[0].drop("deal").to_dict())


def test_the_gain_is_told_with_its_arithmetic(told):
    for row in told["entries"]["rows"]:
        product = row["access"] * row["move"] * row["headroom"] * row["leverage"]
        assert row["gain"] == pytest.approx(product, abs=1e-5)
        assert row["arithmetic"].endswith(f"= gain {row['gain']:.4f}".replace("-0.0000", "0.0000"))


@pytest.mark.parametrize("question", ["won over", "gone", "met", "then"])
def test_a_change_is_that_of_compare(told, duck, question):
    then = {
        "won over": lambda: (duck, duck.with_support({"general manager": 0.5})),
        "gone": lambda: (duck, duck.without("vice president")),
        "met": lambda: (duck, duck.with_contact("general manager", member="sales manager")),
        "then": lambda: (duck.as_of("2012-03-01"), duck),
    }[question]()
    rise = influence.compare(*then).by_deal.loc["equipment"]
    differences = {row["score"]: row["difference"] for row in told[question]["changed"] if "difference" in row}
    assert differences == pytest.approx(rise[list(differences)].to_dict(), abs=1e-6)
    assert set(rise.index[rise.abs() > 1e-6]) <= set(differences)


def test_answers_say_what_is_unknown_and_assumed(told):
    for question in ("deals", "score", "entries", "won over"):
        assert "openness of 13 of 13 people" in told[question]["unknown"]
        assert "Unknown openness counts as 0.5." in told[question]["assumed"]
    assert told["check"]["counts"] == {"deals": 1, "people": 13}
    assert {"file": "⟦people.csv⟧", "rows": 13, "used": 13, "left_out": 0} in told["check"]["files"]


def test_what_is_not_there_is_refused_with_what_is(told):
    assert "did you mean '⟦equipment⟧'" in told["no such deal"]
    assert "top_down" in told["no such strategy"]
    assert "⟦general manager⟧" in told["no such person"]


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    write_export(folder, 3000)
    return folder


def test_a_pipeline_of_six_hundred_deals(export):
    graph = influence.read.salesforce(export)
    scores = influence.score(graph)
    first, last = str(scores.index[0]), str(scores.index[-1])
    tools = ("score", "coverage", "entry_points", "diagnose")
    calls = [
        ("list_deals", {"sort_by": "red_flags", "limit": 5}),
        ("list_deals", {"sort_by": "approval", "most_first": False, "limit": 200, "offset": 200}),
        ("check", {}),
        *((tool, {"deal": deal}) for deal in (first, last) for tool in tools),
    ]
    worst, middle, check, *each = asked(export, *calls, options=("--format", "salesforce"))
    assert check["counts"] == {"deals": len(graph), "people": len(graph.people)}
    assert (worst["of"], len(worst["deals"]), len(middle["deals"])) == (600, 5, 200)
    most = scores["red_flags"].nlargest(5).tolist()
    assert [row["red_flags"] for row in worst["deals"]] == most
    lowest = scores["approval"].sort_values(kind="stable").iloc[200:400]
    assert [row["approval"] for row in middle["deals"]] == pytest.approx(lowest.tolist(), abs=1e-6)
    for deal, told in ((first, each[:4]), (last, each[4:])):
        same(told[0]["deals"][0], scores.loc[deal].to_dict())
        alone = graph.only(deal)
        analyses = (influence.coverage, influence.entry_points, influence.diagnose)
        for answer, analysis in zip(told[1:], analyses, strict=True):
            same(answer["deals"][0], analysis(alone).by_deal.loc[deal].to_dict())


def test_prompts_and_resources_are_offered():
    async def talk(client):
        resources = [str(each.uri) for each in (await client.list_resources()).resources]
        prompts = [each.name for each in (await client.list_prompts()).prompts]
        people = (await client.read_resource("influence://tables/people")).contents[0].text
        docs = (await client.read_resource("influence://docs/coverage")).contents[0].text
        prompt = (await client.get_prompt("next_move", {"deal": "equipment"})).messages[0].content.text
        hints = [tool.annotations.read_only_hint for tool in (await client.list_tools()).tools]
        return resources, prompts, people, docs, prompt, hints

    resources, prompts, people, docs, prompt, hints = with_client(DUCK, talk=talk)
    assert {"influence://tables/facts", "influence://docs/contest"} <= set(resources)
    assert {"deal_review", "next_move", "pipeline_review"} <= set(prompts)
    assert "⟦vice president⟧" in people
    assert docs == __import__("inspect").getdoc(influence.coverage)
    assert "'equipment'" in prompt
    assert hints == [True] * len(hints)
    assert len(hints) == 13
