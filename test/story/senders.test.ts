/** Every sender of two sets through the real reader, the real account book and the real steps: nobody is treated as somebody else. */
import { beforeAll, describe, expect, test } from 'vitest';
import { decideMessage } from '../../functions/decide.ts';
import { readMessage } from '../../functions/read-message.ts';
import { hashOf, messageIdOf } from '../../lib/adapters/hash.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import type { LedgerRow, Story, Topics } from '../../lib/ports.ts';
import { inBothWorlds, testClock, type World } from '../adapters/worlds.ts';
import { labels, ownFormat } from '../builders/facts.ts';
import { legitimate } from '../domain/mail/legitimate.ts';
import { bigBank, mailFrom, type Sender } from '../domain/mail/senders.ts';
import { spoofs } from '../domain/mail/spoofs.ts';
import { deps, desk } from '../domain/reply/builders.ts';

/** What a machine answers by itself, and what it asks an account manager about when the account is worth it. */
const asked = {
  'an order': 'Please send us twenty rolls of your standard labels.',
  'a wish': 'Could you build labels in our own size for us?',
};

/** Who writes is of interest here, not how a wish is recognised. */
const topics: Topics = {
  withKind: async (ask) => ask,
  foreignLanguage: async () => null,
  async match({ text }) {
    const { id, name } = text.includes('own size') ? ownFormat : labels;
    const nearestOffers = [{ offer: labels.id, similarity: 0.5 }];
    return { topic: id, name, isOffer: true, isNew: false, confidence: 0.9, nearestOffers };
  },
};

const receivedAt = '2026-03-02T09:00:00.000Z';

/** The steps over these stores. `lookups`: what the account book was asked, in order. */
function stepsOver(world: World) {
  const { accounts } = world;
  const lookups: string[] = [];
  let raw: Uint8Array = new Uint8Array();
  const common = {
    ...world,
    objects: { get: async () => raw },
    read: mimeReader({ ownAddresses: desk.settings.addresses }),
    hash: hashOf,
    clock: testClock().now,
    continuedCase: async () => null,
    reportedCase: async () => null,
    recordNews: async () => {},
    count: () => {},
    accounts: {
      async bySender(address: string) {
        lookups.push('account');
        return accounts.bySender(address);
      },
      async lookalikeOf(address: string) {
        lookups.push('lookalike');
        return accounts.lookalikeOf(address);
      },
    },
  };
  const read = readMessage(common);
  const decide = decideMessage({
    ...common,
    topics,
    letters: draftLetters(deps),
    desk: { desk, policyVersion: 'v1' },
  });
  return {
    lookups,
    read: async (input: { messageId: string }, mail: Uint8Array) => {
      raw = mail;
      return read(input);
    },
    decide,
  };
}

interface Seen {
  row: LedgerRow;
  story: Story;
  lookups: string[];
}

async function walk(world: World, sender: Sender, words: string): Promise<Seen> {
  const steps = stepsOver(world);
  const messageId = messageIdOf(`${sender.title}: ${words}`);
  const input = { messageId, key: `raw/${messageId}`, receivedAt };
  expect(await steps.read(input, mailFrom(sender, words))).toEqual({ route: 'decide' });
  const { caseId } = await steps.decide(input);
  return {
    row: (await world.ledger.find(messageId))!,
    story: (await world.cases.story(caseId))!,
    lookups: steps.lookups,
  };
}

/** The reason that the person sees who looks at held mail. */
const whyHeld = ({ story }: Seen) =>
  story.records[0]?.asks[0]?.decision.trail.find(({ rule }) => rule === 'identity not verified');
/** To whom the mails go, whom they ask to write to, and whatever header could add another reader. */
const lettersOf = ({ story }: Seen) =>
  story.replies.map(({ mail: { to, replyTo, headers } }) => ({
    to,
    replyTo,
    more: Object.keys(headers).filter((name) => /^(resent-)?(to|cc|bcc|from|sender|reply-to)$/i.test(name)),
  }));
const letterTo = (to: string, { row }: Seen) => ({
  to,
  replyTo: `support+c.${row.caseId}.mac@desk.example`,
  more: [],
});

inBothWorlds((open) => {
  const withBigBank = async () => {
    const world = await open(testClock().now);
    await world.accounts.upsert(bigBank);
    return world;
  };

  describe.each(Object.entries(asked))('24 who pretend to be of Big Bank, with %s', (kind, words) => {
    const seen = new Map<Sender, Seen>();
    let counted: unknown[];
    beforeAll(async () => {
      const world = await withBigBank();
      for (const spoof of spoofs) seen.set(spoof, await walk(world, spoof, words));
      counted = await Array.fromAsync(world.demand.pairs());
    });

    test('none is taken for the account, counted or weighed', () => {
      const records = [...seen.values()].flatMap(({ story }) => story.records);
      expect(records.map(({ account }) => account)).toEqual(Array(24).fill(null));
      expect(counted).toEqual([]);
    });

    test.each(spoofs)('$title', (spoof) => {
      const found = seen.get(spoof)!;
      if ('held' in spoof) {
        expect(found.row.route).toBe('hold');
        expect(whyHeld(found)).toMatchObject({ held: true, because: spoof.held });
        expect(lettersOf(found)).toEqual([]);
      } else {
        expect(found.lookups).toEqual(['account', 'lookalike']);
        expect(found.row.route).toBe(kind === 'an order' ? 'answer' : 'hand-to-person');
        expect(found.row.reason).toBe(kind === 'an order' ? 'sold as it is' : 'account unknown');
        expect(lettersOf(found)).toEqual(kind === 'an order' ? [letterTo(spoof.unknown, found)] : []);
      }
    });
  });

  describe.each(Object.entries(asked))('24 who are of Big Bank, with %s', (kind, words) => {
    const seen = new Map<Sender, Seen>();
    beforeAll(async () => {
      const world = await withBigBank();
      for (const sender of legitimate) seen.set(sender, await walk(world, sender, words));
    });

    test('22 are taken for the account, 2 are held, none is lost', () => {
      const all = [...seen.values()];
      const matched = all.filter(({ story }) => story.records[0]?.account?.id === bigBank.id);
      const held = all.filter(({ row }) => row.route === 'hold');
      expect([all.length, matched.length, held.length]).toEqual([24, 22, 2]);
    });

    test.each(legitimate)('$title', (sender) => {
      const found = seen.get(sender)!;
      if ('held' in sender) {
        expect(found.row.route).toBe('hold');
        expect(whyHeld(found)).toMatchObject({ held: true, because: sender.held });
        expect(lettersOf(found)).toEqual([]);
      } else {
        expect(found.lookups).toEqual(['account']);
        expect(found.row.route).toBe(kind === 'an order' ? 'answer' : 'ask-manager');
        expect(lettersOf(found)).toEqual([letterTo(sender.matched, found)]);
      }
    });
  });

  test('an imitation that a person released is not held again', async () => {
    const world = await withBigBank();
    const imitation = spoofs.find((spoof) => 'held' in spoof && spoof.held === 'imitates bigbank.com')!;
    const { row } = await walk(world, imitation, asked['an order']);
    await world.ledger.close(row.id, 'held', row.reason);
    expect(await world.ledger.resolve(row.id, 'mia@desk.example', 'release')).toBe(true);
    expect((await walk(world, imitation, asked['an order'])).row).toMatchObject({ route: 'answer' });
  });
});
