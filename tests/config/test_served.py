"""The installed command in processes of its own, on a new SQLite data folder."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite
FILROUGE = Path(sys.executable).parent / "filrouge"
DROPPED = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "FILROUGE_SECRET_KEY", "FILROUGE_DEBUG")


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    return kept | {"FILROUGE_DATA": str(folder), "CI": "1"}


def call(folder: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [FILROUGE, *words],
        env=environment(folder),
        input=text,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database, to be copied."""
    folder = tmp_path_factory.mktemp("empty")
    assert call(folder, "init").returncode == 0
    return folder


@pytest.fixture
def served(initialised: Path, tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The address of a Filrouge that serves an empty database, and its process."""
    shutil.copytree(initialised, tmp_path, dirs_exist_ok=True)
    port = free_port()
    process = subprocess.Popen(
        [FILROUGE, "serve", "--port", str(port)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        yield line.split()[-1], process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=20)
        process.stdout.close()


def test_pages_and_styles_are_served(served: tuple[str, "subprocess.Popen[str]"]) -> None:
    address, _process = served
    with urllib.request.urlopen(f"{address}compte/connexion/") as answer:
        page = answer.read().decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    sheet = re.search(r'href="/(static/[^"]+\.css)"', page)
    assert sheet is not None
    with urllib.request.urlopen(address + sheet[1]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{address}nulle-part/")
    assert missing.value.code == 404
    missing.value.close()


def test_everything_stops_when_told(served: tuple[str, "subprocess.Popen[str]"]) -> None:
    _address, process = served
    children = _children(process.pid)
    assert any(" worker " in command for command in children.values())
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)
    _all_gone(children)


def test_the_process_of_jobs_does_not_outlive_a_killed_server(
    served: tuple[str, "subprocess.Popen[str]"],
) -> None:
    _address, process = served
    children = _children(process.pid)
    process.kill()
    process.wait(timeout=20)
    jobs = {pid: command for pid, command in children.items() if " worker " in command}
    for pid in children.keys() - jobs.keys():
        os.kill(pid, signal.SIGTERM)
    _all_gone(jobs)


def _all_gone(children: dict[int, str]) -> None:
    for _attempt in range(150):
        if not any(_runs(pid) for pid in children):
            return
        time.sleep(0.1)
    pytest.fail(f"still running: {children}")


def _runs(pid: int) -> bool:
    """Whether the process is there and not only waiting to be buried (state Z)."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _children(parent: int) -> dict[int, str]:
    """Processes started by another, with their command line (Linux)."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("needs /proc to look at processes")
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
            if f"\nPPid:\t{parent}\n" in status:
                found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
    return found


def test_serving_waits_for_init(tmp_path: Path) -> None:
    done = call(tmp_path, "serve")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("lancez d'abord « filrouge init ».")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = call(tmp_path / "file" / "data", "init")
    assert done.returncode == 1
    assert "FILROUGE_DATA" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_starts_again_quickly_and_keeps_its_data(tmp_path: Path) -> None:
    first = call(tmp_path, "demo", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert "hf_director" not in first.stdout
    assert "direction" in first.stdout
    figures = call(tmp_path, "figures", "--year", "2024", "--format", "csv").stdout
    assert "hf.tenants.followed,0," not in figures
    again = call(tmp_path, "demo", "--no-serve")
    assert again.returncode == 0
    assert "Préparation" in first.stdout
    assert "Préparation" not in again.stdout
    assert call(tmp_path, "demo", "--reset", "--no-serve").returncode == 0
    assert call(tmp_path, "figures", "--year", "2024", "--format", "csv").stdout == figures


def test_the_demo_touches_no_folder_of_someone_else(initialised: Path, tmp_path: Path) -> None:
    shutil.copytree(initialised, tmp_path, dirs_exist_ok=True)
    word = "sauge-merle-orme-lilas\n"
    assert call(tmp_path, "createuser", "merle", "--role", "hf_director", text=word).returncode == 0
    for options in (("--no-serve",), ("--reset", "--no-serve")):
        done = call(tmp_path, "demo", *options)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
    assert (tmp_path / "filrouge.sqlite3").exists()
