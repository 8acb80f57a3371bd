"""Message catalogues: `extract` new sentences into the .po files, `compile` them to .mo.

Compiling is done here with polib because a machine that only runs Filrouge has no gettext tools.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "filrouge"
LANGUAGES = ("fr", "nl")


def catalogues() -> list[Path]:
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Write each .mo that is absent or older than its .po."""
    import polib

    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            print(f"compiled {source.relative_to(ROOT)}")


def extract() -> int:
    """Run Django's makemessages, then tell what is left to translate."""
    if shutil.which("xgettext") is None:
        print("make messages needs xgettext (on Debian: apt install gettext).", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap"]
    for language in LANGUAGES:
        command += ["--locale", language]
    return subprocess.run(command, cwd=PACKAGE, check=False).returncode


def missing() -> list[str]:
    """One line per sentence without a translation, or with a doubtful one."""
    import polib

    lines = []
    for source in catalogues():
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
    print("usage: bin/messages.py extract|compile", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
