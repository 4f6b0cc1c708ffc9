"""One spelling for each name, whatever case, width or script it is written in."""

from __future__ import annotations

import unicodedata

# Traditional characters and the simplified ones that the vocabulary is written with, in the same order.
TRADITIONAL = (
    "與專丟個為爲於產親從們價優會關係繫內衝決準則別務動勢協單參變號後員諮響團場聲頭實審對層屬崗幹開強態願戶執報據敵數無術機權"
    "來標匯沒點離稱簡類級組織終結給絡統維編職聯營銜見觀規觸計認證評識詢詳請負責購贏輸過進採銷門閉問隊陣階險項預領題額風"
)
SIMPLIFIED = (
    "与专丢个为为于产亲从们价优会关系系内冲决准则别务动势协单参变号后员咨响团场声头实审对层属岗干开强态愿户执报据敌数无术机权"
    "来标汇没点离称简类级组织终结给络统维编职联营衔见观规触计认证评识询详请负责购赢输过进采销门闭问队阵阶险项预领题额风"
)
_TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_IGNORED = str.maketrans("", "", "_-")


def plain(text: str) -> str:
    """What is left of a name when case, spaces, underscores, hyphens, width and script variant do not count?

    Parameters
    ----------
    text : str
        A header, a value, the name of a file.

    Returns
    -------
    str

    Examples
    --------
    >>> from influence.spelling import plain
    >>> plain("Job_Title") == plain("ｊｏｂ title"), plain("職務") == plain("职务")
    (True, True)
    """
    narrow = unicodedata.normalize("NFKC", text).casefold().translate(_TO_SIMPLIFIED)
    return "".join(narrow.split()).translate(_IGNORED)
