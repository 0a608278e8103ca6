"""What stands in the files for running it as a service: everything they name is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
AROUND = """
pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{ access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
server {{ listen 127.0.0.1:9; include {file}; }} }}
"""


def test_the_container_is_made_of_what_is_there() -> None:
    told = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = [p for line in re.findall(r"^COPY (.+) \S+$", told, re.M) for p in line.split()]
    taken = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"app.py", "requirements.lock", "corpus", "index", "assistant", "evals"} <= set(copied)
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert [path for path in copied if f"!{path}" not in taken] == []


def test_every_library_of_the_container_is_pinned() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-"))]
    assert [pin for pin in pins if not re.match(r"[\w.\[\]-]+==[\w.+]+", pin.strip())] == []
    assert any(pin.startswith("torch==") for pin in pins)


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx")
def test_nginx_understands_its_configuration(tmp_path: Path) -> None:
    config = tmp_path / "nginx.conf"
    config.write_text(AROUND.format(folder=tmp_path, file=ROOT / "deploy" / "nginx.conf"))
    done = subprocess.run(
        [str(NGINX), "-t", "-c", str(config)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
