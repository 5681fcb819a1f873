"""The systems that packages are made for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A system, by the name that Rust has for it."""

    triple: str
    # As Node.js names them; `libc` is set where one system has two.
    os: str
    cpu: str
    libc: str = ""
    # The oldest systems a wheel runs on, as maturin takes it.
    compatibility: str = ""

    @property
    def program(self):
        return "copydesk.exe" if self.os == "win32" else "copydesk"

    @property
    def archive(self):
        return f"copydesk-{self.triple}" + (".zip" if self.os == "win32" else ".tgz")

    @property
    def node_suffix(self):
        return "-".join(filter(None, [self.os, self.cpu, self.libc]))


TARGETS = {
    target.triple: target
    for target in [
        Target("x86_64-unknown-linux-gnu", "linux", "x64", "glibc", "manylinux2014"),
        Target("aarch64-unknown-linux-gnu", "linux", "arm64", "glibc", "manylinux2014"),
        Target("x86_64-unknown-linux-musl", "linux", "x64", "musl", "musllinux_1_2"),
        Target("aarch64-unknown-linux-musl", "linux", "arm64", "musl", "musllinux_1_2"),
        Target("x86_64-apple-darwin", "darwin", "x64"),
        Target("aarch64-apple-darwin", "darwin", "arm64"),
        Target("x86_64-pc-windows-msvc", "win32", "x64"),
    ]
}
