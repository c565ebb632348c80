"""Wordings of what a project buys, one solution a line, in the languages projects are named in.

Each wording is a set of word beginnings joined by ``+`` that must all occur; more of them make a surer reading. The
name before the slash is the family a solution belongs to; a line that ends in the slash holds words of the family
alone. Accents, case, the Arabic article and the older forms of Chinese characters make no difference.
"""

from .computing import WORDINGS as COMPUTING
from .facilities import WORDINGS as FACILITIES
from .networks import WORDINGS as NETWORKS
from .words import GENERIC, NOISE
from .workplace import WORDINGS as WORKPLACE

__all__ = ["GENERIC", "NOISE", "WORDINGS"]

WORDINGS = NETWORKS + COMPUTING + FACILITIES + WORKPLACE
