"""The web application as granian's workers load it."""

from xinyi.config.host.processes import die_with_parent

# First: a worker whose master was killed would keep the port otherwise.
die_with_parent()

import os  # noqa: E402 -- after the line above

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinyi.config.settings")

from django.conf import settings  # noqa: E402 -- after the settings are named
from django.core.asgi import get_asgi_application  # noqa: E402 -- after the settings are named

from xinyi.config.body import limited  # noqa: E402 -- after the line above

application = limited(get_asgi_application(), largest=settings.LARGEST_REQUEST)
