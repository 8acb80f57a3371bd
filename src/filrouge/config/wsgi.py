"""The application a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filrouge.config.settings")
application = get_wsgi_application()

# A server does not run Django's checks: a page without a policy must stop it all the same.
from filrouge.access.checks import refuse_undeclared_views  # noqa: E402

refuse_undeclared_views()
