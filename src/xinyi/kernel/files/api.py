"""The door to files."""

from xinyi.kernel.files.actions import (
    PreparedFile,
    TooManyPhotos,
    attach,
    keep_for_session,
    rows,
    same_again,
    store,
)
from xinyi.kernel.files.machine import (
    LARGEST_BYTES,
    BrokenPicture,
    FileTooLarge,
    NotAPicture,
    TooManyPixels,
)
from xinyi.kernel.files.queries import (
    DEFINER_FUNCTIONS,
    MOST_PHOTOS,
    FileUnknown,
    Photo,
    files_of,
    new_session_key,
    session_files,
    stored_path,
)

__all__ = [
    "DEFINER_FUNCTIONS",
    "LARGEST_BYTES",
    "MOST_PHOTOS",
    "BrokenPicture",
    "FileTooLarge",
    "FileUnknown",
    "NotAPicture",
    "Photo",
    "PreparedFile",
    "TooManyPhotos",
    "TooManyPixels",
    "attach",
    "files_of",
    "keep_for_session",
    "new_session_key",
    "rows",
    "same_again",
    "session_files",
    "store",
    "stored_path",
]
