import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lexicalTopics } from '../../lib/adapters/lexical-topics.ts';
import type { Ask } from '../../lib/domain/asks/ask.ts';
import type { Offer } from '../../lib/domain/desk/desk.ts';
import type { DemandTopic } from '../../lib/domain/topics/topic.ts';
import { type TopicLog, TopicLogMovedOn } from '../../lib/ports.ts';

const offer = (id: string, ...examples: string[]): Offer => ({ id, name: id, description: '', examples });
const catalogue = [
  offer('cakes', 'can you bake a birthday cake', 'a chocolate cake for forty people', 'a cake with our logo'),
  offer('bread', 'do you deliver rolls in the morning', 'fresh bread for our office', 'bread before seven'),
  offer('invoice', 'please resend the invoice', 'a copy of the receipt', 'we lost an invoice'),
];
const at = new Date('2026-11-23T10:00:00Z');
const ask = (text: string): Ask => ({ text, kind: 'request', confidence: 0.9 });

/** `pause` decides how long each call takes, so that calls of several processes interleave. */
function memoryLog(pause: () => Promise<unknown> = async () => {}) {
  const rows: { sequence: number; topic: DemandTopic }[] = [];
  const log: TopicLog = {
    async after(sequence) {
      await pause();
      const tail = rows.filter((row) => row.sequence > sequence);
      await pause();
      return tail;
    },
    async append(sequence, topic) {
      await pause();
      if (rows.some((row) => row.sequence === sequence)) throw new TopicLogMovedOn(sequence);
      rows.push({ sequence, topic });
      await pause();
    },
  };
  return { rows, log };
}

describe('an ask', () => {
  test('that an offer covers is that offer', async () =>
    expect(
      await lexicalTopics({ catalogue, log: memoryLog().log }).match(ask('please resend the invoice'), at),
    ).toMatchObject({
      topic: 'invoice',
      isOffer: true,
      isNew: false,
    }));

  test('that no offer covers opens a topic; the next firm joins it, from another process too', async () => {
    const { rows, log } = memoryLog();
    const first = await lexicalTopics({ catalogue, log }).match(ask('Do you rent out vans with a tail lift?'), at);
    const second = await lexicalTopics({ catalogue, log }).match(ask('We want to rent a van with a tail lift'), at);
    expect(first).toMatchObject({ isOffer: false, isNew: true, name: 'Rent out vans with a tail lift' });
    expect(second).toMatchObject({ topic: first!.topic, isNew: false });
    expect(rows).toHaveLength(1);
  });

  test('names the nearest offers, whatever it is about', async () => {
    const match = await lexicalTopics({ catalogue, log: memoryLog().log }).match(
      ask('cake stands of glass, for rent'),
      at,
    );
    expect(match!.nearestOffers[0]).toMatchObject({ offer: 'cakes' });
  });

  test.each(['', '😀', 'could you please?'])('without meaning (%j) is nothing that can be named', async (text) => {
    const { rows, log } = memoryLog();
    const match = await lexicalTopics({ catalogue, log }).match(ask(text), at);
    expect(match!.confidence).toBeLessThan(0.6);
    expect(rows).toEqual([]);
  });

  test('that only wants to know something opens no topic and is not sure of its offer', async () => {
    const { rows, log } = memoryLog();
    const hours: Ask = { text: 'When does your canteen open at Easter?', kind: 'question', confidence: 0.8 };
    expect((await lexicalTopics({ catalogue, log }).match(hours, at))!.confidence).toBeLessThan(0.6);
    expect(rows).toEqual([]);
  });

  test('in a language without examples opens no topic and is not sure of its offer', async () => {
    const { rows, log } = memoryLog();
    const match = await lexicalTopics({ catalogue, log }).match(
      ask('Nous voudrions une livraison par bateau pour notre site'),
      at,
    );
    expect(match!.confidence).toBeLessThan(0.6);
    expect(rows).toEqual([]);
  });
});

test('after too many collisions the mail is tried again later', async () => {
  const log: TopicLog = { after: async () => [], append: (sequence) => Promise.reject(new TopicLogMovedOn(sequence)) };
  await expect(lexicalTopics({ catalogue, log }).match(ask('forklift winter tyres'), at)).rejects.toBeInstanceOf(
    TopicLogMovedOn,
  );
});

test('an unknown failure of the log is not swallowed', async () => {
  const log: TopicLog = { after: async () => [], append: () => Promise.reject(new Error('no table')) };
  await expect(lexicalTopics({ catalogue, log }).match(ask('forklift winter tyres'), at)).rejects.toThrow('no table');
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
        const topics = Array.from({ length: processes }, () => lexicalTopics({ catalogue, log }));
        const matching = Promise.all(texts.map((text, i) => topics[i % processes]!.match(ask(text), at)));
        await scheduler.waitFor(matching);
        const matches = await matching;

        expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, i) => i + 1));
        expect(new Set(rows.map(({ topic }) => topic.id)).size).toBe(rows.length);
        const opened = matches.filter((match) => match!.isNew).map((match) => match!.topic);
        expect(opened.toSorted()).toEqual(rows.map(({ topic }) => topic.id).toSorted());
        for (const [i, match] of matches.entries())
          for (const [k, other] of matches.entries())
            if (texts[i] === texts[k]) expect(match!.topic).toBe(other!.topic);
      },
    ),
    { numRuns: 60 },
  ));
