"""Shows that Spark finds what one local run finds, document by document.

    pip install -r requirements.txt
    cargo build --release
    python test_lint_archive.py ../../target/release/copydesk

Spark runs as a local cluster: a master and two workers with a process each, as in earnest, not threads.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pyspark

HERE = Path(__file__).parent
SHARDS = 7
DOCUMENTS = 500

OPENINGS = [
    "The harbour reopens on Monday after three weeks of repairs.",
    "The council voted on the new bridge late on Tuesday.",
    "Sign up for our morning newsletter today.",
    "“The quay is safe, said the harbour master.",
    "Read more: ten boats that never came home",
    "Visitors \u200bcame from as far as Åland 🙂.",
]


def documents():
    """Articles of every format; line ends, quotation marks and odd characters are where they may harm."""
    for number in range(DOCUMENTS):
        opening = OPENINGS[number % len(OPENINGS)]
        other = OPENINGS[(number // 7) % len(OPENINGS)]
        if number % 3 == 2:
            text = f"<h1>Article {number}</h1>\n<p>{opening}</p>\r\n<p>{other}</p>\n"
        else:
            text = f"# Article {number}\n\n{opening}\n\n{other}\n\n![A boat](a.png)\n"
        yield {"id": f"2024/{number}", "text": text, "format": ("markdown", "text", "html")[number % 3]}


def write_shards(folder: Path, lines: list[str]) -> None:
    for shard in range(SHARDS):
        content = "".join(line + "\n" for line in lines[shard::SHARDS])
        (folder / f"{shard}.jsonl").write_text(content, encoding="utf-8")


def answers(lines: list[str]) -> dict[str, list]:
    found = [json.loads(line) for line in lines if line]
    assert all("error" not in answer for answer in found), "a document could not be read"
    by_id = {answer["id"]: answer["findings"] for answer in found}
    assert len(by_id) == len(found) == DOCUMENTS, f"{len(found)} answers to {DOCUMENTS} documents"
    return by_id


def local(copydesk: str, lines: list[str]) -> dict[str, list]:
    run = subprocess.run(
        [copydesk, "stream", "--no-config"],
        input="".join(line + "\n" for line in lines).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return answers(run.stdout.decode().split("\n"))


def spark(copydesk: str, archive: Path, result: Path) -> dict[str, list]:
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    home = Path(pyspark.__file__).parent
    # Two workers, one core and 1,024 MB each. Their processes find Spark where this one does.
    master = ["--master", "local-cluster[2,1,1024]", "--conf", f"spark.executorEnv.SPARK_HOME={home}"]
    script = [str(HERE / "lint_archive.py"), str(archive), str(result), copydesk]
    command = [f"{home}/bin/spark-submit", *master, *script]
    subprocess.run(command, env={**environment, "SPARK_HOME": str(home)}, check=True)
    parts = sorted(result.glob("part-*"))
    assert len(parts) > 1, "the archive was not sharded"
    return answers([line for part in parts for line in part.read_text(encoding="utf-8").split("\n")])


def main(copydesk: str) -> None:
    copydesk = str(Path(copydesk).resolve())
    lines = [json.dumps(document, ensure_ascii=False) for document in documents()]
    with tempfile.TemporaryDirectory() as folder:
        archive, result = Path(folder) / "archive", Path(folder) / "result"
        archive.mkdir()
        write_shards(archive, lines)
        here, there = local(copydesk, lines), spark(copydesk, archive, result)
    findings = sum(map(len, here.values()))
    assert findings > 0, "nothing was found, so nothing was compared"
    assert here == there, "Spark and a local run differ"
    print(f"{DOCUMENTS} documents, {findings} findings: the same from Spark and from a local run")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
