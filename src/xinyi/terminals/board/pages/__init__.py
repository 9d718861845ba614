"""The wall of a district, a street or a community."""

from xinyi.terminals.board.pages.wall import wall

__all__ = ["wall"]
