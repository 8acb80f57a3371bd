"""`make docs-pictures`: takes the README's pictures from a demo made for the occasion."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.harness import browser  # noqa: E402

from filrouge.demo.accounts import DIRECTOR, PASSWORD  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
PORT = 8741
ADDRESS = f"http://127.0.0.1:{PORT}"
DESK = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 844}
PICTURES: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("home", "/", DESK),
    ("figures", "/chiffres/2024/", DESK),
    ("figure", "/chiffres/2024/hf.retention.rate/", DESK),
    ("records", "/chiffres/2024/hf.retention.rate/donnees/", DESK),
    ("dashboard", "/tableaux/2024/housing-first/", DESK),
    ("editor", "/rapports/2025/housing-first-personnes/modifier/", DESK),
    ("report", "/publications/2024/housing-first/", DESK),
    ("import", "/imports/", DESK),
    ("phone-home", "/", PHONE),
    ("phone-report", "/publications/2024/housing-first/", PHONE),
    ("phone-figure", "/chiffres/2024/hf.retention.rate/", PHONE),
)


def wait_for_the_demo(process: "subprocess.Popen[bytes]") -> None:
    """Return when the log-in page answers; RuntimeError when the demo stops or takes a minute."""
    for _attempt in range(600):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{ADDRESS}/compte/connexion/", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the demo did not start: run `make demo` to see why")


def log_in(page: Page) -> None:
    page.goto(f"{ADDRESS}/compte/connexion/")
    page.fill("[name=login]", DIRECTOR.username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{ADDRESS}/")


def take(path: str) -> list[str]:
    """Every picture; the names of the pages that did not answer."""
    failed = []
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=browser.ARGUMENTS)
        context = chrome.new_context(locale="fr-BE", color_scheme="light")
        page = context.new_page()
        log_in(page)
        for name, address, size in PICTURES:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            answer = page.goto(ADDRESS + address)
            if answer is None or not answer.ok:
                failed.append(f"{name} ({address})")
                continue
            page.screenshot(path=FOLDER / f"{name}.png")
            print(f"docs/pictures/{name}.png")
        chrome.close()
    return failed


def main() -> int:
    path = browser.chromium()
    if path is None:
        print(browser.NEEDED, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"FILROUGE_DATA": data, "CI": "1"}
        command = [ROOT / ".venv" / "bin" / "filrouge", "demo", "--port", str(PORT)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for_the_demo(process)
            failed = take(path)
        finally:
            process.terminate()
            process.wait(timeout=30)
    if failed:
        print(f"No picture of: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
