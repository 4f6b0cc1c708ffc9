"""How senior a job title sounds in English and Chinese, and in which order its words are read.

The scale is ours: 1 the head of the organisation, 2 its board, chief officers and vice presidents, 3 directors and
heads of department, 4 managers and leaders of teams, 5 staff. Levels 1 and 2 decide, 3 and 4 manage, 5 operates (the
three layers of rule 002-3). The words are in the files of the languages; titles_in_languages.py reads the others.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from influence.tables import languages
from influence.tables.spelling import simplified, unaccented

STAFF = 5
LAYER_OF_LEVEL = ("decision", "decision", "management", "management", "operations")
FORMER = "former"


class Rank(NamedTuple):
    """How senior a title is (0 where nobody can tell), how sure that is, and the words that say so."""

    level: int
    confidence: float
    word: str | None


UNKNOWN = Rank(0, 0.0, None)

# What somebody does is a rank as the last word only: 采购 is a buyer, 采购部 a department.
_TRADES = "采购 人事 法务 测试 研发 运维 行政 编辑 翻译 销售 财务 工"

_SHORT = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "asst": "assistant", "assoc": "associate",
    "dir": "director", "mgr": "manager", "mngr": "manager", "exec": "executive", "engr": "engineer", "dep": "deputy",
    "dept": "department", "pres": "president", "coord": "coordinator", "admin": "administrator", "gen": "general",
    "rep": "representative", "vicepresident": "vice president", "vpres": "vice president", "dy": "deputy",
}  # fmt: skip
LOWER = r"(?:deputy|vice|assistant|associate|second)\b|常务副|第一副|副"
_MUCH_LOWER = frozenset({"assistant", "associate"})
_LEARNING = r"(?:junior|trainee|apprentice|graduate|aspiring)\b|实习|见习"
_PART = re.compile(
    r"\b(?:office|division|divisional|department|region|regional|area|branch|unit|segment|committee|subcommittee|faculty"
    r"|chapter|emea|apac|apj|latam|americas|europe|asia|china|india|japan|uk|north|south|east|west|northern|southern"
    r"|eastern|western|sales|marketing|finance|operations|it|hr|engineering|procurement|purchasing|products|services"
    r"|technology|supply|logistics|manufacturing|production|quality|development|strategy|projects|retail|wholesale"
    r"|digital|markets|policy|resources|consumers|households)\b"
)
_PART_IN_CHINESE = re.compile(
    r"(?:区|分公司|子公司|事业部|事业群|中心|分部|办事处|分行|分院|分校|分会|华[东南北中西]|中国)\s*$"
)
_DEPARTMENT_IN_CHINESE = re.compile(r"[部处科]\s*$")
_PASTIMES = re.compile(
    r"\b(?:student|students|club|alumni|pta|homeowners|hoa|scout|scouts|fan|parish)\b|学生会|班级|家长"
)
_HEADS_OF_ANYTHING = frozenset({"general manager", "gm"})
_OF_ONE_FIELD = frozenset({"director general", "dg"})
_OF_A_CLUB = frozenset(
    {"president", "chair", "chairman", "chairwoman", "chairperson", "treasurer", "secretary", "会长", "主席"}
)
_SERVING = frozenset({"assistant", "secretary", "pa", "ea", "aide", "秘书", "助理", "特助", "总助"})
_TAKES_A_NOUN = frozenset({"vp", "vice president", "head", "director", "manager", "svp", "evp"})

_LATIN = "a-z\u00c0-\u024f"
_BETWEEN_SCRIPTS = re.compile(f"(?<=[{_LATIN}0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[{_LATIN}])")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}|\b[a-z](?:\.[a-z])+\b")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑_](?=\w)")
_TOKEN = re.compile(r"\b[a-z]+\b\.?")
_CHIEF_OFFICER = re.compile(r"\bchief (?!(?:executive|petty|warrant|of)\b)(?:[\w&+]+ ){1,5}?officer\b")
_CHIEF_EXPERT = (
    r"\bchief (?!(?:executive|of)\b)(?:\w+ ){0,3}?(?:advis[eo]r|engineer|architect|scientist|economist|technologist"
    r"|accountant|auditor|designer|editor|inspector|analyst|nurse|underwriter|strategist)\b"
)
_TO_SOMEBODY = re.compile(
    r"\b(?:(assistant|secretary|pa|ea|aide|adviser|advisor|support|officer) to|report(?:s|ing) to)\b.*"
)
PIECES = re.compile(r"[,;()\[\]|、，。：:]|\s[-–—]+\s|/")
_AND = re.compile(r"\band\b|&|兼")
_PREPOSITION = re.compile(r"\b(?:of|for|to|in|at|with|on|within|from|by)\b")
_ACTING = re.compile(
    r"\b(?:acting|interim|honorary|designate|elect|incoming|fractional|virtual)\b"
    r"|代理|^代(?=[部处局市总])|名誉|荣誉|候任"
)
_PAST = re.compile(
    r"^(?:former|formerly|previously|retired|past|ex(?! officio\b| works\b| im\b))\b"
    r"|\b(?:retired|emeritus|emerita|former)$|^(?:已?退休(?!金|干部|工作|人员|办)|离任|卸任)|已?(?:退休|离职|离任|卸任)$"
    r"|^前(?![台端厅沿期线场道处置锋瞻段装后介])|^原(?![料材画创油型理子始煤生版厂辅药浆装住])"
)
_PAST_ALONE = re.compile(
    r"(?:now )?(?:retired|ret|emeritus|emerita|former|formerly)\.?|已?(?:退休|离职|离任|卸任)|前|原"
)


PHRASES = {word: (level, sure) for each in ("english", "chinese") for level, sure, word in languages.titles(each)}
"""The words of rank in English and Chinese, with their level and how sure it is."""


def _rank_pattern() -> re.Pattern[str]:
    longest = sorted(PHRASES, key=len, reverse=True)
    english = "|".join(phrase for phrase in longest if phrase.isascii())
    english = english.replace("|chief|", "|chief(?! executive)|")
    chinese = "|".join(phrase for phrase in longest if not phrase.isascii())
    trades = "|".join(_TRADES.split())
    return re.compile(
        rf"(?<![{_LATIN}0-9])(?:(?P<lower>{LOWER})\s*|(?P<learning>{_LEARNING})\s*)?"
        rf"(?:(?P<officer>{_CHIEF_OFFICER.pattern})|(?P<expert>{_CHIEF_EXPERT})"
        rf"|\b(?P<english>{english})\b(?!'s?\b| (?:office(?! of| for)|staff|secretariat|support|suite)\b)"
        rf"|(?P<chinese>{chinese})(?![办处部科室会]|团队|中心)|(?P<trade>{trades})$)"
    )


_RANK = _rank_pattern()


def as_simplified(text: str) -> str:
    """The text in simplified characters, one for each of its own."""
    return simplified(text)


def folded(text: str) -> str:
    """The text in one case, width and script variant, with single spaces and no abbreviations of ranks."""
    narrow = simplified(unaccented(unicodedata.normalize("NFKC", text).casefold())).replace("\u2019", "'")
    spaced = _BETWEEN_SCRIPTS.sub(" ", _HYPHEN.sub(" ", _INITIALS.sub(lambda found: found[0].replace(".", ""), narrow)))
    return " ".join(_TOKEN.sub(_whole_word, spaced).split())


def _whole_word(found: re.Match[str]) -> str:
    return _SHORT.get(found[0].removesuffix("."), found[0])


def rank_of(title: str) -> Rank:
    """How senior is somebody of this title; level 0 where it does not say, with the word `FORMER` where it is past."""
    text = _TO_SOMEBODY.sub(lambda found: found[1] or "", folded(title))
    text = _CHIEF_OFFICER.sub(lambda found: found[0].replace(" and ", " + ").replace("&", "+"), text)
    pieces = [piece.strip() for piece in PIECES.split(text) if piece.strip()]
    if any(_PAST_ALONE.fullmatch(piece) for piece in pieces):
        return Rank(0, 0.0, FORMER)
    present = [piece for piece in pieces if not _PAST.search(piece)]
    if not present:
        return Rank(0, 0.0, FORMER) if pieces else UNKNOWN
    return _of_pieces(present, text)


def _of_pieces(pieces: list[str], text: str) -> Rank:
    ranks = []
    for number, piece in enumerate(pieces):
        rest = "" if number + 1 == len(pieces) or _RANK.search(pieces[number + 1]) else pieces[number + 1]
        ranks += [_of_part(part.strip(), rest, later=number > 0) for part in _AND.split(piece)]
        if number == 0 and ranks[0].word in _SERVING:
            return ranks[0]
    known = [rank for rank in ranks if rank.level]
    if not known or _is_pastime(known, text):
        return UNKNOWN
    best = min(known, key=lambda rank: (rank.level, -rank.confidence))
    doubt = 0.9 if len({rank.level for rank in known}) > 1 else 1.0
    return best._replace(confidence=round(best.confidence * doubt * (0.8 if _ACTING.search(text) else 1.0), 2))


def _is_pastime(ranks: list[Rank], text: str) -> bool:
    """Whether the office may well be one of a club."""
    return _PASTIMES.search(text) is not None and any(rank.word in _OF_A_CLUB for rank in ranks)


def _of_part(part: str, rest: str, *, later: bool) -> Rank:
    """The rank of one phrase: of its last word of rank, since 总经理助理 and CEO assistant are assistants."""
    found = _ranks(part)
    if not found:
        return UNKNOWN
    match, rank = found[-1]
    after = part[match.end() :].strip()
    if later and rank.level < 3 and after and not _PREPOSITION.match(after) and rank.word not in _TAKES_A_NOUN:
        return UNKNOWN
    if rank.level == 1:
        rank = _of_a_part(rank, part[: match.start()], f"{after} {rest}")
    doubt = 0.8 if len({rank.level for _, rank in found}) > 1 else 1.0
    return rank._replace(confidence=rank.confidence * doubt)


def _ranks(part: str) -> list[tuple[re.Match[str], Rank]]:
    """The ranks of a phrase in their order, up to the preposition after which stands somebody else's."""
    found: list[tuple[re.Match[str], Rank]] = []
    end = 0
    for match in _RANK.finditer(part):
        if _PREPOSITION.search(part, end, match.start()):
            break
        end, rank = match.end(), _rank(match)
        if rank.level:
            found.append((match, rank))
    return found


def _rank(match: re.Match[str]) -> Rank:
    word = match[0].strip()
    if match["learning"]:
        return Rank(STAFF, 0.45, word)
    if match["trade"]:
        return Rank(STAFF, 0.45, word)
    if match["officer"] or match["expert"]:
        level, confidence = (2, 0.6) if match["officer"] else (3, 0.4)
    else:
        level, confidence = PHRASES[match["english"] or match["chinese"]]
    if match["lower"] and 0 < level < STAFF:
        lower = level + 1 + (level == 1 and match["lower"] in _MUCH_LOWER)
        return Rank(min(lower, STAFF - 1), 0.85 * confidence, word)
    return Rank(level, confidence, word)


def _of_a_part(rank: Rank, before: str, after: str) -> Rank:
    """The head of a part of an organisation is not the head of the whole."""
    if _DEPARTMENT_IN_CHINESE.search(before):
        return rank._replace(level=3, confidence=0.75 * rank.confidence)
    if rank.word in _OF_ONE_FIELD and after.strip():
        return rank._replace(level=2)
    if _PART.search(before) or _PART.search(after) or _PART_IN_CHINESE.search(before):
        level = 3 if rank.word in _HEADS_OF_ANYTHING else 2
        return rank._replace(level=level, confidence=0.75 * rank.confidence)
    return rank
