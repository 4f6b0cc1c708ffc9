"""A matrix of people: who is in a row says something of who is above a column, as surveys ask it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.csv_text import Fault, Sheet, contents, path_of, refusal
from influence.read.files.detection import encoded
from influence.read.files.sheets import ENDINGS, NamedSheet, entries_of, note_repairs, refusing, table_in
from influence.read.networks.gephi import Listed, leave_out, opened
from influence.read.networks.network import DIRECTED, Direction, Edge, Kind, Network, Node, Scales, stated
from influence.read.networks.nodes_and_edges import graph_of
from influence.read.networks.plain_text import number_of
from influence.read.networks.relationships import read_both_ways
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, is_unknown

# A sheet is a matrix where more of the people of its rows than this stand above its columns too.
ALIKE = 0.5
LONG = 1000
NOTHING = ("", "-", "--", "—", "–", "x")


@encoded
def matrix(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a matrix of people who rate, ask or name each other.

    Parameters
    ----------
    path : str or pathlib.Path
        A .csv, .xlsx, .zip or folder with one matrix: its first column has those who were asked, its header those whom
        they were asked about. A sheet of people beside it, with a column of their ids, tells more of them.
    kind : str
        What a number says: "seeks_advice_from" of nominations, mail and replies, from the sender to the receiver;
        "works_with" only where both directions say the same.
    direction : {"source_to_target", "target_to_source"}
        `"source_to_target"` where the person of a row asks the one above the column, or nominates, rates, trusts,
        writes or replies to them; `"target_to_source"` where it is the other way round. Not needed for kinds that read
        both ways.
    scale : dict of str to (float, float), optional
        The scale of the numbers where they go beyond 1, such as `{"strength": (0, 5)}`.
    deal, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: everybody in the first column or the header is a person; each number but 0 is a
        relationship of that strength. Empty cells are none, and so are those of people about themselves.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for these tables; also where there is no matrix, or more than one.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "advice.csv")
    >>> with open(path, "w") as file:
    ...     _ = file.write(",Ann,Bo\nAnn,0,3\nBo,5,0\n")
    >>> asked = {"kind": "seeks_advice_from", "direction": "source_to_target", "scale": {"strength": (0, 5)}}
    >>> influence.read.matrix(path, **asked).relationships[["source", "target", "strength"]]
      source target  strength
    0    Ann     Bo       0.6
    1     Bo    Ann       1.0
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    sheets = _sheets(path_of(path, "a .csv, a folder, a .zip or an .xlsx"), taker)
    found = [named for named in sheets if is_matrix(named.sheet)] or [
        named for named in sheets if len(sheets) == 1 and _is_of_numbers(named.sheet)
    ]
    if len(found) != 1:
        many = say("no matrix") if not found else say("{count} matrices", count=len(found))
        raise InfluenceError(
            say(
                "{path} has {many}; give one, with the same people in its first column and its header",
                path=path,
                many=many,
            )
        )
    others = [Listed(named) for named in sheets if named is not found[0]]
    people = [sheet for sheet in others if _id(sheet)]
    leave_out(taker, [sheet for sheet in others if sheet not in people], say("neither a matrix nor people with ids"))
    raters = _Matrix(found[0])
    nodes = [node for sheet in people for node in _people(sheet)] or raters.nodes()
    lists = [*people, Listed(found[0])]
    name = Path(str(path)).resolve().stem or "deal"
    return graph_of(Network(name, nodes, list(raters.edges()), taker=taker, **opened(lists)), said, deal)


def _sheets(path: Path, taker: NoteTaker) -> list[NamedSheet]:
    """Every sheet there as it stands: the first column of a matrix often has no header."""
    found, faults = [], list[Fault]()
    with ExitStack() as stack, refusing(str(path), faults):
        alone = path.is_file() and path.suffix.casefold() in ENDINGS
        entries = [] if alone else entries_of(path, stack, everything=False)
        if alone:
            found.append(NamedSheet(path.stem, path.name, table_in(path.name, contents(path))))
        for entry in entries:
            with refusing(entry.file, faults):
                found.append(NamedSheet(entry.stem, entry.file, entry.read()))
    for named in found:
        note_repairs(named.sheet, named.file, taker)
        for line in named.sheet.ragged:
            problem, remedy = "has more cells than the header", "remove the extra cells, or give them a header"
            faults.append(Fault(named.file, line, None, None, "too_many_cells", problem, remedy))
    if faults:
        raise refusal(faults)
    return found


def _is_of_numbers(sheet: Sheet) -> bool:
    """Whether all cells beside the first column are numbers or empty, and some are numbers."""
    cells = [cell.strip() for column in list(sheet.cells)[1:] for cell in sheet.cells[column]]
    told = [cell for cell in cells if cell and cell not in NOTHING and not is_unknown(cell)]
    return bool(told) and all(number_of(cell) is not None for cell in told)


def is_matrix(sheet: Sheet) -> bool:
    """Whether the people of the first column stand above the other columns too."""
    if len(sheet.header) < 3 or len(sheet.cells) < 2:
        return False
    above = {plain(header) for header in sheet.header[1:] if header.strip()}
    # Of a long table it is enough to know that nobody of its first column stands above another.
    if len(sheet.cells) > LONG and not sheet.cells[0].isin([*map(str.strip, sheet.header[1:])]).any():
        return False
    beside = {plain(cell) for cell in sheet.cells[0] if cell.strip()}
    return len(above & beside) > ALIKE * min(len(above), len(beside))


def matrix_fault(table: str, sheet: Sheet) -> Fault | None:
    """The fault of a matrix that was given as a table."""
    if not is_matrix(sheet):
        return None
    people = counted(len(sheet.header) - 1, "person", "people")
    size = say("{rows} by {people}", rows=f"{len(sheet.cells):,}", people=people)
    edges = list(_Matrix(NamedSheet(table, table, sheet)).edges())
    means = say("kind='works_with' (--kind works_with), as it says the same in both directions")
    if not read_both_ways(edges):
        means = say(
            "kind='seeks_advice_from' (--kind seeks_advice_from), and of whom: direction='source_to_target' "
            "(--direction source-to-target) where the person of the row asks, nominates, writes or replies to the one "
            "above the column"
        )
    remedy = say(
        "read it with influence.read.matrix (--format matrix), and say what a number means, such as {means}",
        means=means,
    )
    return Fault(table, None, None, None, "matrix", say("looks like a matrix, {size}", size=size), remedy)


class _Matrix:
    """A sheet as a matrix."""

    def __init__(self, named: NamedSheet) -> None:
        self.file, self.sheet = named.file, named.sheet
        self.names = [header.strip() for header in self.sheet.header]
        self.rows = [cell.strip() for cell in self.sheet.cells[0]]

    def nodes(self) -> list[Node]:
        """Everybody in a row or above a column."""
        lines = dict(zip(self.rows, map(int, self.sheet.cells.index), strict=True))
        everybody = dict.fromkeys(name for name in [*self.rows, *self.names[1:]] if name)
        return [Node(f"{self.file}[people]", lines.get(name, self.sheet.line), name, {}) for name in everybody]

    def edges(self) -> Iterator[Edge]:
        """A relationship for each cell that says one; the cells of people about themselves say none."""
        for line, source, cells in zip(
            self.sheet.cells.index, self.rows, self.sheet.cells.itertuples(index=False, name=None), strict=True
        ):
            for target, cell in zip(self.names[1:], map(str.strip, cells[1:]), strict=True):
                if source != target and number_of(cell) != 0 and not is_unknown(cell) and cell not in NOTHING[:-1]:
                    value = "1" if plain(cell) == NOTHING[-1] else cell
                    yield Edge(f"{self.file}[cells]", int(line), source, target, DIRECTED, {"strength": value})


def _id(sheet: Listed) -> str | None:
    return next((header for header in sheet.header if column_named("people", header) == "person"), None)


def _people(sheet: Listed) -> Iterator[Node]:
    own = str(_id(sheet))
    for line, cells in sheet.rows:
        yield Node(sheet.file, line, cells.pop(own, ""), cells)
