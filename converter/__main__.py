"""The command line: `dingben`, and `python -m converter`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run it, and exit; an interrupt while it is still being imported ends it without a traceback."""
    try:
        from converter.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run(prog_name="dingben")


if __name__ == "__main__":
    main()
