"""How senior a job title sounds, in English and Chinese: the words, and the order in which they are read.

The scale is ours: 1 the head of the organisation, 2 its board, chief officers and vice presidents, 3 directors and
heads of department, 4 managers and leaders of teams, 5 staff. Levels 1 and 2 decide, 3 and 4 manage, 5 operates (the
three layers of rule 002-3).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from influence.tables.spelling import simplified

STAFF = 5
LAYER_OF_LEVEL = ("decision", "decision", "management", "management", "operations")
FORMER = "former"


class Rank(NamedTuple):
    """How senior a title is (0 where nobody can tell), how sure that is, and the words that say so."""

    level: int
    confidence: float
    word: str | None


UNKNOWN = Rank(0, 0.0, None)

# Level and confidence, both ours, and the words.
_ENGLISH: tuple[tuple[int, float, str], ...] = (
    (1, 0.7, "ceo; chief executive officer; chief executive; permanent secretary; cabinet secretary"),
    (1, 0.6, "chairman; chairwoman; chairperson; president; managing director; owner; founder; cofounder; co founder;"
     " co owner; coowner; proprietor; owner manager; owner operator; managing partner;"
     " executive chairman; permanent under secretary"),
    (1, 0.5, "chair; general manager; director general; secretary general; general secretary; mayor; chancellor;"
     " secretary of state; rector; headmaster; headmistress; headteacher; head teacher; prime minister"),
    (1, 0.4, "md; gm; dg; minister; governor; business owner"),
    (2, 0.65, "cfo; coo; cio; cto; cmo; chro; ciso; executive vice president; executive vp; evp"),
    (2, 0.6, "board member; member of the board; member of the executive board; member of the board of directors;"
     " senior vice president; senior vp; svp; non executive director; board director; executive committee member"),
    (2, 0.55, "cpo; cro; cso; cdo; clo; cco; cao; cko; cxo; cbo; general counsel; executive director"),
    (2, 0.5, "vp; under secretary; undersecretary; company director; chief legal counsel"),
    (2, 0.4, "partner; senior partner; trustee; commissioner; provost; dgm; independent director;"
     " editor in chief"),
    (3, 0.6, "director; department head; head of department; department manager; division head"),
    (3, 0.55, "head"),
    (3, 0.45, "plant manager; factory manager; country manager; controller; comptroller; treasurer; company secretary;"
     " corporate secretary; agm; avp; assistant vice president; associate vice president"),
    (3, 0.4, "chief; chief of staff; dean; superintendent; chief representative"),
    (4, 0.55, "senior manager; supervisor; team leader; team lead; team manager; team head; section head; shift leader;"
     " foreman; line manager"),
    (4, 0.5, "manager; group leader; head nurse; head chef"),
    (4, 0.4, "leader; principal private secretary; art director"),
    (4, 0.35, "lead"),
    (5, 0.65, "intern; trainee; apprentice; clerk; receptionist; secretary; assistant; typist; cashier"),
    (5, 0.6, "engineer; analyst; specialist; technician; operator; developer; programmer; administrator; coordinator;"
     " co ordinator; designer; accountant; bookkeeper; auditor; buyer; purchaser; nurse; teacher; researcher; tester;"
     " salesperson; salesman; saleswoman; representative; recruiter; inspector; mechanic; electrician; driver; worker;"
     " account executive; sales executive; marketing executive; employee; staff member; team member; paralegal;"
     " librarian; planner; estimator; welder; machinist; support officer; traffic controller; document controller;"
     " credit controller; stock controller; sales professional; chemist; technologist; copywriter; paramedic; midwife"),
    (5, 0.5, "scientist; architect; consultant; adviser; advisor; officer; editor; writer; economist; statistician;"
     " lawyer; attorney; solicitor; counsel; associate; trainer; agent; underwriter; trader; broker; lecturer;"
     " surveyor; generalist; strategist; evangelist; expert; scrum master; pharmacist; contractor; freelancer;"
     " modeller; banker; tech lead; technical lead; technical leader; project lead; project leader; executive"
     " officer; private secretary; product owner; process owner; service owner; data owner; system owner; business"
     " partner; channel partner; people partner; client partner; brand ambassador; chief clerk; petty officer;"
     " warrant officer; journalist; translator; interpreter; psychologist; therapist; photographer; producer;"
     " merchandiser; dentist; actuary"),
    (5, 0.4, "pa; ea; physician; doctor; professor; correspondent; aide; surgeon; barrister"),
    (5, 0.3, "director of photography; film director; casting director; funeral director; music director"),
)  # fmt: skip
# Managers who lead work, as a rule, and no people: operations.
_OF_WORK = (
    "account; key account; product; project; program; programme; office; case; community; relationship; territory;"
    " category; brand; social media; content; event; events; property; customer success; client; contract; contracts;"
    " partner; channel; alliance; alliances; campaign; release; change; proposal; bid; configuration; vendor; supplier;"
    " portfolio; investment; wealth; fund; records; database; sourcing; delivery"
)
_CHINESE: tuple[tuple[int, float, str], ...] = (
    (1, 0.7, "董事长 总经理 总裁 首席执行官 行政总裁 执行长 董事局主席 董事会主席"),
    (1, 0.6, "主席 理事长 创始人 联合创始人 创办人 老板 法定代表人 法人代表 法人 所有者"),
    (1, 0.5, "会长 院长 校长 行长 局长 厅长 市长 县长 区长 省长 厂长 书记 馆长 台长 社长 园长"),
    (1, 0.4, "所长 总编辑 总编"),
    (2, 0.65, "首席财务官 首席运营官 首席技术官 首席信息官 副总 财务长 技术长 营运长 资讯长"),
    (2, 0.55, "总会计师 董事 执行董事 独立董事 董事会成员"),
    (2, 0.5, "总工程师 总工 总经济师 总法律顾问 合伙人 秘书长 董事会秘书 董秘 事业部总经理"),
    (2, 0.4, "总设计师 总规划师 总审计师 总建筑师 监事 首席代表 协理"),
    (3, 0.6, "总监 处长 部门经理 部门主管 部门负责人 部门总监 部经理 部总经理 部门总经理"),
    (3, 0.5, "部长 主任 司长 支行行长 分公司经理 中心经理"),
    (3, 0.4, "负责人 工会主席 监事会主席 首席科学家 首席架构师 首席工程师 首席专家 助理总经理 支部书记 团委书记"
     " 派出所所长"),
    (4, 0.6, "经理 主管 科长 课长 组长 班长 领班 店长 队长 股长 工段长 线长 护士长 车间主任"),
    (4, 0.5, "团队负责人 小组负责人 襄理 站长 工长"),
    (4, 0.45, "销售经理 市场经理 部副总经理"),
    (5, 0.65, "专员 职员 员工 文员 秘书 助理 特助 科员 主任科员 办事员 实习生 培训生 前台 出纳 司机 工人 操作工 书记员"
     " 总助"),
    (5, 0.6, "工程师 主任工程师 分析师 设计师 架构师 会计师 程序员 技术员 操作员 采购员 业务员 销售员 会计 客服 管理员"
     " 护士 研究员 干事 教师 老师 讲师 店员 保安 营业员 销售代表 业务代表 调研员 记者 师傅 工作人员 技工 学徒"),
    (5, 0.5, "师 员 代表 人员 顾问 医生 医师 主任医师 律师 班主任 经纪人 项目负责人 课题负责人 法律顾问"),
    (5, 0.4, "教授 专家 科学家"),
    (0, 0.0, "委员 议员 党员 会员 成员 官员 球员 团员 队员 演员"),
)  # fmt: skip
_OF_WORK_IN_CHINESE = "客户 大客户 产品 项目 渠道 品牌 办公室 投资 基金 理财 内容 活动 业务 商务 社区 合同 交付"
# What somebody does is a rank as the last word only: 采购 is a buyer, 采购部 a department.
_TRADES = "采购 人事 法务 测试 研发 运维 行政 编辑 翻译 销售 财务 工"

_SHORT = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "asst": "assistant", "assoc": "associate",
    "dir": "director", "mgr": "manager", "mngr": "manager", "exec": "executive", "engr": "engineer", "dep": "deputy",
    "dept": "department", "pres": "president", "coord": "coordinator", "admin": "administrator", "gen": "general",
    "rep": "representative", "vicepresident": "vice president", "vpres": "vice president", "dy": "deputy",
}  # fmt: skip
_LOWER = r"(?:deputy|vice|assistant|associate|second)\b|常务副|第一副|副"
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
_PIECES = re.compile(r"[,;()\[\]|、，。：:]|\s[-–—]+\s|/")
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


def _phrases() -> dict[str, tuple[int, float]]:
    found = {phrase.strip(): row[:2] for row in _ENGLISH for phrase in row[2].split(";")}
    found |= {phrase: row[:2] for row in _CHINESE for phrase in row[2].split()}
    found |= {f"{work.strip()} manager": (STAFF, 0.5) for work in _OF_WORK.split(";")}
    return found | {f"{work}经理": (STAFF, 0.5) for work in _OF_WORK_IN_CHINESE.split()}


_PHRASES = _phrases()


def _rank_pattern() -> re.Pattern[str]:
    longest = sorted(_PHRASES, key=len, reverse=True)
    english = "|".join(phrase for phrase in longest if phrase.isascii())
    english = english.replace("|chief|", "|chief(?! executive)|")
    chinese = "|".join(phrase for phrase in longest if not phrase.isascii())
    trades = "|".join(_TRADES.split())
    return re.compile(
        rf"(?<![{_LATIN}0-9])(?:(?P<lower>{_LOWER})\s*|(?P<learning>{_LEARNING})\s*)?"
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
    narrow = simplified(unicodedata.normalize("NFKC", text).casefold()).replace("\u2019", "'")
    spaced = _BETWEEN_SCRIPTS.sub(" ", _HYPHEN.sub(" ", _INITIALS.sub(lambda found: found[0].replace(".", ""), narrow)))
    return " ".join(_TOKEN.sub(_whole_word, spaced).split())


def _whole_word(found: re.Match[str]) -> str:
    return _SHORT.get(found[0].removesuffix("."), found[0])


def rank_of(title: str) -> Rank:
    """How senior is somebody of this title; level 0 where it does not say, with the word `FORMER` where it is past."""
    text = _TO_SOMEBODY.sub(lambda found: found[1] or "", folded(title))
    text = _CHIEF_OFFICER.sub(lambda found: found[0].replace(" and ", " + ").replace("&", "+"), text)
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
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
        level, confidence = _PHRASES[match["english"] or match["chinese"]]
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
