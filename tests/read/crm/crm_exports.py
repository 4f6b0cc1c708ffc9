"""Exports of any CRM for the readers' tests, and what comes of reading them."""

from __future__ import annotations

import csv
import random

from hypothesis import settings

from influence import InvalidData


def export(tmp_path, **texts):
    """A folder with these files; a name without an ending is a CSV file's."""
    place = tmp_path / "export"
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / (name if "." in name else f"{name}.csv")).write_text(text, encoding="utf-8")
    return place


def rows(graph, table, *columns):
    frame = graph.table(table)
    cells = [frame[name].astype(object).where(frame[name].notna(), None) for name in columns]
    return list(zip(*cells, strict=True))


def noted(graph, action, **where):
    notes = graph.notes[graph.notes["action"] == action]
    for column, value in where.items():
        notes = notes[notes[column] == value]
    return notes


def require_accounts(graph):
    """Rows in = rows used + rows listed as left out, each with its own line."""
    files = graph.files
    assert (files["rows"] == files["used"] + files["left_out"]).all()
    out = graph.notes[graph.notes["action"].isin(["left out", "merged"]) & graph.notes["line"].notna()]
    listed = out[["file", "line"]].drop_duplicates()["file"].value_counts()
    assert files.set_index("file")["left_out"].to_dict() == listed.reindex(files["file"], fill_value=0).to_dict()


def dirty(place, dirt, seed):
    """A random part of an export, of random cells."""
    some = random.Random(seed)
    place.mkdir()
    for name, columns in dirt.items():
        kept = [header for header in columns if some.random() < 0.9]
        if kept and some.random() < 0.6:
            with (place / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                lines = [[some.choice(columns[header]) for header in kept] for _ in range(some.randrange(9))]
                csv.writer(file).writerows([kept, *lines])
    return place


def require_accounts_of_random_exports(read, dirt, tmp_path, least=0.5):
    """Of as many exports as Hypothesis draws examples; at least this share of them must be read."""
    exports, found = settings.default.max_examples, 0
    for seed in range(exports):
        try:
            graph = read(dirty(tmp_path / str(seed), dirt, seed), infer=seed % 4 > 0, account_contacts=seed % 3 == 0)
        except InvalidData:
            continue
        found += 1
        require_accounts(graph)
        assert noted(graph, "inferred")["confidence"].between(0, 1).all()
    assert found >= least * exports
