# A formula for a tap of the project's own; `packaging/packages finish` fills in what stands between @ signs.
# Never run: no Homebrew was at hand.
class Copydesk < Formula
  desc "Linter for what newsrooms and editorial teams publish"
  homepage "@repository@"
  version "@version@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@downloads@/copydesk-aarch64-apple-darwin.tgz"
      sha256 "@sha256:copydesk-aarch64-apple-darwin.tgz@"
    end
    on_intel do
      url "@downloads@/copydesk-x86_64-apple-darwin.tgz"
      sha256 "@sha256:copydesk-x86_64-apple-darwin.tgz@"
    end
  end

  on_linux do
    on_arm do
      url "@downloads@/copydesk-aarch64-unknown-linux-musl.tgz"
      sha256 "@sha256:copydesk-aarch64-unknown-linux-musl.tgz@"
    end
    on_intel do
      url "@downloads@/copydesk-x86_64-unknown-linux-musl.tgz"
      sha256 "@sha256:copydesk-x86_64-unknown-linux-musl.tgz@"
    end
  end

  def install
    bin.install "copydesk"
    man1.install "share/man/man1/copydesk.1"
    bash_completion.install "share/bash-completion/completions/copydesk"
    zsh_completion.install "share/zsh/site-functions/_copydesk"
    fish_completion.install "share/fish/vendor_completions.d/copydesk.fish"
  end

  test do
    (testpath/"draft.md").write("They saw the the boat.\n")
    assert_match "the the", shell_output("#{bin}/copydesk check draft.md", 1)
  end
end
