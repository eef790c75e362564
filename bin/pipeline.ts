import { decideMessage } from '../functions/decide.ts';
import { readMessage } from '../functions/read-message.ts';
import type { SoundDesk } from '../lib/adapters/desk-folder.ts';
import { hashOf, messageIdOf } from '../lib/adapters/hash.ts';
import { toHtml } from '../lib/adapters/markdown.ts';
import {
  memoryAccountBook,
  memoryCaseBook,
  memoryDemandBook,
  memoryLedger,
  memoryTopicLog,
} from '../lib/adapters/memory/stores.ts';
import { mimeReader } from '../lib/adapters/mime.ts';
import { topicsWith } from '../lib/adapters/topics.ts';
import type { KindHead } from '../lib/domain/asks/kind-head.ts';
import type { CaseRecord } from '../lib/domain/case/case.ts';
import { draftLetters } from '../lib/domain/reply/draft-letters.ts';
import type { CatalogueIndex } from '../lib/domain/topics/catalogue-index.ts';
import { priorOf, topicState } from '../lib/domain/topics/topic-state.ts';
import type { Encoder } from '../lib/ports.ts';

/** What takes time to load, once for several pipelines. */
interface Known {
  encoder: Encoder | null;
  index: CatalogueIndex;
  kinds: KindHead | null;
}

/** The steps up to the decision and the drafted reply, over ports in memory: what replay and the bench run. */
export function memoryPipeline(
  { desk, accounts, policyVersion }: SoundDesk,
  { encoder, index, kinds }: Known,
  options: { assumeVerified?: boolean } = {},
) {
  const now = () => new Date();
  const read = mimeReader({ ownAddresses: desk.settings.addresses, assumeVerified: options.assumeVerified });
  let raw: Uint8Array = new Uint8Array();
  const objects = { get: async () => raw };
  const ledger = memoryLedger(now);
  const cases = memoryCaseBook(ledger);
  const nameOf = (offer: string) => desk.catalogue.find(({ id }) => id === offer)?.name ?? offer;
  const state = topicState({ prior: priorOf(index) });
  const topics = topicsWith({ index, nameOf, encoder, kinds, log: memoryTopicLog(), state });
  const steps = {
    read: readMessage({
      objects,
      read,
      ledger,
      outbox: { isOurs: async () => false },
      brakes: { accepted: async () => {} },
      continuedCase: async () => null,
      reportedCase: async () => null,
      recordNews: async () => {},
      count: () => {},
      hash: hashOf,
      clock: now,
    }),
    decide: decideMessage({
      objects,
      read,
      ledger,
      cases,
      accounts: memoryAccountBook(accounts),
      topics,
      demand: memoryDemandBook(),
      continuedCase: async () => null,
      letters: draftLetters({ desk, toHtml, replyTo: async () => desk.settings.addresses[0]! }),
      desk: { desk, policyVersion },
      count: () => {},
      clock: now,
    }),
  };
  /** The record of what was decided, or null for what holds nothing to decide. */
  return async (source: string, mail: Uint8Array, at: Date): Promise<CaseRecord | null> => {
    raw = mail;
    const messageId = messageIdOf(source);
    const input = { messageId, key: `raw/${messageId}`, receivedAt: at.toISOString() };
    const { route } = await steps.read(input);
    if (route !== 'decide') return null;
    await steps.decide(input);
    return cases.kept.at(-1) ?? null;
  };
}
