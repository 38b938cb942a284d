"""Nothing leaves the machine: asking works where there is no way out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from api.privacy import keep_to_this_machine

NO_WAY_OUT = """
import errno, socket
for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
    try:
        socket.create_connection((address, 80), timeout=2)
    except OSError as error:
        assert error.errno in (errno.ENETUNREACH, errno.EADDRNOTAVAIL), error
    else:
        raise AssertionError("there is a way out")
"""

SERVED = """
import json, signal, subprocess, sys, urllib.request
server = subprocess.Popen([sys.argv[1], "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
try:
    address = next(line.split()[-1] for line in server.stderr if "is ready at" in line)
    body = json.dumps({"question": sys.argv[2]}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address + "/api/v1/ask", body, headers)
    print(urllib.request.urlopen(request, timeout=60).read().decode())
finally:
    server.send_signal(signal.SIGTERM)
    server.wait(20)
"""
LANCASHIRE = "how did Lancashire contract the third sector?"


@pytest.fixture
def without_network(data_folder: Path):
    """Runs a command where loopback is the only interface there is."""
    unshare, ip = shutil.which("unshare"), shutil.which("ip")
    if not (unshare and ip):
        pytest.skip("unshare or ip is not installed")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "MUNIMENT_DATA_DIR": str(data_folder)}
        mapped = ["--map-root-user"] if os.geteuid() else []
        inside = [unshare, *mapped, "--net", "sh", "-c", f'{ip} link set lo up && exec "$@"', "sh"]
        return subprocess.run(
            [*inside, *command], capture_output=True, text=True, env=environment, timeout=120
        )

    if run("true").returncode:
        pytest.skip("network namespaces are not permitted here")
    check = run(sys.executable, "-c", NO_WAY_OUT)
    assert check.returncode == 0, check.stderr
    return run


def test_the_command_line_answers_without_a_network(without_network) -> None:
    muniment = str(Path(sys.executable).parent / "muniment")
    done = without_network(muniment, "ask", LANCASHIRE, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "four third sector organisations" in json.loads(done.stdout)["answer"]


def test_the_server_answers_without_a_network(without_network) -> None:
    muniment = str(Path(sys.executable).parent / "muniment")
    done = without_network(sys.executable, "-c", SERVED, muniment, LANCASHIRE)
    assert done.returncode == 0, done.stderr
    assert "four third sector organisations" in json.loads(done.stdout)["answer"]


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        ("ANONYMIZED_TELEMETRY", "False"),
        ("HF_HUB_OFFLINE", "1"),
        ("TRANSFORMERS_OFFLINE", "1"),
        ("LANGSMITH_TRACING", "false"),
        ("LANGCHAIN_TRACING_V2", "false"),
    ],
)
def test_telemetry_and_hubs_are_off_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, switch: str, value: str
) -> None:
    monkeypatch.setenv(switch, "on")
    keep_to_this_machine()
    assert os.environ[switch] == value
