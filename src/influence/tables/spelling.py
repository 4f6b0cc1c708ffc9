"""One spelling for each name, whatever case, width or script it is written in."""

from __future__ import annotations

import unicodedata

# Traditional characters and the simplified ones that names and titles are written with, in the same order.
TRADITIONAL = (
    "與專丟個為爲於產親從們價優會關係繫內衝決準則別務動勢協單參變號後員諮響團場聲頭實審對層屬崗幹開強態願戶執報據敵數無術機權"
    "來標匯沒點離稱簡類級組織終結給絡統維編職聯營銜見觀規觸計認證評識詢詳請負責購贏輸過進採銷門閉問隊陣階險項預領題額風"
    "業東習書夥偉黨劃創辦區醫華廠廳縣發臺園國處復複學將師廢棄錄總戰擾護構漿測濟獨電畫監礙祕築籤簽紀納線練經絕"
    "榮藥裝譽訓議訊記講設譯試話課調財敗資贊車輔輯辭運選鋒鍵長間顧館軟製檢驗讀軍億閱農診療導駐債貿買賣貨幣應徵訪萬約隸歸連續碼郵網"
    "並併尋帳張換擁時暫條極滙潛狀産種積篩絶羣虛討証談論賬轉錯録寫彙"
    "舉爭兌況刪圍圓備寶屆慣溝潤滿現競績獲覺誠說諾誰"
)
SIMPLIFIED = (
    "与专丢个为为于产亲从们价优会关系系内冲决准则别务动势协单参变号后员咨响团场声头实审对层属岗干开强态愿户执报据敌数无术机权"
    "来标汇没点离称简类级组织终结给络统维编职联营衔见观规触计认证评识询详请负责购赢输过进采销门闭问队阵阶险项预领题额风"
    "业东习书伙伟党划创办区医华厂厅县发台园国处复复学将师废弃录总战扰护构浆测济独电画监碍秘筑签签纪纳线练经绝"
    "荣药装誉训议讯记讲设译试话课调财败资赞车辅辑辞运选锋键长间顾馆软制检验读军亿阅农诊疗导驻债贸买卖货币应征访万约隶归连续码邮网"
    "并并寻帐张换拥时暂条极汇潜状产种积筛绝群虚讨证谈论账转错录写汇"
    "举争兑况删围圆备宝届惯沟润满现竞绩获觉诚说诺谁"
)
_TO_SIMPLIFIED = str.maketrans(TRADITIONAL, SIMPLIFIED)
_IGNORED = str.maketrans("", "", "_-")
# Most text is plain ASCII, for which this is the same and many times faster.
_IGNORED_ASCII = str.maketrans("", "", "_-" + "".join(chr(code) for code in range(128) if chr(code).isspace()))
_ACCENTS = dict.fromkeys(range(0x300, 0x370))

# Letters of other alphabets that look like Latin ones.
_LIKE_LATIN = str.maketrans("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo")


def simplified(text: str) -> str:
    """The text with traditional characters as simplified ones, as far as the vocabulary has them."""
    return text.translate(_TO_SIMPLIFIED)


def plain(text: str) -> str:
    """Reduce a name to what is left when case, spaces, underscores, hyphens, width and script variant do not count.

    Parameters
    ----------
    text : str
        A header, a value, the name of a file.

    Returns
    -------
    str

    Examples
    --------
    >>> from influence.tables.spelling import plain
    >>> plain("Job_Title") == plain("ｊｏｂ title"), plain("職務") == plain("职务")
    (True, True)
    """
    if text.isascii():
        return text.lower().translate(_IGNORED_ASCII)
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return "".join(simplified(narrow).split()).translate(_IGNORED)


def unaccented(text: str) -> str:
    """The text without the accents of Latin letters, which many leave away; other scripts stay as they are.

    Examples
    --------
    >>> from influence.tables.spelling import unaccented
    >>> unaccented("décideur"), unaccented("ユーザー")
    ('decideur', 'ユーザー')
    """
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", apart.translate(_ACCENTS))


def seen(text: str) -> str:
    """The text as the eye sees it: width, case, invisible signs, accents put together, letters of another alphabet.

    Examples
    --------
    >>> from influence.tables.spelling import seen
    >>> seen("Ａｎｎ") == seen("Аnn") == seen("Ann\u200b") == seen("ann")
    True
    """
    if text.isascii():
        return text.lower()
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", visible.translate(_LIKE_LATIN)).casefold()
