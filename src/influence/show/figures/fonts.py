"""The fonts of figures: one for Latin letters, and one that has Chinese, Japanese and Korean where there is one."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache

LATIN = "DejaVu Sans"
CJK = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Heiti SC", "Heiti TC", "SimHei", "STHeiti",
    "Noto Sans CJK TC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Yu Gothic", "Meiryo", "Malgun Gothic", "SimSun",
    "Arial Unicode MS",
)  # fmt: skip
# Kana, ideographs, Hangul, and the full-width signs.
OF_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
HINT = (
    "no font on this machine has Chinese, Japanese or Korean, so names in them are drawn as boxes; install one, such "
    "as Noto Sans CJK (Debian and Ubuntu: fonts-noto-cjk), and delete the folder that matplotlib.get_cachedir() names"
)


@cache
def cjk_font() -> str | None:
    """The first font that is installed of those that have Chinese, Japanese and Korean; none where there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CJK if name in installed), None)


def families() -> list[str]:
    """The fonts to draw with, the one after the other for whatever the one before it lacks."""
    found = cjk_font()
    return [LATIN, found] if found else [LATIN]


def require_letters(texts: Iterable[str]) -> None:
    """Warn, with the remedy, where a text has letters that no font on this machine has."""
    if cjk_font() is None and any(OF_CJK.search(text) for text in texts):
        warnings.warn(HINT, UserWarning, stacklevel=2)
