"""Lint a sharded archive with Spark.

The archive is a folder of JSON Lines shards, one document a line:

    {"id": "2024/05/port.md", "text": "…", "format": "markdown"}

Each partition is piped through one `copydesk stream`, which answers in order and in constant memory.
The result is a folder of JSON Lines: for each document its id and its findings.

    spark-submit lint_archive.py ARCHIVE RESULT [COPYDESK]

COPYDESK is the path of the binary on the workers; on a cluster, ship it with `--files copydesk` and
give `./copydesk`. The workers also need `.copydesk.yml` and its packs, if you use any: ship them the same
way and add `--config` to COMMAND.
"""

import shlex
import sys

from pyspark.sql import SparkSession

COMMAND = "{copydesk} stream --no-config"


def main(archive: str, result: str, copydesk: str = "copydesk") -> None:
    spark = SparkSession.builder.appName("copydesk").getOrCreate()
    try:
        documents = spark.sparkContext.textFile(archive)
        # `checkCode` makes a run fail that could not do its work; findings alone are no failure.
        command = COMMAND.format(copydesk=shlex.quote(copydesk))
        documents.pipe(command, checkCode=True).saveAsTextFile(result)
    finally:
        spark.stop()


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
