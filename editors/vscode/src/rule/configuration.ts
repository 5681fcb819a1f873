/** What a command needs to know of `.copydesk.yml`. */

import { isScalar, isSeq, parseDocument } from "yaml";

/** The pack files that a configuration names; none where it cannot be read. */
export function packsOf(configuration: string): string[] {
  const document = parseDocument(configuration);
  const packs: unknown = document.errors.length > 0 ? undefined : document.get("packs");
  if (!isSeq(packs)) return [];
  const named = packs.items.flatMap((item) => (isScalar(item) && typeof item.value === "string" ? [item.value] : []));
  // A folder of packs is no place for a rule.
  return named.filter((pack) => /\.ya?ml$/.test(pack));
}
