import os
from pathlib import Path

ARAUCARIA_API_KEY = os.environ["ARAUCARIA_API_KEY"]  # arau_…
ARAUCARIA_API_URL = os.environ.get("ARAUCARIA_API_URL", "https://api.araucaria.money")
ARAUCARIA_WEBHOOK_SECRET = os.environ["ARAUCARIA_WEBHOOK_SECRET"]  # whsec_…

ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE", Path(__file__).with_name("db.sqlite3")),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.sessions", "accounts"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "urls"
SECRET_KEY = os.environ["SESSION_SECRET"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
USE_TZ = True
