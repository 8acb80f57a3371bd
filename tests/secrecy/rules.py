"""What each answer of the product must carry, in words when it does not."""

from __future__ import annotations

from typing import Any

NONE = {"object-src", "base-uri", "frame-ancestors", "default-src"}


def policy_of(header: str) -> dict[str, set[str]]:
    """A Content-Security-Policy, directive by directive."""
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {words[0]: set(words[1:]) for words in parts}


def faults(response: Any, *, public: bool) -> list[str]:
    """Every rule the answer breaks. `public`: the address is open without an account."""
    headers = response.headers
    found = [f"{name}: {headers.get(name)}" for name, value in _FIXED if headers.get(name) != value]
    csp = policy_of(headers.get("Content-Security-Policy", ""))
    found += [f"{name} of the content policy is {csp.get(name)}" for name in sorted(NONE)
              if csp.get(name) != {"'none'"}]  # fmt: skip
    for name, values in csp.items():
        wrong = {v for v in values if v.startswith("'unsafe") or v in {"*", "http:", "https:"}}
        found += [f"{name} allows {value}" for value in sorted(wrong)]
    for name in ("script-src", "style-src"):
        if csp.get(name) != {"'self'"}:
            found.append(f"{name} is {csp.get(name)}")
    kept = headers.get("Cache-Control", "")
    if "no-store" not in kept and not (public and "public" in kept):
        found.append(f"may be kept: “{kept}”")
    if "public" in kept and response.cookies:
        found.append(f"a page for everybody sets {sorted(response.cookies)}")
    found += [f"sets the cookie {name} without HttpOnly or SameSite"
              for name, cookie in response.cookies.items()
              if not (cookie["httponly"] and cookie["samesite"])]  # fmt: skip
    return found


_FIXED = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
