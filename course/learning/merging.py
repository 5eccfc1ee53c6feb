"""Two tabs, one paper: what each changed stands, piece by piece, and nobody's words are overwritten unseen."""

from course.content.questions.paper_table import of_rows, rows_of

TABLE = "paper-table"


def merge(sheet, base, mine, latest):
    """({item key: value} to keep, whether both had changed the same piece, whether `latest` brought anything).

    `base` is what the form was made from, `mine` what it sent, `latest` what was saved last. A piece that I did not touch is
    theirs, any other is mine. A cell of a table is a piece.
    """
    kept, clash = {}, False
    for item in sheet.items:
        pieces = [_pieces(item, values.get(item.key)) for values in (base, mine, latest)]
        before, here, there = pieces
        whole = {}
        for place in before.keys() | here.keys() | there.keys():
            was, is_now, other = (one.get(place) for one in pieces)
            whole[place] = other if is_now == was else is_now
            clash |= is_now != was and other not in (was, is_now)
        kept[item.key] = _whole(item, whole)
    return kept, bool(clash), any(kept[key] != mine.get(key) for key in kept)


def _pieces(item, value):
    """{place: words}; nothing is no piece."""
    if item.kind != TABLE:
        return {(): value} if value else {}
    return {(row, column): words for row, cells in enumerate(rows_of(value)) for column, words in cells.items()}


def _whole(item, pieces):
    if item.kind != TABLE:
        return pieces.get(())
    last = max((row for (row, _), words in pieces.items() if words), default=-1)
    return of_rows([{column: words for (at, column), words in pieces.items() if at == row} for row in range(last + 1)]).value
