"""Wordings of what a project buys, one solution a line, in the languages projects are named in.

Each wording is a set of parts joined by ``+`` that must all occur; more of them make a surer reading. A part is the
beginning of a word (a whole word where it has three letters or ends in ``=``), a run of an unspaced script, or an
``@idea``: any of the words for it in any language, from the tables in ``ideas``. ``|`` stands between alternatives.

The name before the slash is the family a solution belongs to; a line that ends in the slash holds words of the family
alone, and one that ends in ``?`` words that are mostly the place of something else. Accents, case, the Arabic article
and the older forms of Chinese characters make no difference.
"""
