"""Sets up .venv from a hash-locked requirements file, once: `python3 tools/environment.py [--dev]`."""

# Runs before anything is installed, perhaps under an old Python: standard library only, nothing newer
# than 3.6.

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


class SetupError(Exception):
    """One sentence a person can act on."""


def refuse_unfit_python(version: tuple, has_ensurepip: bool) -> None:
    """Raise SetupError when this Python is too old, or cannot make a virtual environment with pip in it."""
    here = ".".join(map(str, version))
    if tuple(version) < OLDEST:
        raise SetupError(
            f"Tokonomix needs Python 3.11 or newer, and {sys.executable} is {here}. "
            "Install a newer one, or name it: make PYTHON=python3.12 …"
        )
    if not has_ensurepip:
        raise SetupError(
            f"Python {here} on this machine cannot make virtual environments: "
            "its module ensurepip is missing. On Debian and Ubuntu: apt install python3-venv"
        )


def home_of(venv: Path) -> str:
    """What an environment is tied to: the Python that made it and the folder it lies in."""
    return f"{sys.version.split()[0]} {sys.base_prefix} {venv}"


def digest_of(root: Path, files: tuple) -> str:
    """SHA-256 over the bytes of these files."""
    digest = hashlib.sha256()
    for name in files:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def wanted_stamps(root: Path, venv: Path) -> dict:
    """Text of the stamp that each kind of environment bears when nothing is left to do."""
    # pyproject.toml counts because it names the console script.
    runtime = ("requirements.txt", "pyproject.toml")
    return {
        "runtime": f"{home_of(venv)}\n{digest_of(root, runtime)}\n",
        "dev": f"{home_of(venv)}\n{digest_of(root, ('requirements-dev.txt', *runtime))}\n",
    }


def stamp_path(venv: Path, kind: str) -> Path:
    """The file that says what is installed."""
    return venv / f".installed-{kind}"


def read_stamp(venv: Path, kind: str) -> str:
    """Text of the stamp, empty when there is none."""
    path = stamp_path(venv, kind)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def is_ready(root: Path, venv: Path, kind: str) -> bool:
    """Whether nothing is left to do; the dev environment holds the runtime one."""
    wanted = wanted_stamps(root, venv)
    return any(read_stamp(venv, k) == wanted[k] for k in ("dev", kind))


def is_foreign(venv: Path) -> bool:
    """Whether another Python made the environment, or it was moved here: then its scripts do not run."""
    stamps = [text for text in (read_stamp(venv, "runtime"), read_stamp(venv, "dev")) if text]
    return any(text.splitlines()[0] != home_of(venv) for text in stamps)


def run(*command: object) -> None:
    """Run a step; SetupError when it fails, since its own output has said why."""
    words = [str(word) for word in command]
    if subprocess.call(words, cwd=str(ROOT)) != 0:
        raise SetupError(f"Setting up .venv stopped, for the reason above, at: {' '.join(words)}")


def install(root: Path, venv: Path, kind: str) -> None:
    """Make the environment and put everything locked into it, then our own package."""
    refuse_unfit_python(sys.version_info[:2], importlib.util.find_spec("ensurepip") is not None)
    if is_foreign(venv):
        shutil.rmtree(str(venv))
    requirements = "requirements-dev.txt" if kind == "dev" else "requirements.txt"
    print(f"Setting up .venv from {requirements} (once; about a minute)", flush=True)
    run(sys.executable, "-m", "venv", venv)
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", requirements)
    # Our package is the working tree itself, so it cannot bear a hash: a second step, which may fetch
    # nothing (--no-index) because the build tool it needs is locked above. It writes the console script
    # and one path file.
    run(*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp_path(venv, kind).write_text(wanted_stamps(root, venv)[kind], encoding="utf-8")


def main() -> int:
    """Set up what is missing; 0 when the environment stands, 1 after saying why it does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and linters need")
    kind = "dev" if parser.parse_args().dev else "runtime"
    venv = ROOT / ".venv"
    try:
        if not is_ready(ROOT, venv, kind):
            install(ROOT, venv, kind)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
