"""What several answers share: leverage, votes, access, contacts, evidence, each computed in one place."""

from influence.measures import kernels
from influence.tables.progress import compiling

kernels.while_compiling = compiling
