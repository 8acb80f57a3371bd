"""A phone in software: an application with codes and a device with passkeys."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from bs4 import BeautifulSoup
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

from filrouge.access.models import User
from tests.harness.client import StrictClient

HOST = "testserver"


class Application:
    """An application that gives codes, once it knows the key."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, later: int = 0) -> str:
        counter = int(time.time()) // 30 + later
        return format_hotp_value(hotp_value(self.secret, counter))

    def wrong_code(self) -> str:
        right = {self.code(later) for later in (-1, 0, 1)}
        return next(code for code in ("000000", "111111", "222222", "333333") if code not in right)


def add_application(user: User) -> Application:
    """Put an application and recovery codes on an account, as if its owner had."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return Application(secret)


class Device:
    """A device that keeps passkeys and says that it recognised its owner."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.identifier = secrets.token_bytes(32)
        self.owner = b""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        asked = options["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        about = bytes(16) + len(self.identifier).to_bytes(2, "big") + self.identifier + public
        data = self._state(0x45) + about
        sealed = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", asked["challenge"])
        return self._credential(
            {"clientDataJSON": said, "attestationObject": sealed, "transports": ["internal"]}
        ) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        said = self._said("webauthn.get", options["publicKey"]["challenge"])
        data = self._state(0x05)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {
                "clientDataJSON": said,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.owner,
            }
        ) | {"clientExtensionResults": {}}

    def _state(self, flags: int) -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + bytes(4)

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}
        return json.dumps(said).encode()

    def _credential(self, response: dict[str, Any]) -> dict[str, Any]:
        identifier = websafe_encode(self.identifier)
        written = {
            name: websafe_encode(value) if isinstance(value, bytes) else value
            for name, value in response.items()
        }
        return {
            "id": identifier,
            "rawId": identifier,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": written,
        }


def asked_of_device(page: str) -> dict[str, Any]:
    """What a page hands to the browser's passkeys."""
    found = BeautifulSoup(page, "html.parser").find(id="passkey-data")
    assert found is not None
    data: dict[str, Any] = json.loads(found.text)
    return data


def add_passkey(client: StrictClient, device: Device, name: str = "Téléphone") -> Any:
    """Add a passkey through the pages."""
    url = reverse("mfa_add_webauthn")
    options = asked_of_device(client.get(url).text)["creation_options"]
    credential = json.dumps(device.create(options))
    return client.post(url, {"name": name, "passwordless": "on", "credential": credential})


def log_in_with_passkey(client: StrictClient, device: Device) -> Any:
    """Log in without any name, as the button of the log-in page does."""
    url = reverse("mfa_login_webauthn")
    options = client.get(url, headers={"accept": "application/json"}).json()["request_options"]
    return client.post(url, {"credential": json.dumps(device.get(options))})


def secret_shown(page: str) -> str:
    """The key that the page of an application shows below its square."""
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert found is not None
    return found[1]
