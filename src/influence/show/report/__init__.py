"""The report: one file a section, and `folds.py` with the list of them in the order in which they are read.

A section is a function `section(view)` that returns a `Section`: its title, its sentences, its blocks (tables, topics,
bars, the map) and a note on how to read them. To add one, write its file and add it to `GROUPS`; no template changes.
Numbers come from `view.row(analysis)`, a deal's own, and `view.rows(analysis)`, those behind it: plain Python values,
None where unknown. An analysis is asked once, however many sections tell of it. Sections compute nothing.

Words come from `influence.show.wording`: `percent`, `number` and `signed` write unknown out, `counted` lets a noun
agree with its number, `named` turns ids into names, and codes get their words in a dict of the section. A sentence
stands alone and says its scale. Evidence, action and reasons are written by `rules` and `measures`, not here. The test
`test_words.py` reads every page for words of a program. A new kind of block is a dataclass in `section.py` and a
template of that name in `templates/blocks`.
"""
