"""Photos on their way to the browser; the row policy says who may see which."""

from datetime import timedelta
from uuid import UUID

from django.http import FileResponse, HttpRequest

from xinyi.kernel.files.api import stored_path
from xinyi.terminals.components.signing import PHOTO_COOKIE

KEPT_BY_BROWSER = timedelta(hours=1)


def photo_response(request: HttpRequest, *, file_id: UUID, size: str) -> FileResponse:
    """The picture for whoever may see its item, or for the visitor who sent it. Raises ``FileUnknown``."""
    path = stored_path(
        asking=request.asking,
        file_id=file_id,
        size="thumb" if size == "thumb" else "main",
        session_key=request.COOKIES.get(PHOTO_COOKIE, ""),
        now=request.now,
    )
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response.headers["Cache-Control"] = f"private, max-age={int(KEPT_BY_BROWSER.total_seconds())}"
    return response
