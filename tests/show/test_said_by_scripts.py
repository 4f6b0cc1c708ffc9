"""Scripts say sentences and numbers as the text of the page does."""

from __future__ import annotations

import json

import pytest

from influence.show.assets import TEMPLATES
from influence.show.wording import leaning, of_numbers, percent
from influence.tables.language import say, speaking

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = (TEMPLATES / "said.js").read_text(encoding="utf-8")
NUMBERS = [None, 0.0, 1e-12, 0.004, -0.004, 0.0049, 0.005, 0.46, -0.728, 0.994, 0.996, 1.0]
NUMBERS += [sign * k / 200 for k in range(1, 200, 2) for sign in (1, -1)] + [k / 8 for k in range(8)]
NAMES = ["王建国", "Ann Lee", "B2", "x%", ""]


@pytest.fixture
def script(browser):
    """The value of an expression in a page that has the script, with words in the language now spoken."""
    context = browser.new_context()
    page = context.new_page()
    yield lambda expression: page.evaluate(
        f"(() => {{ const words = {json.dumps(of_numbers())}; {SCRIPT}; return {expression}; }})()"
    )
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_numbers(script, language):
    with speaking(language):
        assert script(f"{json.dumps(NUMBERS)}.map(signed)") == [leaning(each) for each in NUMBERS]
        shares = [each for each in NUMBERS if each is None or each >= 0]
        assert script(f"{json.dumps(shares)}.map(percent)") == [percent(each) for each in shares]


@pytest.mark.parametrize("sentence", ["reports to {name}", "Without {name}", "{name} covers"])
def test_a_name_stands_apart_from_chinese_signs_where_it_is_in_latin_letters(script, sentence):
    with speaking("zh"):
        filled = [script(f"fill({json.dumps(say(sentence))}, {json.dumps({'name': name})})") for name in NAMES]
        assert filled == [say(sentence, name=name) for name in NAMES]
        assert script('fill("{count}人", { count: 3 })') == "3人"
