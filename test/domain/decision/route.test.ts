import { expect, test } from 'vitest';
import type { AskDecision } from '../../../lib/domain/case/case.ts';
import { decide } from '../../../lib/domain/decision/decide.ts';
import type { Facts } from '../../../lib/domain/decision/facts.ts';
import { routeOfMail } from '../../../lib/domain/decision/route.ts';
import { quiet } from '../../builders/facts.ts';

const decided = (but: Partial<Facts>): AskDecision => {
  const facts = quiet(but);
  return {
    ask: { ...facts.ask, topic: null, topicName: null, topicConfidence: 0 },
    demand: facts.demand,
    decision: decide(facts),
  };
};
const declined = decided({});
const asked = decided({ value: { contribution: 60_000, band: 'key' } });
const problem = decided({ ask: { text: 'It is broken', kind: 'problem', confidence: 1 } });
const thanks = decided({ ask: { text: 'Thanks', kind: 'thanks', confidence: 1 } });
const verified = { result: 'verified', because: 'DMARC passed' } as const;
const unverified = (because: string) => ({ result: 'unverified', because }) as const;
const held = decided({ identity: { result: 'unverified', because: 'DMARC failed' } });

test.each([
  ['a decline is answered', [declined], 'answer'],
  ['thanks alone are filed', [thanks], 'file'],
  ['thanks beside a request do not stop the answer', [thanks, declined], 'answer'],
  ['one custom wish makes the whole mail wait for the manager', [declined, asked], 'ask-manager'],
  ['one problem takes the whole mail to a person', [asked, problem], 'hand-to-person'],
  ['an unverified ask holds the whole mail', [problem, held], 'hold'],
  ['a mail without any ask goes to a person', [], 'hand-to-person'],
])('%s', (_, asks, route) => expect(routeOfMail({ mayReply: true, identity: verified }, asks).route).toBe(route));

test('a mail that must not be answered by a machine goes to a person instead', () =>
  expect(routeOfMail({ mayReply: false, identity: verified }, [declined]).route).toBe('hand-to-person'));

test('thanks that must not be answered are still filed', () =>
  expect(routeOfMail({ mayReply: false, identity: verified }, [thanks]).route).toBe('file'));

test.each([
  ['a problem', [problem]],
  ['thanks', [thanks]],
  ['a decline', [declined]],
  ['nothing that can be read', []],
])('%s of a sender who is not verified is held', (_, asks) => {
  const route = (because: string) => routeOfMail({ mayReply: true, identity: unverified(because) }, asks);
  expect(route('DMARC says fail')).toEqual({ route: 'hold', reason: 'identity not verified' });
  expect(route('imitates acme.example')).toEqual({
    route: 'hold',
    reason: 'identity not verified: imitates acme.example',
  });
});
