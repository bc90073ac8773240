"""The look for known holes in locked packages never passes in silence."""

import os
import subprocess

from tests.architecture.tree import ROOT


def test_without_network_the_audit_is_skipped_loudly() -> None:
    nowhere = "http://127.0.0.1:9"
    away = {"HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere, "https_proxy": nowhere}
    direct = {"NO_PROXY": "", "no_proxy": "", "UV_HTTP_RETRIES": "0"}
    found = subprocess.run(
        [ROOT / ".ci" / "audit"],
        env={**os.environ, **away, **direct},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0
    assert "AUDIT SKIPPED" in found.stderr
    assert "AUDIT:" not in found.stdout
