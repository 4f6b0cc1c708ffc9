"""What the words of a CRM's export say about level, role and outcome, each with how sure that is.

Words are weak evidence: whatever is inferred here has evidence grade 4, and every confidence is ours. Support,
participation and influence are never inferred: no title says what a person thinks of us or how much others listen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.read.crm.flags import flag
from influence.read.crm.job_titles import LAYER_OF_LEVEL, as_simplified, folded, rank_of
from influence.read.crm.titles_in_languages import rank_in_languages
from influence.tables.schema import OUTCOMES, ROLES, TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import values_of

MARKERS = ("gone", "do_not_contact", "approver", "decision_maker", "duplicate", "primary", "new")
"""What a name is marked with, the more important first: of two markers in one name the first counts."""

_MARKER_WORDS: Mapping[str, str] = {
    "gone": "gone; left; retired; ret; ret'd; deceased; rip; departed; resigned; terminated; fired; laid off; quit;"
    " moved; moved on; transferred; former; formerly; ex employee; former employee; no longer; no longer there; nlwc;"
    " no longer here; no longer with company; no longer with the company; no longer with us; no longer employed; nle;"
    " no longer works here; no longer works there; no longer at company; left company; left the company; has left;"
    " has left company; has left the company; not there anymore; 离职; 离开; 退休; 病退; 辞职; 调离; 调走; 调岗; 离任;"
    " 卸任; 去世; 已故; 走了; 已走; 已不在; 不在职; 已离职; 已经离职; 已离开; 已退休; 已辞职; 已调离; 已调走; 已去世",
    "do_not_contact": "do not call; don't call; do not contact; don't contact; do not email; do not mail; dnc; opt out;"
    " do not phone; do not disturb; opted out; no calls; 勿扰; 请勿联系; 勿联系; 不要联系; 请勿打扰; 请勿致电; 勿电;"
    " 不要打电话; 禁止联系; 拒绝联系",
    "approver": "approver; final approver; signs; signatory; signer; economic buyer; budget holder; budget owner;"
    " 批准人; 批准者; 审批人; 审批者; 最终审批人; 签字人",
    "decision_maker": "dm; key dm; main dm; final dm; decision maker; key decision maker; main decision maker; decider;"
    " final decision maker; 决策人; 决策者; 关键决策人; 最终决策人; 最终决策者; 拍板人; 决策",
    "duplicate": "duplicate; dup; dupe; duplicate record; do not use; 重复; 重复记录; 作废",
    "primary": "primary; primary contact; main contact; key contact; poc; point of contact; 主联系人; 主要联系人;"
    " 首要联系人; 第一联系人; 关键联系人",
    "new": "new; new contact; new hire; 新; 新人; 新任; 新来; 新联系人",
}
_MARKER_OF = {word: marker for marker, words in _MARKER_WORDS.items() for word in words.split("; ")}
_ONLY_IN_BRACKETS = frozenset({"new", "moved", "former", "ret", "新", "新人", "新任", "新来", "决策"})
_SURELY, _PERHAPS = "retired|deceased|terminated|dnc|duplicate", "gone|left|dm"
_RANK_OF_SOLDIERS = re.compile(r"(?i)\s*(?:col|gen|lt|maj|capt|adm|cdr|sgt|major|captain|colonel|general|admiral)\b")

# One character for one, so that what is found in the plain text can be cut out of the written one.
_OPEN, _CLOSE, _DASHES = "([{【〔「『《〈（［｛", ")]}】〕」』》〉）］｝", "-‐‑–—－"
_PLAIN_SIGNS = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    **{ord(sign): plainly for signs, plainly in ((_OPEN, "("), (_CLOSE, ")"), (_DASHES, "-")) for sign in signs},
    **dict(zip(map(ord, "　’、İıſK"), " ',Iisk", strict=True)),
}
_AROUND = " |/,:;*#!~=._、，。：；＊！" + _DASHES


def _alternatives(phrases: Iterable[str]) -> str:
    return "|".join(sorted(phrases, key=len, reverse=True)).replace(" ", r"[\s_-]+")


_APART = [word for word in _MARKER_OF if word not in _ONLY_IN_BRACKETS]
_IN_CHINESE = _alternatives(word for word in _APART if not word.isascii())
_LONG_IN_CHINESE = _alternatives(word for word in _APART if not word.isascii() and len(word) > 2)
_PHRASE = _alternatives(word for word in _APART if word.isascii() and " " in word and word != "no longer")
_WORD = _alternatives(_APART)
_DAY = r"(?:\s+(?:(?:in|since|on|as of)\s+)?(?:[a-z]{3,9}\.?\s+)?\d[\d/.年月日-]*)?"
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]{1,80})[)\]}]")
_BRACKET_PARTS = re.compile(r"\s-+\s|[,;/&|:+]")
_WHOLE = re.compile(rf"\W*(?P<word>{_alternatives(_MARKER_OF)}){_DAY}\W*", re.IGNORECASE)
_PART = re.compile(rf"\W*(?P<word>{_WORD}){_DAY}\W*", re.IGNORECASE)
_LOOSE = tuple(
    (re.compile(pattern), confidence)
    for pattern, confidence in (
        (rf"(?i)[*#!~=]+\s*(?P<word>{_WORD})\s*[*#!~=]+", 0.85),
        (rf"(?i)(?:\s[-|/:;>]+\s*|[|;]\s*)(?P<word>{_WORD}){_DAY}[\s.!?]*$", 0.8),
        (rf"(?i)^\s*(?P<word>{_WORD})(?:\s+[-/>]+\s+|\s*[|:;!]+\s*)", 0.7),
        (rf"[\s|/:,_-]+(?P<word>{_IN_CHINESE})\s*$", 0.8),
        (rf"^\s*(?P<word>{_IN_CHINESE})[\s|/:,_-]+", 0.7),
        (rf"(?i),\s*(?P<word>{_PHRASE}|{_SURELY}){_DAY}[\s.!]*$", 0.7),
        (rf"(?i)(?<![^\s.,])(?<!not )(?<!non )(?<!no )(?<!not a )(?P<word>{_PHRASE})(?![^\s.,:;!-])", 0.7),
        (rf"(?<=[\u4e00-\u9fff]{{2}})(?<!不是)(?P<word>{_LONG_IN_CHINESE})\s*$", 0.6),
        (rf"(?<=[\u4e00-\u9fff])(?<!不是)\s*(?P<word>{_SURELY.upper()}|{_PERHAPS.upper()})\s*$", 0.6),
        (rf"(?<=[a-z])\s+(?P<word>{_SURELY.upper()})[\s.!]*$", 0.6),
        # These may be surnames, which some write in capitals: two more words must stand before.
        (rf"(?P<kept>[a-z.]\s+\S*[a-z])(?<!longer)(?<!not)\s+(?P<word>{_PERHAPS.upper()})[\s.!]*$", 0.4),
    )
)
# What every marker has some of: looked for first, since nearly all names have none.
_FIRST_CHARACTERS = "".join({word[0] for word in _MARKER_OF if not word.isascii()})
_HINT = re.compile(rf"[(\[{{|*#=;:/>!~]|\s-|-\s|[{_FIRST_CHARACTERS}]|[\u4e00-\u9fff]\s*[A-Z]")
_FIRST_WORDS = frozenset(word.split()[0] for word in _MARKER_OF)
_BLANKS = str.maketrans("_-,.", "    ")

_ROLE_WORDS: tuple[tuple[re.Pattern[str], str | None, float], ...] = tuple(
    (re.compile(pattern), role, confidence)
    for pattern, role, confidence in (
        (r"\b(?:not|non|no|never)\b|不是|非决策|没有", None, 0.0),
        (r"\bsupporting role\b", "other", 0.4),
        (r"\bblockers?\b|反对|阻碍", "influencer", 0.3),
        (r"\btech\w* (?:eval|buy|review|gate)\w*|技术(?:把关|看门|评估|选型)", "evaluator", 0.7),
        (r"\bgate ?keepers?\b|守门|看门|把关", "gatekeeper", 0.7),
        (r"\binfluencers?\b|\brecommenders?\b|影响", "influencer", 0.7),
        (r"\btech\w* decision|技术决策", "decision_maker", 0.5),
        (r"\beconomic\b|\bapprov\w+|\bsign(?:s|er|atory|ing|off| off)\b|批准|审批|签字", "approver", 0.7),
        (r"\bdecision maker|\bdecid\w+|\bdm\b|决策|拍板|决定", "decision_maker", 0.7),
        (r"\beval\w*|\bdecision criteria\b|评估|选型", "evaluator", 0.7),
        (r"\bbudget|\bsponsors?\b|\bauthority\b|预算", "approver", 0.5),
        (r"\busers?\b|使用|用户", "user", 0.7),
        (r"\blegal\b|\bcompliance\b|法务|合规", "evaluator", 0.5),
        # Purchasing agents are the classical gatekeepers (Webster & Wind 1972).
        (r"\bprocurement\b|\bpurchas\w+|\bbuyers?\b|采购", "gatekeeper", 0.3),
        (r"\bcfo\b|财务总监", "approver", 0.3),
        (r"\btech\w*|\bengineering lead\b|^it\b|\bdevelopers?\b|技术", "evaluator", 0.3),
        (r"\bother\b|其他|其它", "other", 0.5),
    )
)
_COACH = re.compile(r"\b(?:champions?|coach|coaches|mentors?)\b|教练|顾问")

_NOT_YET = re.compile(
    r"\b(?:not|no|never|won't|verbal\w*|pending|likely|expected|probabl\w+|almost|nearly|to be|forecast\w*|should|if)\b"
    r"|可能|预计|即将|有望|待|[未没不]有?(?:赢|成交|丢|输)|\?|(?<!100)(?<!\b0)%"
)
_WON = re.compile(r"\b(?:closed ?)?won\b|赢单|成交(?!概率|率|可能)|(?<![预未])中标")
_LOST = re.compile(r"\b(?:closed ?)?lost\b|输单|丢单|失单|丢失")
_NOT_WON = re.compile(r"流标|落标|废标|战败|未中标|\bclosed\b.*\b(?:no decision|dead|cancel\w*|abandoned)\b")


_SAID_EXACTLY, _SAID_BY_FLAGS, _EITHER_ROLE = 0.9, 0.95, {plain("决策者"): 0.7}


def titles(titles: pd.Series) -> pd.DataFrame:
    """How senior do these job titles say that people are, and in which layer do they then stand?

    Parameters
    ----------
    titles : pandas.Series of str
        Job titles in any of the nine languages; unknown where nobody wrote one.

    Returns
    -------
    pandas.DataFrame
        One row per title, of the same index: `level` (1 = head of the organisation, 2 = board, chief officers and vice
        presidents, 3 = directors and heads of department, 4 = managers and leaders of teams, 5 = staff; NaN where the
        title does not say), `layer` ("decision" of levels 1 and 2, "management" of 3 and 4, "operations" of 5, else
        None), `confidence` (0 to 0.7; 0 where there is no level) and `word` (the words that say so; "former" where the
        title is past, else None).

    Notes
    -----
    The three layers are rule 002-3; the five levels, the words (in the files of the languages) and the confidences are
    ours. A title alone is weak evidence, grade 4, so that no confidence is above 0.7. Support, participation and
    influence are not inferred: a title says nothing of them.

    The last word of rank counts ("Assistant to the CEO" and 总经理助理 are staff), of two offices the higher one. A
    deputy stands a level lower, the head of a part ("President, EMEA") on level 2; an acting holder is less sure, a
    former one unknown. Managers of work and, as a rule, of no people (account, product, project) are operations.

    Examples
    --------
    >>> import influence
    >>> from influence.read.crm.inferred_words import titles
    >>> people = influence.datasets.load("krackhardt_hightech").people
    >>> titles(people["title"])[["level", "layer", "word"]].drop_duplicates().to_numpy().tolist()
    [[4.0, 'management', 'manager'], [2.0, 'decision', 'vice president'], [1.0, 'decision', 'ceo']]
    """
    return _by_text(titles, _title, {"level": np.nan, "layer": None, "confidence": 0.0, "word": None})


def _title(text: str) -> tuple[object, ...]:
    level, confidence, word = rank_in_languages(text) or rank_of(text)
    return (level, LAYER_OF_LEVEL[level - 1], confidence, word) if level else (np.nan, None, 0.0, word)


def markers(names: pd.Series) -> pd.DataFrame:
    """Which of these names carry a marker, such as (DM) or (GONE), and what are they without it?

    Parameters
    ----------
    names : pandas.Series of str
        Names of people as they stand in a CRM.

    Returns
    -------
    pandas.DataFrame
        One row per name, of the same index: `name` (without its markers; as written where there is none, or nothing
        else), `marker` (one of `MARKERS`, else None), `confidence` (0 to 0.9) and `word` (all that was cut out of the
        name, joined by "; ", else None).

    Notes
    -----
    A marker stands in brackets, between stars, apart behind a dash or bar, is a phrase that is nobody's name ("DO NOT
    CALL", "no longer there", 已离职), or is in capitals where the name is not. Do Nguyen, Max Retired and Dr. Gone are
    people: a missed marker does less harm than an invented one. A question mark halves the confidence.

    Examples
    --------
    >>> import pandas as pd
    >>> from influence.read.crm.inferred_words import markers
    >>> markers(pd.Series(["Ann Lee (DM)", "Do Nguyen", "王伟（已离职）"]))[["name", "marker"]].to_numpy().tolist()
    [['Ann Lee', 'decision_maker'], ['Do Nguyen', None], ['王伟', 'gone']]
    """
    return _by_text(names, _marked, {"name": None, "marker": None, "confidence": 0.0, "word": None})


def _marked(written: str) -> tuple[object, ...]:
    text = written if written.isascii() else as_simplified(written.translate(_PLAIN_SIGNS))
    suspicious = _HINT.search(text) or not _FIRST_WORDS.isdisjoint(text.casefold().translate(_BLANKS).split())
    found = _found(text) if suspicious else []
    if not found:
        return written, None, 0.0, None
    marker, confidence, _ = min(found, key=_importance)
    cuts = sorted(cut for _, _, cut in found)
    rest = written
    for start, end in reversed(cuts):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = " ".join(rest.split()).strip(_AROUND.replace(".", ""))
    word = "; ".join(written[start:end].strip(_AROUND + _OPEN + _CLOSE) for start, end in cuts)
    return rest if any(map(str.isalnum, rest)) else written, marker, confidence, word


def _found(text: str) -> list[tuple[str, float, tuple[int, int]]]:
    """Each marker of a name, how sure it is, and from where to where it stands."""
    found = []
    for bracket in _BRACKETS.finditer(text):
        said = [_WHOLE.fullmatch(bracket[1]), *map(_PART.fullmatch, _BRACKET_PARTS.split(bracket[1]))]
        marks = [_meaning(one, 0.9) for one in said if one and not _is_soldier(one, text)]
        found += [(*mark, bracket.span()) for mark in sorted(marks, key=_importance)[:1]]
    text = _without(text, found)
    for pattern, confidence in _LOOSE:
        match = pattern.search(text)
        if match:
            start = match.end("kept") if "kept" in pattern.groupindex else match.start()
            found.append((*_meaning(match, confidence), (start, match.end())))
            text = _without(text, found)
    return found


def _importance(found: tuple[Any, ...]) -> tuple[int, float]:
    return MARKERS.index(found[0]), -found[1]


def _is_soldier(match: re.Match[str], text: str) -> bool:
    """Whether this says who is retired from the army, and may well work for the customer."""
    return match["word"].casefold() in ("ret", "retired") and _RANK_OF_SOLDIERS.match(text) is not None


def _meaning(match: re.Match[str], confidence: float) -> tuple[str, float]:
    word = re.sub(r"[\s_-]+", " ", match["word"]).casefold()
    return _MARKER_OF[word], confidence / 2 if "?" in match[0] else confidence


def _without(text: str, found: list[tuple[str, float, tuple[int, int]]]) -> str:
    for _, _, (start, end) in found:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def contact_roles(values: pd.Series) -> pd.DataFrame:
    """Which buying role does each contact role of a CRM mean?

    Parameters
    ----------
    values : pandas.Series of str
        Contact roles or buying roles, one in each cell: a CRM's picklist values, or an organisation's own words.

    Returns
    -------
    pandas.DataFrame
        One row per value, of the same index: `role` (one of `schema.ROLES`, else None), `claim` ("coach" where it says
        champion, coach or mentor, a kind of supporter that somebody claims and no buying role, else None), `confidence`
        (0 to 0.9; 0 where there is neither) and `word` (the words that say so, else None).

    Notes
    -----
    A value of `vocabulary.VALUES` counts 0.9, words within a longer one less. 决策者 counts 0.7: to rules 001 and 002
    it is whoever decides finally, to rule 003-5 there is an approver above, so ask who approves. A blocker is against
    us and has no role, and counts as an influencer with 0.3. That somebody is a coach takes three conditions (rules
    000), none of which the word shows.

    Examples
    --------
    >>> import pandas as pd
    >>> from influence.read.crm.inferred_words import contact_roles
    >>> contact_roles(pd.Series(["Economic Buyer", "Tech eval", "CHAMPION"]))[["role", "claim"]].to_numpy().tolist()
    [['approver', None], ['evaluator', None], [None, 'coach']]
    """
    return _by_text(values, _role, {"role": None, "claim": None, "confidence": 0.0, "word": None})


def _role(text: str) -> tuple[object, ...]:
    exact = values_of(TABLES["seats"]["role"], ROLES).get(plain(text))
    if exact:
        return exact, None, _EITHER_ROLE.get(plain(text), _SAID_EXACTLY), text.strip()
    said = folded(text)
    coach = _COACH.search(said)
    found = ((pattern.search(said), role, confidence) for pattern, role, confidence in _ROLE_WORDS)
    match, role, confidence = next((one for one in found if one[0]), (None, None, 0.0))
    if match and role:
        return role, "coach" if coach else None, confidence, match[0]
    return (None, None, 0.0, None) if match or not coach else (None, "coach", 0.5, coach[0])


def outcomes(stage: pd.Series, is_won: pd.Series | None = None, is_closed: pd.Series | None = None) -> pd.DataFrame:
    """How did each deal end, as its stage and its flags say?

    Parameters
    ----------
    stage : pandas.Series of str
        The name of the stage.
    is_won, is_closed : pandas.Series, optional
        Whether the deal is won or closed, row by row beside `stage`: booleans, 1 and 0, or words such as "true" and 是.

    Returns
    -------
    pandas.DataFrame
        One row per deal, of the same index: `outcome` ("won", "lost"; None where it is open or nobody can tell),
        `confidence` (0 to 0.95; 0 where there is no outcome) and `word` (the words or flags that say so, or the flags
        that keep the words from counting, else None).

    Raises
    ------
    InfluenceError
        A flag has another number of rows than `stage`.

    Notes
    -----
    Flags win over words: closed and not won is lost, whatever the stage is called; what is not closed is open. Won and
    not closed contradict each other: unknown. A stage of `vocabulary.VALUES` counts 0.9, "Closed Lost - price" 0.8,
    another end without a sale ("Closed - no decision", 流标) 0.5.

    Examples
    --------
    >>> import pandas as pd
    >>> from influence.read.crm.inferred_words import outcomes
    >>> outcomes(pd.Series(["Closed Won", "Closed Lost - price", "Proposal"]))["outcome"].to_list()
    ['won', 'lost', None]
    """
    found = _by_text(stage, _outcome, {"outcome": None, "confidence": 0.0, "word": None})
    won, closed = _flags(is_won, "is_won", stage), _flags(is_closed, "is_closed", stage)
    said = found["outcome"].to_numpy()
    cells = [found[column].to_numpy(copy=True) for column in found]
    for rows, meant in (
        ((won == 1) & (closed != 0), ("won", _SAID_BY_FLAGS, "is_won")),
        ((won == 0) & (closed == 1), ("lost", _SAID_BY_FLAGS, "is_closed, not is_won")),
        ((won == 1) & (closed == 0), (None, 0.0, "is_won, not is_closed")),
        ((won != 1) & (closed == 0) & (said != None), (None, 0.0, "not is_closed")),  # noqa: E711
        ((won == 0) & np.isnan(closed) & (said == "won"), (None, 0.0, "not is_won")),
    ):
        for column, value in zip(cells, meant, strict=True):
            column[rows] = value
    return _framed(dict(zip(found, cells, strict=True)), stage.index)


def _outcome(text: str) -> tuple[object, ...]:
    exact, said = values_of(TABLES["deals"]["outcome"], OUTCOMES).get(plain(text)), folded(text)
    if exact is not None:
        return (exact, _SAID_EXACTLY, text.strip()) if exact else (None, 0.0, None)
    won, lost, neither = _WON.search(said), _LOST.search(said), _NOT_WON.search(said)
    if neither and not won:
        return ("lost", 0.8, lost[0]) if lost else ("lost", 0.5, neither[0])
    match = won or lost
    if match is None or (won and lost) or _NOT_YET.search(said):
        return None, 0.0, None
    return "won" if won else "lost", 0.8, match[0]


def _flags(given: pd.Series | None, name: str, stage: pd.Series) -> Any:
    """Each flag as 1 or 0, NaN where it is unknown."""
    if given is None:
        return np.full(len(stage), np.nan)
    if len(given) != len(stage):
        numbers = f"{len(given):,} and {len(stage):,}"
        raise InfluenceError(f"{name} and the stages have different numbers of rows, {numbers}; give a row per deal")
    codes, unique = pd.factorize(given.astype(object))
    said = [flag(value) for value in unique]
    return np.array([*(np.nan if each is None else float(each) for each in said), np.nan])[codes]


def _by_text(
    texts: pd.Series, meaning: Callable[[str], tuple[object, ...]], nothing: dict[str, object]
) -> pd.DataFrame:
    """What each text means, asked once for each different one; unknown texts mean nothing."""
    codes, unique = pd.factorize(texts.astype(object))
    meant = [*(meaning(str(text)) for text in unique), tuple(nothing.values())]
    cells = {}
    for (name, empty), different in zip(nothing.items(), zip(*meant, strict=True), strict=True):
        column = np.empty(len(different), dtype=float if isinstance(empty, float) else object)
        column[:] = different
        cells[name] = column[codes]
    return _framed(cells, texts.index)


def _framed(cells: dict[str, Any], index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(column, index, dtype=column.dtype) for name, column in cells.items()}, index)
