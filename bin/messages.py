"""Message catalogues: `extract` new sentences into the .po files, `compile` them to .mo.

Compiling is done here with polib because a machine that only runs Filrouge has no gettext tools.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "filrouge"
LANGUAGES = ("fr", "nl")


def catalogues(package: Path = PACKAGE) -> list[Path]:
    return sorted(package.glob("locale/*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Write each .mo that is absent or older than its .po."""
    import polib

    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            print(f"compiled {source.relative_to(ROOT)}")


def extract(package: Path = PACKAGE) -> int:
    """Run Django's makemessages on a copy of the package or on the package itself."""
    if shutil.which("xgettext") is None:
        print("make messages needs xgettext (on Debian: apt install gettext).", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap"]
    for language in LANGUAGES:
        command += ["--locale", language]
    # Without settings, makemessages writes in the `locale` folder of where it stands.
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        command, cwd=package, env=environment, check=False, capture_output=True
    ).returncode


def check() -> int:
    """Fail when a sentence of the code or of a template lacks its French or Dutch.

    Without xgettext only the catalogues themselves are looked at; CI has it.
    """
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "filrouge"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "data"))
        if shutil.which("xgettext") and extract(package):
            print("makemessages failed: a template or a module cannot be read", file=sys.stderr)
            return 1
        lines = missing(package)
    print("\n".join(lines))
    return 1 if lines else 0


def missing(package: Path = PACKAGE) -> list[str]:
    """One line per sentence without a translation, or with a doubtful one."""
    import polib

    lines = []
    for source in catalogues(package):
        language = source.parts[-3]
        for entry in polib.pofile(str(source)):
            if entry.obsolete:
                continue
            if not entry.translated():
                lines.append(f"{language}: not translated: {entry.msgid!r}")
            elif "fuzzy" in entry.flags:
                lines.append(f"{language}: doubtful (fuzzy): {entry.msgid!r}")
    return lines


def main() -> int:
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb == "compile":
        compile_all()
        return 0
    if verb == "extract":
        status = extract()
        print("\n".join(missing()))
        return status
    if verb == "check":
        return check()
    print("usage: bin/messages.py extract|compile|check", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
