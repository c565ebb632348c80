#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

SERVING = {"demo", "runserver"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dealreg.settings")
    if SERVING.intersection(sys.argv[1:2]) and "RUN_MAIN" not in os.environ:
        if sys.argv[1] == "demo":
            os.environ["DEMO"] = "1"
        from dealreg.mode import announce

        announce()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
