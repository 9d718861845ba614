"""Reads of cases: the list of kinds, where a case goes, one case, lists."""
