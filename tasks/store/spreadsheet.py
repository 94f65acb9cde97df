"""Cells that a spreadsheet shows and never runs, as one SQL macro: text from outside goes into every CSV through it.

A cell that begins with = + - @ (or their full-width forms), a tab or a carriage return is a formula to a spreadsheet.
It gets an apostrophe in front. So does such a sign after a comma, semicolon, bar or line end inside a cell: where the
program of the reader splits at other marks than the writer's, a new cell begins there. Control characters become
spaces. Source: OWASP, "CSV Injection". Parquet and JSON carry the words as they are.
"""

import re
from typing import Final

import duckdb

STARTS: Final = "=+\\-@＝＋－＠"
# A temporary macro: it may be made on a connection whose own database is read only.
_CELL: Final = f"""
create temp macro cell(words) as translate(
    regexp_replace(words, '(^|[,;|\\t\\r\\n])([ "]*)([{STARTS}\\t\\r\\n])', '\\1\\2''\\3', 'g'),
    chr(9) || chr(10) || chr(13), '   '
)
"""
EVALUATED: Final = re.compile(f'(?:^|[,;|\t\r\n])[ "]*[{STARTS}\t\r\n]')  # what no cell may hold


def add_cell_macro(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `cell(words)` known to this connection; nothing else can be made of it."""
    connection.execute(_CELL)
