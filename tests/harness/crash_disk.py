"""A disk that loses what was not synchronised: SQLite's own way of testing a power cut, in memory.

What a program writes stays in the machine's memory until it asks that it be on the disk (`xSync`).
At a cut, each 512-byte sector written since is on the disk, or is not, or is torn: half of it, or
anything. Sizes of files and their removal follow the same rule: nothing is certain before it was
asked for. Source: SQLite, "How SQLite is tested", crash tests (`src/test6.c`), and "Atomic commit
in SQLite", hardware assumptions.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import apsw

SECTOR = 512


@dataclass
class File:
    """What is on the disk for certain, what the programs see, and the sectors that differ."""

    durable: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    pending: dict[int, bytes] = field(default_factory=dict)

    def write(self, data: bytes, offset: int) -> None:
        end = offset + len(data)
        if len(self.seen) < end:
            self.seen.extend(bytes(end - len(self.seen)))
        self.seen[offset:end] = data
        for sector in range(offset // SECTOR, (end - 1) // SECTOR + 1):
            self.pending[sector] = b""

    def sync(self) -> None:
        self.durable = bytes(self.seen)
        self.pending.clear()

    def cut(self, chance: random.Random) -> None:
        """The power goes: what was pending is there, or not, or torn."""
        kept = bytearray(self.durable)
        size = len(self.durable)
        if len(self.seen) != size and chance.random() < 0.5:
            size = len(self.seen)
        kept = kept[:size] + bytes(max(0, size - len(kept)))
        for sector in self.pending:
            start = sector * SECTOR
            now = bytes(self.seen[start : start + SECTOR])
            fate = chance.random()
            if not now or start >= size or fate < 0.4:
                continue
            if fate < 0.8:
                pass
            elif fate < 0.9:
                torn = chance.randrange(1, SECTOR)
                now = now[:torn] + bytes(kept[start + torn : start + len(now)])
            else:
                now = chance.randbytes(len(now))
            kept[start : start + len(now)] = now
        del kept[size:]
        self.durable = bytes(kept)
        self.seen = bytearray(kept)
        self.pending.clear()


class Disk(apsw.VFS):
    """A disk in memory under a name that connections are opened with.

    `left`: how many more calls that change it are answered before the power goes; -1 for ever.
    """

    def __init__(self, name: str) -> None:
        self.files: dict[str, File] = {}
        self.removed: dict[str, File] = {}
        self.left = -1
        super().__init__(name, "")

    def spend(self) -> None:
        """One call that changes the disk; an error once the power is gone."""
        if self.left == 0:
            raise apsw.IOError("the power is gone")
        self.left -= self.left > 0

    def xOpen(self, name: Any, flags: list[int]) -> Handle:
        path = name if isinstance(name, str) or name is None else name.filename()
        flags[1] = flags[0]
        return Handle(self, path)

    def xAccess(self, pathname: str, flags: int) -> bool:
        return pathname in self.files

    def xFullPathname(self, name: str) -> str:
        return name

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.spend()
        gone = self.files.pop(filename, None)
        if gone is None:
            absent = apsw.IOError("no such file")
            absent.extendedresult = apsw.SQLITE_IOERR_DELETE_NOENT
            raise absent
        if not syncdir:
            self.removed[filename] = gone

    def settle(self) -> None:
        """Time passes: all is on the disk."""
        self.removed.clear()
        for one in self.files.values():
            one.sync()

    def cut(self, chance: random.Random) -> None:
        """The power goes, and comes back."""
        for name, gone in self.removed.items():
            if name not in self.files and chance.random() < 0.5:
                self.files[name] = gone
        self.removed.clear()
        for one in self.files.values():
            one.cut(chance)
        self.left = -1


class Handle(apsw.VFSFile):
    """An open file of the disk. Locks are not needed: one program at a time."""

    def __init__(self, disk: Disk, path: str | None) -> None:
        self.disk = disk
        self.file = File() if path is None else disk.files.setdefault(path, File())

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self.file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.spend()
        self.file.write(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self.disk.spend()
        del self.file.seen[newsize:]

    def xSync(self, flags: int) -> None:
        self.disk.spend()
        self.file.sync()

    def xFileSize(self) -> int:
        return len(self.file.seen)

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        pass
