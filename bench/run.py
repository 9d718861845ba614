"""`make bench`: prints one table and writes build/bench.json."""

import argparse
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def main() -> None:
    """Set Django up, make the static files, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-starts", action="store_true", help="leave out the two starts, which take a minute")
    given = parser.parse_args()
    sys.path.insert(0, str(REPOSITORY))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")
    import django  # noqa: PLC0415 -- the settings are named just above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- needs Django set up

    from bench.table import print_table  # noqa: PLC0415 -- needs Django set up

    call_command("collectstatic", interactive=False, verbosity=0)
    print_table(report=REPOSITORY / "build" / "bench.json", with_starts=not given.no_starts)


if __name__ == "__main__":
    main()
