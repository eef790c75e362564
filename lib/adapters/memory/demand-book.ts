import { countDistinct } from '../../domain/demand/demand.ts';
import * as pairs from '../../domain/demand/pair.ts';
import type { DemandBook } from '../../ports.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export const memoryDemandBook = (): DemandBook => {
  const topics = new Map<string, Map<string, pairs.Pair>>();
  const pairsOf = (topic: string): Map<string, pairs.Pair> => {
    const known = topics.get(topic) ?? new Map<string, pairs.Pair>();
    topics.set(topic, known);
    return known;
  };
  const rewrite = (topic: string, account: string, change: (pair: pairs.Pair) => pairs.Pair): void => {
    pairsOf(topic).set(account, change(pairsOf(topic).get(account) ?? pairs.NO_PAIR));
  };
  /** Newest first, as the index gives them: above the cap the figures depend on which rows are read. */
  const newest = (topic: string, since: string) =>
    [...pairsOf(topic)]
      .flatMap(([account, pair]) => {
        const counted = pairs.countedAs(pair);
        return counted && counted.lastDay >= since ? [{ account, pair, ...counted }] : [];
      })
      .sort((a, b) => (`${a.lastDay}#${a.account}` > `${b.lastDay}#${b.account}` ? -1 : 1));

  return {
    async record({ topic, account, segment, askedAt }) {
      rewrite(topic, account, (pair) => pairs.ask(pair, { segment, day: dayOf(askedAt) }));
    },

    async count({ topic, account, segment, since, cap }) {
      const recent = newest(topic, dayOf(since)).slice(0, cap);
      return countDistinct([...recent, { account, segment }], segment, cap);
    },

    askers: async ({ topic, since, most }) =>
      newest(topic, dayOf(since))
        .slice(0, most)
        .map(({ account, segment }) => ({ account, segment })),

    async follow({ from, to, cap }) {
      for (const { account, pair } of newest(from, '').slice(0, cap))
        if (pair.own) rewrite(to, account, (there) => pairs.follow(there, from, pair.own!));
    },

    async unfollow({ from, to }) {
      for (const account of pairsOf(to).keys()) rewrite(to, account, (pair) => pairs.unfollow(pair, from));
    },

    async move({ names, to, account, only }) {
      for (const topic of names) {
        const span = pairs.countedAs(pairsOf(topic).get(account) ?? pairs.NO_PAIR);
        if (!span) continue;
        rewrite(to, account, (pair) => pairs.receive(pair, { ...span, ...only }));
        if (!only) rewrite(topic, account, () => pairs.NO_PAIR);
      }
    },

    async *pairs() {
      for (const [topic, known] of topics)
        for (const [account, { own }] of known) if (own) yield { topic, account, ...own };
    },
  };
};
