import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topicsWith } from '../../lib/adapters/topics.ts';
import type { Ask } from '../../lib/domain/asks/ask.ts';
import type { Offer } from '../../lib/domain/desk/desk.ts';
import { buildCatalogueIndex } from '../../lib/domain/topics/catalogue-index.ts';
import type { LoggedEvent } from '../../lib/domain/topics/topic-event.ts';
import { topicState } from '../../lib/domain/topics/topic-state.ts';
import { type TopicLog, TopicLogMovedOn } from '../../lib/ports.ts';

const offer = (id: string, ...examples: string[]): Offer => ({ id, name: id, description: '', examples });
const catalogue = [
  offer('cakes', 'can you bake a birthday cake', 'a chocolate cake for forty people', 'a cake with our logo'),
  offer('bread', 'do you deliver rolls in the morning', 'fresh bread for our office', 'bread before seven'),
  offer('invoice', 'please resend the invoice', 'a copy of the receipt', 'we lost an invoice'),
];
const at = new Date('2026-11-23T10:00:00Z');
let asked = 0;
/** Another account asks in another mail each time. */
const somebody = () => {
  asked += 1;
  return { key: `mail-${asked}/0`, account: `account-${asked}`, at };
};
const index = buildCatalogueIndex(catalogue, null);
/** One process, comparing words alone; what the encoder adds is measured by the bench. */
const topicsOn = (log: TopicLog) =>
  topicsWith({ index, nameOf: (offer) => offer, encoder: null, kinds: null, log, state: topicState() });
const ask = (text: string): Ask => ({ text, kind: 'request', confidence: 0.9 });

/** `pause` decides how long each call takes, so that calls of several processes interleave. */
function memoryLog(pause: () => Promise<unknown> = async () => {}) {
  const rows: LoggedEvent[] = [];
  const log: TopicLog = {
    async after(sequence) {
      await pause();
      const tail = rows.filter((row) => row.sequence > sequence);
      await pause();
      return tail;
    },
    async append(entry) {
      await pause();
      if (rows.some(({ sequence }) => sequence === entry.sequence)) throw new TopicLogMovedOn(entry.sequence);
      rows.push(entry);
      await pause();
    },
  };
  return { rows, log };
}

describe('an ask', () => {
  test('that an offer covers is that offer', async () =>
    expect(await topicsOn(memoryLog().log).match(ask('please resend the invoice'), somebody())).toMatchObject({
      topic: 'invoice',
      isOffer: true,
      isNew: false,
    }));

  test('that no offer covers opens a topic; the next firm joins it, from another process too', async () => {
    const { rows, log } = memoryLog();
    const first = await topicsOn(log).match(ask('Do you rent out vans with a tail lift?'), somebody());
    const second = await topicsOn(log).match(ask('We want to rent a van with a tail lift'), somebody());
    expect(first).toMatchObject({ isOffer: false, isNew: true, name: 'Rent out vans with a tail lift' });
    expect(second).toMatchObject({ topic: first!.topic, isNew: false });
    expect(rows.map(({ event }) => event.what)).toEqual(['opened', 'joined']);
  });

  test('names the nearest offers, whatever it is about', async () => {
    const match = await topicsOn(memoryLog().log).match(ask('cake stands of glass, for rent'), somebody());
    expect(match!.nearestOffers[0]).toMatchObject({ offer: 'cakes' });
  });

  test.each(['', '😀', 'could you please?'])('without meaning (%j) is nothing that can be named', async (text) => {
    const { rows, log } = memoryLog();
    const match = await topicsOn(log).match(ask(text), somebody());
    expect(match!.confidence).toBeLessThan(0.6);
    expect(rows).toEqual([]);
  });

  test('that only wants to know something opens no topic and is not sure of its offer', async () => {
    const { rows, log } = memoryLog();
    const hours: Ask = { text: 'When does your canteen open at Easter?', kind: 'question', confidence: 0.8 };
    expect((await topicsOn(log).match(hours, somebody()))!.confidence).toBeLessThan(0.6);
    expect(rows).toEqual([]);
  });

  test('in a language without examples is not understood, and the language is named', async () => {
    const topics = topicsOn(memoryLog().log);
    expect(await topics.foreignLanguage(ask('Nous voudrions une livraison par bateau pour notre site'))).toBe('French');
    expect(await topics.foreignLanguage(ask('we would like the delivery by boat'))).toBeNull();
    expect(await topics.foreignLanguage(ask('linerless labels'))).toBeNull();
  });

  test('told again under the same key joins nothing twice', async () => {
    const { rows, log } = memoryLog();
    const from = somebody();
    const first = await topicsOn(log).match(ask('forklift winter tyres'), from);
    const again = await topicsOn(log).match(ask('forklift winter tyres'), from);
    expect(again).toMatchObject({ topic: first!.topic, isNew: false });
    expect(rows).toHaveLength(1);
  });

  test('about a topic that a person took for an offer is that offer', async () => {
    const { rows, log } = memoryLog();
    const first = await topicsOn(log).match(ask('forklift winter tyres'), somebody());
    const event = { what: 'adopted', topic: first!.topic, offer: 'bread', by: 'mia' } as const;
    await log.append({ sequence: rows.length + 1, at: at.toISOString(), event });
    expect(await topicsOn(log).match(ask('winter tyres for a forklift'), somebody())).toMatchObject({
      topic: 'bread',
      isOffer: true,
    });
  });
});

test('after too many collisions the mail is tried again later', async () => {
  const log: TopicLog = {
    after: async () => [],
    append: ({ sequence }) => Promise.reject(new TopicLogMovedOn(sequence)),
  };
  await expect(topicsOn(log).match(ask('forklift winter tyres'), somebody())).rejects.toBeInstanceOf(TopicLogMovedOn);
});

test('an unknown failure of the log is not swallowed', async () => {
  const log: TopicLog = { after: async () => [], append: () => Promise.reject(new Error('no table')) };
  await expect(topicsOn(log).match(ask('forklift winter tyres'), somebody())).rejects.toThrow('no table');
});

const wishes = [
  'forklift rental',
  'renting a forklift',
  'winter tyres',
  'tyres for winter',
  'gift wrapping',
  'sauna visits',
];
const sold = 'please resend the invoice';

test('however openings interleave: one topic a wish, one a sequence number, none lost', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...wishes, sold), { minLength: 2, maxLength: 9 }),
      fc.integer({ min: 1, max: 3 }),
      fc.scheduler(),
      async (texts, processes, scheduler) => {
        const { rows, log } = memoryLog(() => scheduler.schedule(Promise.resolve()));
        const topics = Array.from({ length: processes }, () => topicsOn(log));
        const matching = Promise.all(texts.map((text, i) => topics[i % processes]!.match(ask(text), somebody())));
        await scheduler.waitFor(matching);
        const matches = await matching;

        expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, i) => i + 1));
        const opened = rows.flatMap(({ event }) => (event.what === 'opened' ? [event.topic] : []));
        expect(new Set(opened).size).toBe(opened.length);
        const isNew = matches.filter((match) => match!.isNew).map((match) => match!.topic);
        expect(isNew.toSorted()).toEqual(opened.toSorted());
        // Every wish is in the log once, however often its place was taken by another.
        const keys = rows.flatMap(({ event }) => ('wish' in event ? [event.wish.key] : []));
        expect([new Set(keys).size, keys.length]).toEqual([keys.length, texts.filter((text) => text !== sold).length]);
        for (const [i, match] of matches.entries())
          for (const [k, other] of matches.entries())
            if (texts[i] === texts[k]) expect(match!.topic).toBe(other!.topic);
      },
    ),
    { numRuns: 60 },
  ));
