"""What the packages are called, from `Cargo.toml`, the one place where it is written down."""

import pathlib
import tomllib
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Manifest:
    name: str
    version: str
    description: str
    licence: str
    keywords: list
    # An address at GitHub, without an end such as `.git`.
    repository: str

    @property
    def owner(self):
        return self.repository.split("/")[-2]

    @property
    def downloads(self):
        """The address of the folder with the archives of this version."""
        return f"{self.repository}/releases/download/v{self.version}"

    def node_name(self, target):
        """The npm package that holds the program of a target."""
        return f"@{self.owner}/{self.name}-{target.node_suffix}"


def read():
    package = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))["package"]
    return Manifest(
        name=package["name"],
        version=package["version"],
        description=package["description"],
        licence=package["license"],
        keywords=package["keywords"],
        repository=package["repository"],
    )
