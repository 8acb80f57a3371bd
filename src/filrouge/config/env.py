"""Typed readers of the environment. A bad value stops the program with a sentence, not a guess.

Every variable Filrouge reads is read here, and listed in docs/operate/install.md.
"""

import os
import secrets
import stat
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parents[1]
TRUE = frozenset({"1", "true", "yes", "oui", "on"})
FALSE = frozenset({"0", "false", "no", "non", "off"})


class SettingError(ImproperlyConfigured):
    """An environment variable has a value the program can't work with; the message is in French."""


def text(name: str, default: str = "") -> str:
    """The variable without surrounding blanks; an empty variable counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """Yes or no. Anything else is refused: `FILROUGE_DEBUG=fasle` must not switch something on."""
    raw = text(name).casefold()
    if not raw:
        return default
    if raw in TRUE:
        return True
    if raw in FALSE:
        return False
    raise SettingError(f"{name} doit valoir 1 (oui) ou 0 (non), pas « {raw} ».")


def positive(name: str, default: int) -> int:
    """A whole number of at least 1."""
    raw = text(name)
    if not raw:
        return default
    try:
        value = int(raw)
    except ValueError:
        value = 0
    if value < 1:
        raise SettingError(f"{name} doit être un nombre entier d'au moins 1, pas « {raw} ».")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def default_data_folder() -> Path:
    """`data` in the checkout, or the user's own data folder when installed elsewhere."""
    root = PACKAGE.parents[1]
    if (root / "pyproject.toml").is_file() and (root / "src").is_dir():
        return root / "data"
    return Path.home() / ".local" / "share" / "filrouge"


def data_folder() -> Path:
    """FILROUGE_DATA, made when absent and readable by its owner only: it holds people's records."""
    folder = Path(text("FILROUGE_DATA") or default_data_folder()).expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingError(
            f"Le dossier de données {folder} ne peut pas être créé ({error.strerror}) : "
            "donnez-en un autre par FILROUGE_DATA."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingError(
            f"Le dossier de données {folder} n'est pas accessible en écriture : "
            "changez ses droits ou donnez-en un autre par FILROUGE_DATA."
        )
    return folder


def subfolder(folder: Path, name: str) -> Path:
    """A folder inside the data folder, made when absent."""
    path = folder / name
    path.mkdir(exist_ok=True, mode=0o700)
    return path


def secret_key(folder: Path) -> str:
    """FILROUGE_SECRET_KEY, else the key kept in the data folder (mode 0600), drawn on first use."""
    given = text("FILROUGE_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise SettingError("FILROUGE_SECRET_KEY doit compter au moins 32 caractères.")
        return given
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return _kept_key(path)


def _kept_key(path: Path) -> str:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SettingError(
            f"La clé secrète {path} est lisible par d'autres que son propriétaire : "
            f"faites « chmod 600 {path} »."
        )
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise SettingError(
            f"La clé secrète {path} est vide : effacez ce fichier pour en tirer une autre."
        )
    return key


def postgres(url: str) -> dict[str, Any]:
    """A Django database from `postgres://user:password@host:port/name?host=/socket&sslmode=...`.

    Connections come from psycopg's pool (2 to FILROUGE_DB_POOL, 8 by default), so that a burst of
    pages waits for a connection and does not ask the server for one each. The engine is Django's
    with row security (access/postgresql/base.py).
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SettingError(
            "DATABASE_URL doit avoir la forme postgres://utilisateur:mot-de-passe@serveur/base "
            "(ou être absente : SQLite est alors employé)."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise SettingError("DATABASE_URL contient un numéro de port illisible.") from error
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    most = positive("FILROUGE_DB_POOL", 8)
    options["pool"] = {"min_size": min(2, most), "max_size": most, "timeout": 15}
    return {
        "ENGINE": "filrouge.access.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def mailer() -> dict[str, Any]:
    """How mails leave: FILROUGE_MAIL_URL, `smtp://user:password@host:587` (STARTTLS) or `smtps://`.

    Without it they are written on standard output, which is enough to try password links.
    """
    url = text("FILROUGE_MAIL_URL")
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtp": 587, "smtps": 465}
    try:
        port = parts.port or ports[parts.scheme]
    except (KeyError, ValueError) as error:
        raise SettingError(
            "FILROUGE_MAIL_URL doit avoir la forme smtp://utilisateur:mot-de-passe@serveur:587 "
            "(STARTTLS) ou smtps://utilisateur:mot-de-passe@serveur:465."
        ) from error
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 15,
        },
    }
