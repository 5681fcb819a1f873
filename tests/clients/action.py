"""The steps of `action.yml`, run one after another as GitHub runs them: what the engine does for these steps, and no more."""

import os
import re
import subprocess

import yaml

from conftest import REPOSITORY

BLANK = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


class Runner:
    """A machine of GitHub's, with its folders under one of ours."""

    def __init__(self, folder, system="Linux", machine="X64"):
        self.action = yaml.safe_load((REPOSITORY / "action.yml").read_text())
        self.folder = folder
        self.variables = {
            "RUNNER_OS": system,
            "RUNNER_ARCH": machine,
            "RUNNER_TEMP": str(folder / "temp"),
            "RUNNER_TOOL_CACHE": str(folder / "tools"),
            "GITHUB_WORKSPACE": str(folder / "work"),
            "GITHUB_ACTIONS": "true",
        }
        for name in ("temp", "tools"):
            (folder / name).mkdir(exist_ok=True)

    def run(self, action_path, **given):
        """Runs the steps; the status of the first that fails or 0, what was written, and the outputs of each step."""
        inputs = {name: str(told.get("default", "")) for name, told in self.action["inputs"].items()}
        unknown = {name.replace("_", "-") for name in given} - inputs.keys()
        assert not unknown, unknown
        inputs.update({name.replace("_", "-"): value for name, value in given.items()})
        known = {f"inputs.{name}": value for name, value in inputs.items()}
        known["github.action_path"] = str(action_path)
        path, written = os.environ["PATH"], ""
        for step in self.action["runs"]["steps"]:
            if "run" not in step:
                # Of another author: the cache, which has nothing the first time and brings the folder back later.
                assert step["uses"].startswith("actions/cache@"), step
                continue
            files = {name: self.folder / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
            for file in files.values():
                file.write_text("")
            told = {name: fill(value, known) for name, value in step["env"].items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", fill(step["run"], known)],
                cwd=self.folder / "work",
                env={**os.environ, **self.variables, **told, **{n: str(f) for n, f in files.items()}, "PATH": path},
                capture_output=True,
                text=True,
            )
            written += done.stdout + done.stderr
            for line in files["GITHUB_OUTPUT"].read_text().splitlines():
                name, _, value = line.partition("=")
                known[f"steps.{step.get('id')}.outputs.{name}"] = value
            for line in files["GITHUB_PATH"].read_text().splitlines():
                path = f"{line}:{path}"
            if done.returncode:
                return done.returncode, written, known
        return 0, written, known


def fill(text, known):
    return BLANK.sub(lambda blank: known[blank[1]], text)
