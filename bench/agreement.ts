/** How well found topics agree with the true ones, over all pairs of texts. 1: entirely; an ARI of 0: as by chance. */
export function agreement(rows: { label: string; topic: string }[]): { ari: number; pairF1: number } {
  const pairsBy = (name: (row: (typeof rows)[number]) => string) =>
    [...Map.groupBy(rows, name).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const both = pairsBy(({ label, topic }) => JSON.stringify([label, topic]));
  const [wanted, found] = [pairsBy(({ label }) => label), pairsBy(({ topic }) => topic)];
  const byChance = (wanted * found) / pairsBy(() => '');
  const most = (wanted + found) / 2;
  return { ari: (both - byChance) / (most - byChance), pairF1: both / most };
}
