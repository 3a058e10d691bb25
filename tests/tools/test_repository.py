"""Holds that locks, make targets, workflows and licences say the same thing."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def normalise(requirement):
    name = re.match(r"[A-Za-z0-9._-]+", requirement).group()
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock):
    """Name to versions; a package may be locked in two versions for two ranges of Python."""
    versions = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", read(lock), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock):
    entries = re.split(r"^(?=[a-z0-9-]+==)", read(lock), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    assert re.findall(r"\S*://\S*|--(?:extra-)?index-url|--find-links", read(lock)) == []


def test_every_dependency_is_locked():
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["dependency-groups"]
    runtime = {normalise(name) for name in (*project["project"]["dependencies"], *groups["build"])}
    assert runtime - locked("requirements.txt").keys() == set()
    dev = {normalise(name) for name in groups["dev"]}
    assert (runtime | dev) - locked("requirements-dev.txt").keys() == set()


def test_tests_run_with_the_versions_that_build_the_site():
    dev = locked("requirements-dev.txt")
    assert {name: dev.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


def test_every_make_target_that_a_workflow_runs_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    run = {target for path in WORKFLOWS for target in re.findall(r"run: make (\S+)", path.read_text(encoding="utf-8"))}
    assert run
    assert run - targets == set()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(path):
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_and_each_job_says_what_it_may(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert [name for name, job in workflow["jobs"].items() if not job["permissions"]] == []


def test_only_the_deployment_may_write():
    jobs = yaml.safe_load(read(".github/workflows/deploy.yml"))["jobs"]
    writers = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert writers == {"deploy"}


def test_code_is_mit_and_content_is_cc_by():
    assert read("LICENSE").startswith("MIT License")
    assert read("LICENSE-content").startswith("Creative Commons Attribution 4.0 International (CC BY 4.0)")
