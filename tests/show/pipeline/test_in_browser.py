"""The page of a pipeline in a real browser: sorting, search, filters, keys, paper, a phone, by night, for the blind."""

from __future__ import annotations

import csv
import io

import pytest

import influence
from influence.show.pipeline.pipeline import pipeline_page
from influence.show.pipeline.reports import save_reports
from tests.show import axe
from tests.show.pages import graph_of
from tests.show.pipeline.pages import data, many

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREEN, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
COLUMN = "[...document.querySelectorAll('#deals tbody tr')].map((row) => row.cells[{place}].innerText.trim())"


@pytest.fixture(scope="module")
def page():
    return influence.show.pipeline(many())


@pytest.fixture
def opened(browser, tmp_path):
    tabs = []

    def opened(page, **how):
        tab = browser.new_page(**{"viewport": SCREEN, **how})
        tab.faults = []
        tab.on("console", lambda message: tab.faults.append(message.text))
        tab.on("pageerror", lambda error: tab.faults.append(str(error)))
        tabs.append(tab)
        tab.goto(page.save(tmp_path / f"{len(tabs)}.html").as_uri())
        return tab

    yield opened
    for tab in tabs:
        assert tab.faults == []
        tab.close()


def column(tab, place):
    return tab.evaluate(COLUMN.format(place=place))


def test_a_click_on_a_head_sorts_by_it_and_the_unknown_stand_last(page, opened):
    tab = opened(page)
    amounts = [amount for amount in data(page)["amount"] if amount is not None]
    for way, reverse in (("descending", True), ("ascending", False)):
        tab.click("th[data-name=amount] button")
        assert tab.get_attribute("th[data-name=amount]", "aria-sort") == way
        tab.click("[data-more=deals]")
        shown = [text for text in column(tab, 1) if text != "unknown"]
        assert [float(text.split()[-1].replace(",", "")) for text in shown] == sorted(amounts, reverse=reverse)
        assert column(tab, 1)[-1] == "unknown"
    assert tab.locator("th[aria-sort]:not([aria-sort=none])").count() == 1


def test_a_search_finds_in_all_rows_and_sums_them_by_currency(page, opened):
    tab, told = opened(page), data(page)
    tab.fill("#search", "ACCOUNT dd propose")
    found = [k for k, name in enumerate(told["deal"]) if "Account DD" in name and told["stage"][k] == "Propose"]
    assert len(column(tab, 0)) == len(found)
    sums = dict.fromkeys(("EUR", "USD"), 0)
    for k in found:
        sums[told["currency"][k]] += told["amount"][k] or 0
    count = tab.inner_text("#count")
    assert count.startswith(f"{len(found)} of 150 deals")
    assert all(f"{currency} {total:,.0f}" in count for currency, total in sums.items() if total)
    tab.fill("#search", "nobody of this name")
    assert tab.inner_text("#count") == "No deal matches. Clear a filter."


def test_filters_go_together_and_are_cleared_together(page, opened):
    tab, told = opened(page), data(page)
    tab.select_option("[data-filter=lead]", "Ravi")
    tab.select_option("[data-filter=verdict]", "Won")
    tab.check("#quarter")
    each = zip(told["lead"], told["verdict"], told["close_date"], strict=True)
    wanted = [day for lead, verdict, day in each if (lead, verdict) == ("Ravi", "Won") and day >= "2026-10-01"]
    assert len(column(tab, 0)) == len(wanted) > 0
    tab.click("button[type=reset]")
    tab.wait_for_function("document.getElementById('count').innerText.startsWith('150')")


def test_a_part_is_drawn_and_all_is_printed(page, opened):
    tab = opened(page)
    assert len(column(tab, 0)) == 100
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(column(tab, 0)) == 150
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(column(tab, 0)) == 100


def test_keys_do_what_the_mouse_does(page, opened):
    tab = opened(page)
    tab.keyboard.press("/")
    tab.keyboard.type("account ff")
    assert {name.split(" (")[0] for name in column(tab, 0)} == {"Account FF"}
    tab.keyboard.press("Escape")
    assert tab.inner_text("#count").startswith("150 of 150")
    tab.focus("th[data-name=stage] button")
    tab.keyboard.press("Enter")
    assert column(tab, 4)[0] == "Propose"


def test_the_rows_found_are_saved_as_csv_and_nothing_runs_as_a_formula(opened):
    deals = [{"deal": "a", "account": '=1+1,"x"', "amount": 5.0}, {"deal": "b", "account": "B", "stage": "Propose"}]
    people = {"deal": ["a", "b"], "person": ["Ann", "Bo"]}
    tab = opened(influence.show.pipeline(influence.StakeholderGraph.from_tables(people, deals=deals)))
    with tab.expect_download() as told:
        tab.click("#csv")
    text = told.value.path().read_text(encoding="utf-8-sig")
    row, other = csv.DictReader(io.StringIO(text))
    assert row["Deal"] == '\'=1+1,"x"'
    assert [(each["Amount"], each["Stage"]) for each in (row, other)] == [("5", ""), ("", "Propose")]


def test_amounts_in_several_currencies_are_not_called_unknown(page, opened):
    tab = opened(page)
    amounts = tab.evaluate("[...document.querySelectorAll('#members tbody tr')].map((row) => row.cells[2].innerText)")
    currencies = data(page, "members")["currencies"]
    assert [text == "several currencies" for text in amounts] == [count > 1 for count in currencies]


def test_text_of_a_crm_is_text(opened):
    evil = "<img src=x onerror=alert(1)>"
    graph = graph_of({"person": evil, "name": evil}, deal=evil, deals=[{"account": evil, "stage": evil}])
    tab = opened(pipeline_page(graph, {evil: "a.html"}))
    assert tab.locator("img").count() == 0
    assert column(tab, 0) == [evil]
    assert tab.get_attribute("#deals a", "href") == "a.html"


def test_a_phone_shows_cards_that_can_be_sorted(page, opened):
    tab = opened(page, viewport=PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.select_option("#sort", label="Amount")
    assert tab.get_attribute("th[data-name=amount]", "aria-sort") == "descending"
    controls = "document.querySelectorAll('.filters select, .filters button, .status button, input[type=search]')"
    assert min(tab.evaluate(f"[...{controls}].map((each) => each.offsetHeight)")) >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
def test_axe_finds_nothing(page, opened, viewport, scheme):
    assert axe.violations(opened(page, viewport=viewport, color_scheme=scheme)) == {}


def test_reports_of_a_folder_share_style_and_script_and_say_so_where_these_are_missing(browser, tmp_path):
    graph = influence.datasets.simulate(2, seed=3).graph
    index = save_reports(graph, list(graph.all_deals), tmp_path)
    report, other = sorted(page for page in tmp_path.glob("*.html") if page != index)
    assert len(list(tmp_path.glob("report-*.css"))) == len(list(tmp_path.glob("report-*.js"))) == 1
    tab = browser.new_page(viewport=SCREEN)
    tab.goto(f"{report.as_uri()}#org-chart")
    assert tab.locator(".card.person").count() > 5
    assert not tab.locator(".alone").is_visible()
    (tmp_path / "alone").mkdir()
    alone = other.rename(tmp_path / "alone" / other.name)
    tab.goto(alone.as_uri())
    assert tab.locator(".alone").is_visible()
    assert "influence report PATH --deal DEAL" in tab.locator(".alone").inner_text()
    tab.close()
    save_reports(graph, list(graph.all_deals), tmp_path)
