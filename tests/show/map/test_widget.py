"""The map as a widget: in Python, in a kernel, and in a browser beside a notebook's model."""

from __future__ import annotations

import json
import sys

import pytest

import influence
from influence import InfluenceError, UnknownName
from influence.show.assets import TEMPLATES
from influence.show.map import org_map_widget
from tests.show.pages import graph_of


def test_who_is_selected_must_be_in_the_deal():
    widget = influence.show.org_map_widget(graph_of({"person": "Ann"}, {"person": "Bo"}))
    assert widget.selected is None
    for person in ("Ann", "Bo", None):
        widget.selected = person
        assert widget.selected == person
    with pytest.raises(UnknownName, match="'Ann'"):
        widget.selected = "Anne"


def test_the_widget_shows_the_page_of_the_map():
    graph = graph_of({"person": "Ann"})
    widget = influence.show.org_map_widget(graph)
    assert widget._page == influence.show.org_map(graph).html
    assert "Content-Security-Policy" in widget._page


def test_where_no_kernel_runs_text_stands_for_the_map(duck):
    widget = influence.show.org_map_widget(duck.graph, locale="zh")
    widget.selected = "vice president"
    shown, _ = widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"].endswith("selected='vice president')")
    assert influence.show.org_map(duck.graph, locale="zh").note in shown["text/html"]
    assert "<code>influence.show.org_map(graph)</code> 可保存在文件中" in shown["text/html"]


def test_without_anywidget_it_is_said_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    org_map_widget._widget_class.cache_clear()
    with pytest.raises(InfluenceError, match=r"pip install influence-graph\[widget\]"):
        influence.show.org_map_widget(graph_of({"person": "Ann"}))


@pytest.mark.slow
def test_a_kernel_hears_whom_the_reader_chooses_and_tells_whom_it_chose():
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        code = (
            "import influence; w = influence.show.org_map_widget(influence.datasets.load('cooked_duck'));"
            "w.selected = 'head of production'"
        )
        sent = _said_by(client, code)
        opened = [each["content"] for each in sent if each["msg_type"] == "comm_open"]
        mine = next(each for each in opened if "_page" in each["data"]["state"])
        assert mine["data"]["state"]["selected"] is None
        updates = [each["content"]["data"] for each in sent if each["msg_type"] == "comm_msg"]
        assert {"selected": "head of production"} in [each.get("state") for each in updates]
        update = {"method": "update", "state": {"selected": "general manager"}, "buffer_paths": []}
        client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": mine["comm_id"], "data": update}))
        told = _said_by(client, "print(w.selected)")
        assert "general manager\n" in [each["content"].get("text") for each in told if each["msg_type"] == "stream"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _said_by(client, code: str) -> list[dict]:
    said: list[dict] = []
    reply = client.execute_interactive(code, timeout=180, output_hook=said.append)
    assert reply["content"]["status"] == "ok", reply["content"]
    return said


NOTEBOOK = """<!doctype html><meta charset="utf-8"><title>notebook</title><div id="cell"></div><script type="module">
const code = __CODE__, state = __STATE__;
const heard = {};
window.model = {
  get: (name) => state[name],
  set: (name, value) => { state[name] = value; (heard[`change:${name}`] || []).forEach((each) => each()); },
  save_changes: () => { window.saved = (window.saved || 0) + 1; },
  on: (name, act) => { (heard[name] = heard[name] || []).push(act); },
  off: () => {},
};
const made = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
made.default.render({ model: window.model, el: document.getElementById("cell") });
</script>"""


@pytest.mark.browser
@pytest.mark.slow
def test_in_a_browser_the_map_and_the_model_follow_each_other(browser, tmp_path, duck):
    state = {
        "_page": influence.show.org_map(duck.graph).html,
        "_title": "map",
        "_height": 800,
        "selected": "head of production",
    }
    code = (TEMPLATES / "map" / "widget.js").read_text(encoding="utf-8")
    page = NOTEBOOK.replace("__CODE__", _json(code)).replace("__STATE__", _json(state))
    file = tmp_path / "notebook.html"
    file.write_text(page, encoding="utf-8")
    faults: list[str] = []
    tab = browser.new_page(viewport={"width": 1400, "height": 900})
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda line: faults.append(line.text))
    tab.goto(file.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator(".panel h2", has_text="Head of production").wait_for(timeout=10_000)
    frame.locator('[data-key^="person:"]', has_text="Head of finance").first.click()
    tab.wait_for_function('window.model.get("selected") === "head of finance"')
    assert tab.evaluate("window.saved") == 1
    tab.evaluate('window.model.set("selected", null)')
    frame.locator(".panel h2", has_text="How to read the map").wait_for(timeout=10_000)
    tab.close()
    assert faults == []


def _json(value: object) -> str:
    return json.dumps(value).replace("</", "<\\/")
