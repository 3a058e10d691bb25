"""Holds when .venv is set up, what is installed, and what a machine that lacks something is told."""

import ast
from pathlib import Path

import pytest

from tools import environment


@pytest.fixture
def root(tmp_path):
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def commands(monkeypatch):
    """Commands that would have run; making the environment makes its folder."""
    ran = []

    def run(*command):
        ran.append(" ".join(str(word) for word in command))
        if command[1:3] == ("-m", "venv"):
            Path(command[3]).mkdir()

    monkeypatch.setattr(environment, "run", run)
    return ran


def test_an_old_python_is_refused_in_one_sentence():
    with pytest.raises(environment.SetupError, match=r"needs Python 3\.11 or newer, and .* is 3\.9\."):
        environment.refuse_unfit_python((3, 9), has_ensurepip=True)


def test_an_old_python_can_read_the_script_that_refuses_it():
    source = Path(environment.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_a_python_without_ensurepip_is_told_which_package_has_it():
    with pytest.raises(environment.SetupError, match="apt install python3-venv"):
        environment.refuse_unfit_python((3, 11), has_ensurepip=False)


def test_everything_is_installed_with_hashes_and_our_package_without_fetching(root, commands):
    environment.install(root, root / ".venv", "runtime")
    made, locked, ours = commands
    assert " -m venv " in made
    assert "--require-hashes -r requirements.txt" in locked
    assert "--no-index --no-deps --no-build-isolation --editable ." in ours


def test_a_second_run_has_nothing_to_do(root, commands):
    venv = root / ".venv"
    assert not environment.is_ready(root, venv, "runtime")
    environment.install(root, venv, "runtime")
    assert environment.is_ready(root, venv, "runtime")
    assert not environment.is_ready(root, venv, "dev")


def test_the_environment_for_tests_serves_for_a_build_too(root, commands):
    environment.install(root, root / ".venv", "dev")
    assert "-r requirements-dev.txt" in commands[1]
    assert environment.is_ready(root, root / ".venv", "runtime")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed_again(root, commands, name):
    environment.install(root, root / ".venv", "dev")
    (root / name).write_text("# other\n", encoding="utf-8")
    assert not environment.is_ready(root, root / ".venv", "dev")


def test_an_environment_of_another_python_is_made_anew(root, commands, monkeypatch):
    venv = root / ".venv"
    environment.install(root, venv, "runtime")
    (venv / "left-over").touch()
    monkeypatch.setattr(environment, "home_of", lambda venv: f"3.99.0 /usr {venv}")
    assert not environment.is_ready(root, venv, "runtime")
    environment.install(root, venv, "runtime")
    assert not (venv / "left-over").exists()


def test_nothing_is_stamped_when_a_step_fails(root, monkeypatch):
    def fail(*command):
        raise environment.SetupError(f"stopped at {command[1]}")

    monkeypatch.setattr(environment, "run", fail)
    with pytest.raises(environment.SetupError):
        environment.install(root, root / ".venv", "runtime")
    assert not environment.is_ready(root, root / ".venv", "runtime")
