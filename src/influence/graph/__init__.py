"""The container, in three forms: tables, arrays of numbers, networkx."""

from influence import compiled
from influence.tables.progress import compiling

compiled.while_compiling = compiling
