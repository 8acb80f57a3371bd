"""Answers pages of the demonstration, timed: one `account address` a line, milliseconds back.

The time is that of the processor: what else the machine does meanwhile does not count.

Runs on whatever source PYTHONPATH names, so that two versions can be asked in turn.
"""

import os
import sys
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filrouge.config.settings")
    os.environ["FILROUGE_DEMO"] = "1"
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    clients: dict[str, Client] = {}
    for line in sys.stdin:
        account, address = line.split()
        if account not in clients:
            clients[account] = Client()
            clients[account].force_login(get_user_model().objects.get(username=account))
        start = time.process_time()
        answer = clients[account].get(address, follow=True)
        content = getattr(answer, "content", b"")
        spent = (time.process_time() - start) * 1000
        print(f"{spent:.3f} {answer.status_code} {len(content)}", flush=True)


if __name__ == "__main__":
    main()
