"""One module for each kind of identifier that a pattern can find.

Every finder takes a text and yields identifiers, in any order. Patterns begin at the edge of a word and repeat only a
bounded number of times, so that a long line costs time in proportion to its length.
"""
