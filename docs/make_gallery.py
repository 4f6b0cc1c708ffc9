"""Make the pictures of docs/gallery.md, and the page itself: `python docs/make_gallery.py`; needs Chromium and Pillow.

Every picture is taken of a page as anybody would save it, in a real browser, and kept small.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import influence  # noqa: E402
from influence import StakeholderGraph  # noqa: E402
from tests.show.organisations import organisation  # noqa: E402

IMAGES, PAGE = ROOT / "docs" / "images" / "gallery", ROOT / "docs" / "gallery.md"
DESK, PHONE = (1440, 900), (390, 844)
COLOURS = 256
CHINESE = {
    "people.csv": (
        "姓名,职务,部门,汇报对象,支持度,影响力,参与度,层次\n"
        "王建国,总经理,总经办,,0.6,1,0.3,决策层\n李芳,财务总监,财务部,王建国,-0.5,0.8,0.7,决策层\n"
        "张伟,信息中心主任,信息中心,王建国,0.4,0.7,0.9,决策层\n赵敏,采购经理,采购部,李芳,,0.5,0.6,管理层\n"
        "陈晨,应用开发部经理,信息中心,张伟,0.2,0.4,0.8,管理层\n刘洋,系统工程师,信息中心,陈晨,0.7,,0.5,操作层\n"
        "周杰,会计主管,财务部,李芳,0,0.3,0.4,管理层\n吴昊,运维工程师,信息中心,陈晨,,0.2,0.3,操作层\n"
    ),
    "seats.csv": "角色,人员,否决\n批准者,王建国,是\n决策者,李芳,否\n评估者,张伟,否\n使用者,刘洋,否\n",
    "contacts.csv": "方,成员,联系人,强度\n我方,孙丽,张伟,0.6\n我方,孙丽,陈晨,0.4\n我方,钱峰,刘洋,0.7\n",
    "deals.csv": "商机,客户,商机名称,金额\nd1,华东机械集团,ERP 升级,1840000\n",
}


@dataclass(frozen=True)
class Picture:
    """A picture of the gallery: the name of its file, what it shows, of which page, and how it is looked at."""

    name: str
    shows: str
    page: Callable[[], Any]
    size: tuple[int, int] = DESK
    dark: bool = False
    printed: bool = False
    address: str = ""


def chinese() -> StakeholderGraph:
    """A Chinese deal, read from files as somebody has them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in CHINESE.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return influence.read.tables(folder)


def pictures() -> Iterator[Picture]:
    """Every picture, in the order of the page."""

    def org_map(graph: Callable[[], StakeholderGraph]) -> Callable[[], Any]:
        return lambda: influence.show.org_map(graph())

    of_34 = org_map(lambda: organisation(34))
    bundled = {name: (lambda name=name: influence.datasets.load(name)) for name in ("krackhardt_hightech", "uk_decc")}
    yield Picture("cooked_duck", "A real deal that was lost, of 13 people: one of six who decide was covered.",
                  org_map(lambda: influence.datasets.load("cooked_duck")))  # fmt: skip
    yield Picture("report", "The first screen of the report on it: the verdict, what to do next, who decides, on whom "
                  "it depends.", lambda: influence.show.report(influence.datasets.load("cooked_duck")))  # fmt: skip
    yield Picture("pipeline", "The page of 200 deals, which are simulated: sorted by the amount at risk.",
                  lambda: influence.show.pipeline(influence.datasets.simulate(200, seed=3).graph))  # fmt: skip
    yield Picture("34", "Who matters in a deal of 34 people, and the path to the next of them.", of_34)
    yield Picture("34_dark", "The same in the dark.", of_34, dark=True)
    yield Picture("34_committee", "The committee alone.", of_34, address="#view=committee")
    yield Picture("34_phone", "On a phone: the list first.", of_34, PHONE)
    yield Picture("34_print", "Printed.", of_34, (1123, 794), printed=True)
    yield Picture("krackhardt", "A company of 21 in which nothing is known but who asks whom for advice, trusts and "
                  "reports to whom (Krackhardt 1987): every stance is unknown, the committee assumed.",
                  org_map(bundled["krackhardt_hightech"]))  # fmt: skip
    yield Picture("uk_decc", "A ministry's organogram of 130 posts.", org_map(bundled["uk_decc"]))
    yield Picture("chinese", "A Chinese deal: the map speaks the language of the headers it was read from.",
                  org_map(chinese))  # fmt: skip
    yield Picture("2000", "2,000 people: at most sixty are shown, the others are folded.",
                  org_map(lambda: organisation(2000)))  # fmt: skip
    yield Picture("2000_network", "The same 2,000 as a network, `show.network`.",
                  lambda: influence.show.network(organisation(2000)))  # fmt: skip


def taken(browser: Any, picture: Picture, folder: Path) -> bytes:
    """A picture of the page in the browser."""
    file = picture.page().save(folder / f"{picture.name}.html")
    width, height = picture.size
    tab = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if picture.dark else "light"
    )
    tab.goto(file.as_uri() + picture.address)
    if picture.printed:
        tab.emulate_media(media="print")
    tab.wait_for_timeout(800)
    shot: bytes = tab.screenshot()
    tab.close()
    return small(shot)


def small(shot: bytes) -> bytes:
    """The picture in few colours: a third of the bytes, and nobody sees it, as rare colours stay what they are."""
    from PIL import Image

    file = io.BytesIO()
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Take all pictures, and write the page that shows them."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no chromium to take the pictures with; install it, and run this again")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for picture in pictures():
            (IMAGES / f"{picture.name}.png").write_bytes(taken(browser, picture, Path(folder)))
        browser.close()
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The gallery in Markdown."""
    shown = "\n".join(f"![{each.shows}](images/gallery/{each.name}.png)\n\n*{each.shows}*\n" for each in pictures())
    return (
        "# Gallery\n\nThe map of a deal, `influence.show.org_map`, its report, its network, `influence.show.network`, "
        "and the page of many deals, as `python docs/make_gallery.py` found them. [The figures](figures.md) have a "
        "page of their own. People and companies are made up, where no source is named.\n\n" + shown
    )


if __name__ == "__main__":
    main()
