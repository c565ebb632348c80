"""Web server, worker and clock as children of one command: started together, ended together."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Say = Callable[[str], None]
PATIENCE_SECONDS = 15


def free(host: str, port: int) -> bool:
    """Whether nobody listens on a port yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        return probe.connect_ex((host, port)) != 0


def portal_url(address: str, environment: Mapping[str, str]) -> str:
    """What links in mails and the way back from single sign-on begin with: where the demo is, unless told otherwise."""
    return environment.get("PORTAL_URL") or f"http://{address}"


class Children:
    """The demo's processes; what they print is passed on with their name before it."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.running: dict[str, subprocess.Popen[str]] = {}

    def start(self, name: str, *command: str, **environment: str) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.running[name] = process
        threading.Thread(target=self._pass_on, args=(name, process), daemon=True).start()

    def _pass_on(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.say(f"{name:>6} | {line.rstrip()}")

    def wait(self) -> str:
        """Until one of them ends; its name."""
        while True:
            for name, process in self.running.items():
                if process.poll() is not None:
                    return name
            time.sleep(0.3)

    def stop(self) -> None:
        """End all of them, politely first."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + PATIENCE_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def together(say: Say) -> Iterator[Children]:
    """Children that all end when the block does, however it ends."""
    children = Children(say)
    try:
        yield children
    finally:
        children.stop()
