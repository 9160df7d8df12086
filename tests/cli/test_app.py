"""The commands as Typer runs them."""

from typer.testing import CliRunner

from optimiser.cli.app import app
from tests.cli.conftest import TOY


def test_a_good_instance_is_found_good() -> None:
    ran = CliRunner().invoke(app, ["validate", str(TOY)])
    assert ran.exit_code == 0
    assert "no problems" in ran.output


def test_every_command_tells_what_it_does() -> None:
    for command in ("solve", "compare", "validate", "audit", "template", "convert"):
        ran = CliRunner().invoke(app, [command, "--help"])
        assert ran.exit_code == 0
        assert "Usage" in ran.output
