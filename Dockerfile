# docker run --rm -v "$PWD:/articles" ghcr.io/copydesk/copydesk check .
# Made by the release workflow from its archives in `dist`. Never run: no Docker engine was at hand.
FROM alpine:3.22
# For --changed and --staged.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
ARG TARGETARCH
RUN --mount=type=bind,source=dist,target=/dist \
    case "$TARGETARCH" in amd64) cpu=x86_64 ;; arm64) cpu=aarch64 ;; *) exit 1 ;; esac && \
    tar -xzf "/dist/copydesk-$cpu-unknown-linux-musl.tgz" -C /usr/local/bin --strip-components=1 \
        "copydesk-$cpu-unknown-linux-musl/copydesk" && \
    copydesk --version
WORKDIR /articles
USER 1000
ENTRYPOINT ["copydesk"]
CMD ["check", "."]
