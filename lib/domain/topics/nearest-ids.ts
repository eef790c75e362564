/** What a person may have meant: ids that share most three-letter pieces with what was written, best first. */
export function nearestIds(written: string, ids: string[], most = 3): string[] {
  const wanted = piecesOf(written);
  return ids
    .map((id) => {
      const pieces = piecesOf(id);
      const shared = [...wanted].filter((piece) => pieces.has(piece)).length;
      return { id, alike: (2 * shared) / (wanted.size + pieces.size) };
    })
    .filter(({ alike }) => alike > 0.2)
    .sort((a, b) => b.alike - a.alike || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id);
}

/** Without "demand-", which all topics share. */
function piecesOf(id: string): Set<string> {
  const padded = ` ${id
    .toLowerCase()
    .replace(/^demand-/, '')
    .slice(0, 200)} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}
