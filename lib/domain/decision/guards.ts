/** The rules that decide before any value is weighed, read from the top: the first that holds decides (design, section 4, rules 1-3). */
import type { AskKind } from '../asks/ask.ts';
import { KIND_SURE } from '../asks/doubted-kind.ts';
import type { Person } from './decision.ts';
import { type Facts, isSoldAsItIs, offerOf } from './facts.ts';

export type Verdict =
  | { is: 'standard'; offer: string }
  | { is: 'hand-to-person'; to: Person }
  | { is: 'hold' }
  | { is: 'close' };

interface Guard {
  name: string;
  test: (facts: Facts) => { held: boolean; because: string };
  verdict: (facts: Facts) => Verdict;
}

const takesOver: Partial<Record<AskKind, Verdict>> = {
  problem: { is: 'hand-to-person', to: 'solver' },
  complaint: { is: 'hand-to-person', to: 'phone-call' },
  'about-open-case': { is: 'hand-to-person', to: 'case-owner' },
  thanks: { is: 'close' },
};

export const guards: Guard[] = [
  // First, whatever it says: a forged complaint sends people after the wrong customer.
  {
    name: 'identity not verified',
    test: ({ identity }) => ({ held: identity.result !== 'verified', because: identity.because }),
    verdict: () => ({ is: 'hold' }),
  },
  {
    name: 'kind not sure',
    test: ({ ask: { kind, confidence } }) => ({
      held: confidence < KIND_SURE,
      because: `${confidence < KIND_SURE ? 'it may be' : 'it is'} a ${kind.replaceAll('-', ' ')}, at ${percent(confidence)}`,
    }),
    verdict: () => ({ is: 'hand-to-person', to: 'triage' }),
  },
  {
    name: 'not a request',
    test: ({ ask }) => ({
      held: ask.kind in takesOver,
      because: `the customer writes a ${ask.kind.replaceAll('-', ' ')}`,
    }),
    verdict: ({ ask }) => takesOver[ask.kind] ?? { is: 'hand-to-person', to: 'triage' },
  },
  {
    name: 'language not understood',
    test: ({ foreignLanguage }) => ({
      held: foreignLanguage !== null,
      because: foreignLanguage
        ? `it is written in ${foreignLanguage}, and the catalogue has no examples in it`
        : 'the catalogue has examples in this language',
    }),
    verdict: () => ({ is: 'hand-to-person', to: 'triage' }),
  },
  {
    name: 'topic not sure',
    test: ({ topic, policy }) => ({
      held: !topic || topic.confidence < policy.confidence.actAlone,
      because: topic
        ? `"${topic.name}" at ${percent(topic.confidence)}, at least ${percent(policy.confidence.actAlone)} needed`
        : 'nothing in the catalogue or in past asks resembles it',
    }),
    verdict: () => ({ is: 'hand-to-person', to: 'triage' }),
  },
  {
    name: 'never-list',
    test: ({ ask, topic, policy: { neverList } }) => {
      const found = neverList.topics.find((id) => id === topic?.topic) ?? findPhrase(ask.text, neverList.phrases);
      return {
        held: found !== undefined,
        because: found ? `"${found}" is for people only` : 'nothing on the never-list',
      };
    },
    verdict: () => ({ is: 'hand-to-person', to: 'account-manager' }),
  },
  {
    name: 'sold as it is',
    test: (facts) => {
      const offer = offerOf(facts);
      if (!offer) return { held: false, because: 'no offer, but demand for something new' };
      const held = isSoldAsItIs(offer, facts.account);
      return {
        held,
        because: held ? `"${offer.name}" is in the catalogue` : `"${offer.name}" is not sold as it is here`,
      };
    },
    verdict: (facts) => ({ is: 'standard', offer: offerOf(facts)?.id ?? '' }),
  },
  {
    name: 'account unknown',
    test: ({ account }) => ({
      held: !account,
      because: account ? `account ${account.name}` : 'no account has this sender',
    }),
    verdict: () => ({ is: 'hand-to-person', to: 'triage' }),
  },
];

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Whole words only, so that "sue" is not found in "issue". */
function findPhrase(text: string, phrases: string[]): string | undefined {
  const words = (s: string) =>
    ` ${s
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .join(' ')} `;
  const said = words(text);
  return phrases.find((phrase) => said.includes(words(phrase)));
}
