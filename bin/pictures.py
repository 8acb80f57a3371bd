"""`make docs-pictures`: takes the README's pictures from a demo made for the occasion."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.harness import browser  # noqa: E402

from filrouge.demo.accounts import PASSWORD  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
PORT = 8741
ADDRESS = f"http://127.0.0.1:{PORT}"
DESK = {"width": 1200, "height": 800}
PHONE = {"width": 390, "height": 844}
DIRECTOR, WORKER, HOMES = "direction", "accompagnateur", "logement"
PICTURES: tuple[tuple[str, str, str, dict[str, int]], ...] = (
    ("figures", DIRECTOR, "/chiffres/2024/", DESK),
    ("figure", DIRECTOR, "/chiffres/2024/hf.retention.rate/", DESK),
    ("records", DIRECTOR, "/chiffres/2024/hf.retention.rate/donnees/", DESK),
    ("dashboard", DIRECTOR, "/tableaux/2024/housing-first/", DESK),
    ("editor", DIRECTOR, "/rapports/2025/housing-first-personnes/modifier/", DESK),
    ("report", DIRECTOR, "/publications/2024/housing-first/", DESK),
    ("import", DIRECTOR, "/imports/", DESK),
    ("phone-report", DIRECTOR, "/publications/2024/housing-first/", PHONE),
    ("phone-figure", DIRECTOR, "/chiffres/2024/hf.retention.rate/", PHONE),
    ("file", WORKER, "/aujourdhui/", DESK),
    ("network", WORKER, "/aujourdhui/", DESK),
    ("phone-today", WORKER, "/aujourdhui/", PHONE),
    ("phone-note", WORKER, "/aujourdhui/", PHONE),
    ("homes", HOMES, "/logement/", DESK),
    ("board", HOMES, "/logement/occupation/", DESK),
)
"""Name, account, address, size."""

FIRST_PERSON = "ul.day .what a, ul.day a[href^='/personnes/']"
FOLLOWED: dict[str, tuple[str, ...]] = {
    "file": (FIRST_PERSON,),
    "network": (FIRST_PERSON, "a[href$='/reseau/']"),
    "phone-note": ("ul.day a[href^='/noter/']",),
}
"""Links followed from the address: no picture depends on the number of a file."""

PRESSED = {"editor": ("L’an dernier", "Reprendre ce texte")}
"""Buttons pressed before the picture is taken."""


def wait_for_the_demo(process: "subprocess.Popen[bytes]") -> None:
    """Return when the log-in page answers; RuntimeError when the demo stops or takes minutes."""
    for _attempt in range(3000):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{ADDRESS}/compte/connexion/", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the demo did not start: run `make demo` to see why")


def logged_in(chrome: Browser, account: str) -> Page:
    page = chrome.new_context(locale="fr-BE", color_scheme="light").new_page()
    page.goto(f"{ADDRESS}/compte/connexion/")
    page.fill("[name=login]", account)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/connexion/" not in url)
    return page


def take(path: str) -> list[str]:
    """Every picture; the names of the pages that did not answer."""
    failed = []
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=path, args=browser.ARGUMENTS)
        pages = {one: logged_in(chrome, one) for one in (DIRECTOR, WORKER, HOMES)}
        for name, account, address, size in PICTURES:
            page = pages[account]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            answer = page.goto(ADDRESS + address)
            if answer is None or not answer.ok:
                failed.append(f"{name} ({address})")
                continue
            for link in FOLLOWED.get(name, ()):
                page.locator(link).first.click()
                page.wait_for_load_state("networkidle")
            for button in PRESSED.get(name, ()):
                page.get_by_role("button", name=button).first.click()
                page.wait_for_load_state("networkidle")
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
