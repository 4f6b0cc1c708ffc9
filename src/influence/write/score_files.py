"""The scores of a pipeline of any size, from files to a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from influence.analysis.score_tables import in_order, scores_and_errors
from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.blocks import blocks_of
from influence.read.files.csv_text import path_of
from influence.read.files.detection import encoded
from influence.read.sound_tables import sound_tables
from influence.read.tables import Stated
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.progress import doing, shown_on
from influence.write.readable import readable_scores
from influence.write.spreadsheet import require_place, save

MEGABYTE = 1024**2
MEGABYTES = 256


@encoded
def score_files(
    path: str | Path,
    out: str | Path,
    *,
    deal: object = None,
    scale: Mapping[str, tuple[float, float]] | None = None,
    kind: Mapping[str, str] | None = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
    readable: bool = False,
    megabytes: int = MEGABYTES,
) -> Path:
    """Write the scores of every deal to a file, whatever is wrong with single ones and however many there are.

    Parameters
    ----------
    path : str or pathlib.Path
        What `read.tables` takes: a folder of CSV, Parquet or Arrow files, a .zip or an .xlsx.
    out : str or pathlib.Path
        The file to write: .csv, .parquet or .xlsx, as of `save`.
    deal, scale, kind, assumptions, encoding : optional
        As of `read.tables`.
    readable : bool
        Whether numbers are cut to four significant digits, coverage is left empty where no contact of ours is recorded,
        and `entry_name` and `worst_name` stand beside the ids: for people, not for programs.
    megabytes : int
        A folder whose files are larger than this is scored in blocks of about so many megabytes, each of whole deals:
        its rows are first divided among temporary files by their deal, then block after block is read and scored.

    Returns
    -------
    pathlib.Path
        The file written: a row per deal, in the order of their ids, with the columns of `score_tables`. `error` holds
        the faults of a deal that has some, with their files and lines; everything else of it is unknown, and all other
        deals are scored.

    Raises
    ------
    InvalidData
        A whole file or column has a fault, which is one of every deal. Nothing is written.
    InfluenceError
        A folder larger than `megabytes` has a table without a column of deals, or a file that is not UTF-8; `out` has
        another ending, its folder is missing or it cannot be written; what `read.tables` refuses; no room for the
        temporary files.

    Notes
    -----
    In memory are one block and the scores, about a kilobyte a deal. The temporary files take about as much room as
    those read, where Python keeps such files (`tempfile.gettempdir()`), and are removed at the end. How far it
    is stands on stderr, where that is a terminal.

    Each block is read by itself. Where the other cells of a column decide what a cell means, these are those of its
    block: state a `scale` where numbers stand among words, write dates with the year first, and amounts with a point
    for decimals alone.

    Examples
    --------
    >>> import influence, pandas as pd, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> people = {"deal": ["D1", "D2"], "person": ["Ann", "Bo"], "support": [0.5, 1.5]}
    >>> pd.DataFrame(people).to_csv(f"{folder}/people.csv", index=False)
    >>> scores = pd.read_csv(influence.score_files(folder, f"{folder}/scores.csv"))
    >>> scores[["deal", "voters"]]
      deal  voters
    0   D1     1.0
    1   D2     NaN
    >>> scores["error"][1].partition(";")[0]
    "people.csv:3: support: '1.5' is not a number from -1 to 1"
    """
    place, target = path_of(path, "a folder, a .zip or an .xlsx"), path_of(out, "a .csv, .parquet or .xlsx")
    if isinstance(megabytes, bool) or not isinstance(megabytes, int) or megabytes < 1:
        raise InfluenceError(say("megabytes is {megabytes}; give a whole number, 1 or more", megabytes=repr(megabytes)))
    require_place(target)
    found: list[pd.DataFrame] = []
    with shown_on(sys.stderr), doing(say("Scoring the deals in {path}", path=place)) as done:
        for block in blocks_of(place, megabytes * MEGABYTE):
            told = sound_tables(block.found, place, Stated(scale, kind, assumptions), deal=deal)
            found.append(_told(*told, readable=readable))
            done(block.number / block.count)
    return save(in_order(pd.concat(found)) if len(found) > 1 else found[0], target)


def _told(graph: StakeholderGraph | None, errors: pd.Series, *, readable: bool) -> pd.DataFrame:
    scores = scores_and_errors(graph, errors)
    return readable_scores(graph, scores) if readable and graph is not None else scores
