"""What a reader has to be told is said once: by options, or by an influence.toml beside the data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from influence import InfluenceError, StakeholderGraph
from influence.cli.answers import answers
from influence.cli.main import FINE, USAGE, _parser, main
from tests.files_on_disk import folder

TOLD = """
format = "tables"
scale = { support = "1:10", influence = [10, 1] }
kind = { friend = "knows" }
"""
PEOPLE = "Name,Support,Influence\nAnn,10,1\nBo,1,10\n"
RELATED = "source,target,kind\nAnn,Bo,friend\n"


@pytest.fixture
def rated(tmp_path):
    return folder(tmp_path, people=PEOPLE, relationships=RELATED)


def told(place, text):
    (place / "influence.toml").write_text(text, encoding="utf-8")


def test_answers_beside_the_data_need_no_typing_and_are_said(rated, capsys):
    told(rated, TOLD)
    assert main(["check", str(rated)]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "no faults in 1 deal, 2 people, 1 relationship"
    assert lines[1] == (
        "answered by influence.toml: format tables; scale support=1:10, influence=10:1; kind friend=knows"
    )


def test_answers_lie_beside_a_single_file_too(rated, capsys):
    told(rated, TOLD)
    assert main(["check", str(rated / "people.csv")]) == FINE


def test_an_option_wins_over_the_file_column_by_column(rated, capsys):
    told(rated, TOLD)
    assert main(["check", str(rated), "--scale", "support=10:1"]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert "answered by influence.toml: format tables; scale influence=10:1; kind friend=knows" in lines
    options = _parser().parse_args(["check", str(rated), "--scale", "support=10:1", "--kind", "friend=trusts"])
    both, from_file = answers(options, rated)
    assert both == {
        "format": "tables",
        "scale": {"support": (10, 1), "influence": (10, 1)},
        "kind": {"friend": "trusts"},
    }
    assert from_file["kind"] == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scal = 1", "called 'scal': did you mean 'scale' or 'locale'?"),
        ("scale = 5", "scale is 5; write scale = { support = "),
        ('scale = { support = "five" }', "scale.support is 'five'; write scale = {"),
        ("scale = { support = [1, 2, 3] }", "scale.support is [1, 2, 3]"),
        ('day_first = "yes"', "day_first is 'yes'; write day_first = true"),
        ("kind = [1]", "kind is [1]; write kind = "),
        ('format = "salesfroce"', "called 'salesfroce': did you mean 'salesforce'?"),
        ("day_first = true", "--day-first does not go with --format tables"),
        ("x = = 1", "cannot be read"),
        ("format = 1", 'format is 1; write format = "tables"'),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_its_remedy(rated, capsys, text, said):
    told(rated, text)
    assert main(["check", str(rated)]) == USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "influence.toml" in error or "--format" in error
    assert "Traceback" not in error


SAID = ["1", '"x"', "true", "[]", "[1, 2]", "{}", '{a = "1:2"}', "{a = []}", "{a = nan}"]


@given(name=st.sampled_from(["scale", "kind", "direction", "columns", "infer", "format", "day_first"]), value=st.data())
def test_whatever_the_file_says_it_is_read_or_refused(tmp_path_factory, name, value):
    place = tmp_path_factory.mktemp("any")
    said = value.draw(
        st.sampled_from(["1", '"x"', "true", "[]", "[1, 2]", "{}", '{a = "1:2"}', "{a = []}", "{a = nan}"])
    )
    told(place, f"{name} = {said}")
    options = _parser().parse_args(["check", str(place)])
    try:
        both = answers(options, place)[0]
    except InfluenceError as error:
        both = str(error)
    assert "influence.toml" in both or set(both) == {name}


@pytest.fixture
def drawn(monkeypatch):
    """A reader that keeps what it was told."""
    kept = []

    def network(path, *, kind=None, direction=None, account_contacts=False):
        kept.append((kind, direction, account_contacts))
        return StakeholderGraph.from_tables({"person": ["p"]})

    monkeypatch.setattr(influence.read, "network", network, raising=False)
    monkeypatch.setattr(influence.read, "__all__", ["tables", "network"])
    return kept


def test_a_direction_may_be_that_of_one_kind(drawn, tmp_path):
    check = ["check", str(tmp_path), "--format", "network"]
    assert (
        main([*check, "--direction", "reports_to=source-to-target", "--direction", "trusts=target_to_source"]) == FINE
    )
    assert main([*check, "--direction", "source_to_target", "--kind", "knows"]) == FINE
    assert main([*check, "--direction", "source-to-target", "--direction", "knows=target-to-source"]) == FINE
    told(tmp_path, 'direction = { reports_to = "target-to-source" }\naccount_contacts = true\n')
    assert main(check) == FINE
    assert drawn == [
        (None, {"reports_to": "source_to_target", "trusts": "target_to_source"}, False),
        ("knows", "source_to_target", False),
        (None, {"": "source_to_target", "knows": "target_to_source"}, False),
        (None, {"reports_to": "target_to_source"}, True),
    ]
