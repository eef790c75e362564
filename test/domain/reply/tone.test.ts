import { describe, expect, test } from 'vitest';
import type { Situation } from '../../../lib/domain/reply/situation.ts';
import { findToneFaults } from '../../../lib/domain/reply/tone.ts';
import { desk, shippedReplies } from './builders.ts';

const phrases = (text: string, situation: Situation = 'declined') =>
  findToneFaults(text, situation).map(({ phrase }) => phrase);

/** Left: what trips a rule. Right: what a good mail may well say. */
const sentences: [string, string][] = [
  ['It is our policy to wait.', 'The policy number on your contract is 12.'],
  ['Company policy forbids it.', 'Your insurance policy arrives on Monday.'],
  ['The policy does not cover that.', 'The policy covers that.'],
  ['As per our terms, you pay first.', 'As per your wish, we start on Monday.'],
  ['Under our conditions this ends.', 'Test it under the conditions of your cold store.'],
  ['We are not allowed to tell you.', 'Your guests are not left waiting.'],
  ['We’re not permitted to do so.', 'We’re not far from you.'],
  ['That is against the rules.', 'Lean it against the ruler.'],
  ['Laut unserer Richtlinien geht das so.', 'Laut unserer Liste sind es zwölf Rollen.'],
  ['Wir dürfen das nicht.', 'Wir dürfen das gern für Sie tun.'],
  ['You should have read the manual.', 'You should have received it by Monday.'],
  ['You must have overlooked our mail.', 'You must have an account for this.'],
  ['You failed to answer.', 'The print head failed to warm up.'],
  ['You have forgotten to sign.', 'We have not forgotten to sign.'],
  ['You claim that it broke.', 'You can claim the bonus until June.'],
  ['The alleged damage is being looked at.', 'The damage is being looked at.'],
  ['As already stated, it takes a week.', 'It takes a week.'],
  ['As we have previously explained, no parts are left.', 'As agreed, we start on Monday.'],
  ['This was your own mistake.', 'This was our own mistake.'],
  ['If that is really true, we will see.', 'If that is right for you, tell us.'],
  ['Sie hätten uns das vorher sagen müssen.', 'Sie hätten gern ein Muster? Wir schicken es.'],
  ['Sie haben versäumt, es zu melden.', 'Sie haben gewählt, wir liefern.'],
  ['Der angebliche Fehler ist behoben.', 'Der Fehler ist behoben.'],
  ['Wie bereits erwähnt, dauert es.', 'Wie gewünscht, kommt es am Montag.'],
  ['Upgrade now and save.', 'The upgrade is done now.'],
  ['While you are here, look at our printers.', 'While you are on holiday, we keep it for you.'],
  ['Why not also take ribbons?', 'Why it stopped, we also know.'],
  ['Jetzt kaufen!', 'Wir kaufen jetzt Papier nach.'],
  ['We have a special offer for you.', 'We have what you need on the shelf.'],
  ['You could upgrade to the H6.', 'We grade it from one to six.'],
  ['No.', 'No two printers are alike.'],
  ['Thank you for asking. No, sorry.', 'Your order is no. 5.'],
  ['Nein.', 'Nein, das ist kein Aufwand für Sie.'],
  ['Unfortunately, we cannot do this.', 'We cannot wait to see it.'],
  ['We are unable to help you.', 'We are able to help you.'],
  ['There is nothing we can do.', 'There is nothing you need to do.'],
  ['This is out of the question.', 'This came out of the question you asked.'],
  ['Your request has been denied.', 'Your request has been noted.'],
  ['Leider können wir das nicht.', 'Das können wir gern.'],
  ['Ihr Wunsch wurde abgelehnt.', 'Ihr Wunsch wurde aufgenommen.'],
  ['We guarantee that it works.', 'The guarantee runs for two years.'],
  ['This will never happen again.', 'This happens again every Monday at ten.'],
  ['Rest assured.', 'The rest is assured by your contract.'],
  ['Wir versprechen Ihnen, dass es klappt.', 'Wir melden uns am Montag.'],
];

test.each(sentences)('%j is a fault, %j is none', (fault, fine) => {
  expect([phrases(fault).length, phrases(fine)]).toEqual([1, []]);
});

describe('what is judged', () => {
  test('the words of the customer are not, wherever the quote stands', () => {
    expect(phrases('You wrote:\n\n> You failed to deliver.\n  > As per our policy.\n\nWe are on it.')).toEqual([]);
  });

  test('a phrase across a line break is found', () =>
    expect(phrases('You failed\nto answer.')).toEqual(['you failed to']));

  test('emphasis, capitals and curly apostrophes hide nothing', () =>
    expect(phrases('WE *CAN’T* HELP')).toEqual(["we can't help"]));

  test('a no that opens a paragraph is a bare no', () =>
    expect(phrases('Hello Jo,\n\nNo.\n\nRegards')).toEqual(['no.']));

  test('a finding says why', () =>
    expect(findToneFaults('You failed to pay.', 'standard')).toEqual([
      { phrase: 'you failed to', because: 'blames or doubts the customer' },
    ]));

  test('who asks for what we sell may hear of a special price, nobody else', () => {
    const text = 'The special price for ten rolls is EUR 40.';
    expect([phrases(text, 'standard'), phrases(text, 'declined')]).toEqual([[], ['special price']]);
  });
});

test.each(Object.entries(shippedReplies))('the shipped text "%s" passes', (situation, text) => {
  expect(phrases(text, situation as Situation)).toEqual([]);
});

test('every answer of the test catalogue passes', () => {
  expect(desk.catalogue.flatMap(({ answer = '' }) => phrases(answer, 'standard'))).toEqual([]);
});
