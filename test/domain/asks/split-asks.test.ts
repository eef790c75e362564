import { describe, expect, test } from 'vitest';
import { MAX_ASKS, splitAsks } from '../../../lib/domain/asks/split-asks.ts';

const asksOf = (text: string, subject = '') => splitAsks({ subject, text }).map(({ kind, text: said }) => [kind, said]);
const kindsOf = (text: string) => splitAsks({ subject: '', text }).map(({ kind }) => kind);

describe('what is an ask', () => {
  test('greeting, politeness, sign-off and name are none', () =>
    expect(
      asksOf(
        'Hi there,\n\nI hope you are well. Could you resend the March invoice?\n\nThanks in advance\nKind regards\nJo',
      ),
    ).toEqual([['request', 'Could you resend the March invoice?']]));

  test('the greeting in front of a sentence is cut off', () =>
    expect(asksOf('Hi Ann, do you deliver to Malta?')).toEqual([['question', 'do you deliver to Malta?']]));

  test('a name below without any sign-off is cut off, the end of a sentence is not', () => {
    expect(asksOf('Please add two colleagues.\n\nGina Ferro\nFerro & Sons, +44 1632 960118')).toEqual([
      ['request', 'Please add two colleagues.'],
    ]);
    expect(asksOf('Please add two colleagues, they start in\nAugust')).toEqual([
      ['request', 'Please add two colleagues, they start in\nAugust'],
    ]);
  });

  test('the story around an ask belongs to it', () =>
    expect(asksOf('We moved last week. Please update our address. The phone number stays.')).toEqual([
      ['request', 'We moved last week. Please update our address. The phone number stays.'],
    ]));

  test('thanks beside a real ask is none, thanks alone is thanks', () => {
    expect(kindsOf('Thanks for the quick delivery! Could we get smaller cores next time?')).toEqual(['request']);
    expect(kindsOf('Thank you, everything arrived.')).toEqual(['thanks']);
    expect(kindsOf('Danke, alles gut angekommen!')).toEqual(['thanks']);
  });

  test.each(['', '   \n', '😀👍', '----'])('%j holds nothing to decide', (text) => expect(asksOf(text)).toEqual([]));

  test('the subject speaks when the text is empty or only points to it', () => {
    expect(asksOf('', 'Re: Need a copy of invoice 4711')).toEqual([['request', 'Need a copy of invoice 4711']]);
    expect(asksOf('See subject.', 'Please send samples')).toEqual([['request', 'Please send samples']]);
    expect(asksOf('', 'hello')).toEqual([]);
  });

  test('what only tells something is a request with little confidence', () =>
    expect(splitAsks({ subject: '', text: 'Twelve boxes, as every year.' })).toEqual([
      { text: 'Twelve boxes, as every year.', kind: 'request', confidence: 0.4 },
    ]));
});

describe('several asks', () => {
  test.each([
    ['"also" begins another', 'Please resend the invoice. Could you also add two users?', 2],
    [
      '"and could you" within a sentence begins another',
      'Please resend the invoice and could you add two users to our account?',
      2,
    ],
    [
      'two matters in one breath',
      'Please send the March invoice. How do we change the administrator of the portal?',
      2,
    ],
    ['a follow-up question is no ask of its own', 'Do you ship to Norway? How long does it take?', 1],
    ['"this" points back', 'Can you engrave our logo on the housing? Please tell us whether this costs extra.', 1],
    [
      'numbered points',
      '1. Where is order 55?\n2. We want a quote for ten chairs.\n3. The last table arrived damaged.',
      3,
    ],
    ['points under "please send us:"', 'Could you please send us:\n- the invoice from May\n- two sample packs', 2],
    [
      'points of a specification are one ask',
      'We need labels with the following:\n- 30 x 20 mm\n- white\n- on small cores',
      1,
    ],
    [
      'what stands below the sign-off as P.S.',
      'Please resend the invoice.\nRegards\nJo\n\nP.S. Do you deliver on Sundays?',
      2,
    ],
  ])('%s', (_, text, count) => expect(asksOf(text)).toHaveLength(count));

  test('each ask is a span of the message', () => {
    const text =
      'Hello,\n\n1. Could you resend\nthe invoice?\n2. Please add two users, and do you offer training?\n\nBye';
    for (const { text: said } of splitAsks({ subject: '', text })) expect(text).toContain(said);
  });

  test(`${MAX_ASKS} points are ${MAX_ASKS} asks; one more goes with the last`, () => {
    const points = (n: number) => Array.from({ length: n }, (_, i) => `- please send part ${i}x`).join('\n');
    expect(asksOf(points(MAX_ASKS))).toHaveLength(MAX_ASKS);
    expect(asksOf(points(MAX_ASKS + 1))).toHaveLength(MAX_ASKS);
    expect(asksOf(points(MAX_ASKS + 1)).at(-1)![1]).toContain(`part ${MAX_ASKS}x`);
  });
});

describe('kinds', () => {
  test.each([
    ['The pump does not start any more.', 'problem'],
    ['Der Drucker ist defekt.', 'problem'],
    ['La machine ne fonctionne pas.', 'problem'],
    ['We need crates that do not fall apart and never leak.', 'request'],
    ['I have written three times now and nobody answers.', 'complaint'],
    ['This is unacceptable, we will look for another supplier.', 'complaint'],
    ['Any news on our ticket?', 'about-open-case'],
    ['Where is my order?', 'about-open-case'],
    ['Please call me back.', 'about-open-case'],
    ['Do you offer gift wrapping?', 'question'],
    ['Wir möchten eine Schulung buchen.', 'request'],
    ['Nous souhaitons une livraison le dimanche.', 'request'],
    ['¿Podrían enviarnos muestras?', 'request'],
  ])('%s: %s', (text, kind) => expect(kindsOf(text)).toEqual([kind]));

  test('a request beside a problem is a problem, with less confidence', () => {
    const [ask] = splitAsks({ subject: '', text: 'The pump stopped working. Could you send somebody?' });
    expect(ask).toMatchObject({ kind: 'problem', confidence: 0.6 });
  });
});

test.each([
  ['one endless word', 'a'.repeat(65_536)],
  ['10,000 repetitions', 'please help me and could you please '.repeat(10_000)],
  ['a mark of a sentence each', '. '.repeat(32_000)],
  ['a line each', 'x\n'.repeat(32_000)],
])(`%s gives at most ${MAX_ASKS} asks of bounded length`, (_, text) => {
  const asks = splitAsks({ subject: '', text });
  expect(asks.length).toBeLessThanOrEqual(MAX_ASKS);
  for (const ask of asks) expect(ask.text.length).toBeLessThanOrEqual(2_000);
});
