"""The application that a production server loads: gunicorn bluehelm.web.application:application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluehelm.web.settings")
application = get_wsgi_application()
