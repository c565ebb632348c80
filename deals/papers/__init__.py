"""Papers to keep: what the portal says on a page, set as PDF without a network, a browser or a font of the host.

A paper is a file `<name>.typ` in this room, built on `frame.typ`, and the words it is given. Words travel as JSON and
are set as text, so nothing that a person wrote can act as markup. The same words at the same instant make the same
bytes.
"""

from deals.papers.printing import Line, Row, Words, line, row, typeset

__all__ = ["Line", "Row", "Words", "line", "row", "typeset"]
