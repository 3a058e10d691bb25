"""Holds what is tried, in which order, when no browser is found, and what is said when nothing helps."""

from pathlib import Path

import pytest

from tests.browser import chromium
from tools import browser


@pytest.fixture
def machine(monkeypatch):
    """A machine without a browser; what is tried is noted, and brings one if it is in `brings`."""

    class Machine:
        tried = []
        brings = ()

    def attempt(name):
        def install():
            Machine.tried.append(name)
            return name in Machine.brings

        return install

    Machine.tried, Machine.brings = [], ()
    monkeypatch.setattr(browser, "try_apt", attempt("apt"))
    monkeypatch.setattr(browser, "try_playwright", attempt("playwright"))
    found = Path("/usr/bin/chromium")
    monkeypatch.setattr(chromium, "find", lambda: found if set(Machine.tried) & set(Machine.brings) else None)
    return Machine


def test_a_browser_that_is_there_is_left_alone(monkeypatch, machine, capsys):
    monkeypatch.setattr(chromium, "find", lambda: Path("/usr/bin/chromium"))
    assert browser.main() == 0
    assert machine.tried == []
    assert capsys.readouterr().out == ""


def test_debians_browser_is_tried_first(machine):
    machine.brings = ("apt",)
    assert browser.main() == 0
    assert machine.tried == ["apt"]


def test_playwrights_browser_is_tried_next(machine):
    machine.brings = ("playwright",)
    assert browser.main() == 0
    assert machine.tried == ["apt", "playwright"]


def test_when_nothing_helps_it_says_what_to_install(machine, capsys):
    assert browser.main() == 1
    assert "Install one (Debian: apt install chromium;" in capsys.readouterr().err


def test_apt_is_not_tried_by_someone_who_is_not_root(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr("subprocess.run", lambda *args, **kwargs: pytest.fail("apt-get was started"))
    assert not browser.try_apt()
