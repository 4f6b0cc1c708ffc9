"""What the commands write for people to read: pages of many deals, figures, and scores with names."""

from __future__ import annotations

import csv
import io

from influence.cli.figure import NAMES
from influence.cli.main import FINE, USAGE, main
from influence.show import figures
from tests.cli.test_main import DUCK


def test_score_leaves_empty_what_nobody_recorded_a_contact_for(tmp_path, capsys):
    (tmp_path / "people.csv").write_text("deal,person\na,ann\nb,bo\n")
    (tmp_path / "contacts.csv").write_text("deal,side,member,person\na,us,me,ann\n")
    assert main(["score", str(tmp_path)]) == FINE
    a, b = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [a[name] for name in ("coverage", "reach")] == ["1.0", "1.0"]
    assert [b[name] for name in ("coverage", "reach", "single_points")] == ["", "", ""]


def test_many_deals_have_their_page_and_the_largest_a_report_where_asked_for(tmp_path):
    rows = "".join(f"d{number:03},Ann\n" for number in range(101))
    (tmp_path / "people.csv").write_text("deal,person\n" + rows, encoding="utf-8")
    amounts = "".join(f"d{number:03},{number}\n" for number in range(101))
    (tmp_path / "deals.csv").write_text("deal,amount\n" + amounts, encoding="utf-8")
    for top, pages in ((), ["index.html"]), (["--top", "2"], ["d099.html", "d100.html", "index.html"]):
        out = tmp_path / f"report{len(pages)}"
        assert main(["report", str(tmp_path), "--out", str(out), *top]) == FINE
        assert sorted(path.name for path in out.glob("*.html")) == pages


def test_a_figure_is_written_as_its_ending_says(tmp_path, capsys):
    for name, begins in (("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF")):
        assert main(["figure", "committee-coverage", str(DUCK), "--out", str(tmp_path / name)]) == FINE
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert "We cover 17% of the votes" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_figure_of_one_deal_asks_which(tmp_path, capsys):
    (tmp_path / "people.csv").write_text("deal,person\na,ann\nb,bo\n")
    assert main(["figure", "contest", str(tmp_path)]) == USAGE
    assert "a figure shows one: add --deal" in capsys.readouterr().err


def test_every_figure_has_its_name():
    names = {name.replace("-", "_") for name in NAMES}
    assert names == set(figures.__all__) - {"alt_text", "save_figure"}
