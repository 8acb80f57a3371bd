"""The verbs of the `filrouge` command, by subject. Each module has `declare(verbs)`."""

import argparse
from typing import Any

type Verbs = argparse._SubParsersAction[Any]
