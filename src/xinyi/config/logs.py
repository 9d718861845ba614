"""One form of log: JSON lines in production, readable lines in a trial."""

import logging
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow={"number", "status_code"}),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure_structlog() -> None:
    """Send what is logged through structlog to the standard handlers, so that there is one stream."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def not_told_twice(record: logging.LogRecord) -> bool:
    """Drop Django's own line for a broken request: ``config.errors`` logs it with its number."""
    return getattr(record, "status_code", 0) != 500  # noqa: PLR2004 -- the status itself


def log_settings(*, readable: bool) -> dict[str, Any]:
    """Return the ``LOGGING`` setting."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"once": {"()": "django.utils.log.CallbackFilter", "callback": not_told_twice}},
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_last_steps(readable=readable),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": "WARNING" if readable else "INFO"},
        "loggers": {
            "django.request": {"filters": ["once"], "level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "xinyi": {"level": "INFO"},
        },
    }


def _last_steps(*, readable: bool) -> list[Any]:
    """Plain tracebacks in both forms: one that shows local values would put what people typed into the log."""
    if readable:
        return [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
