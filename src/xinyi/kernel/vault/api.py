"""The door to the vault."""

from xinyi.kernel.vault.actions import (
    NothingKept,
    NotYours,
    PurposeMissing,
    access_rows,
    erase,
    replace,
    reveal,
    seal,
    seal_many,
)
from xinyi.kernel.vault.fields import SealBroken, blind, decrypt, encrypt, mask, normal
from xinyi.kernel.vault.queries import DEFINER_FUNCTIONS, masked, person_with, seen_by

__all__ = [
    "DEFINER_FUNCTIONS",
    "NotYours",
    "NothingKept",
    "PurposeMissing",
    "SealBroken",
    "access_rows",
    "blind",
    "decrypt",
    "encrypt",
    "erase",
    "mask",
    "masked",
    "normal",
    "person_with",
    "replace",
    "reveal",
    "seal",
    "seal_many",
    "seen_by",
]
