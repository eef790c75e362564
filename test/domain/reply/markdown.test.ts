import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../../lib/adapters/markdown.ts';
import { inline, quote, toPlainText } from '../../../lib/domain/reply/markdown.ts';

const body = (markdown: string) => /<body[^>]*>(.*)<\/body>/s.exec(toHtml(markdown))?.[1]?.trim();

describe('our own texts', () => {
  test.each([
    ['**bold** words', '<p><strong>bold</strong> words</p>', 'bold words'],
    ['[page](https://a.example/x)', '<p><a href="https://a.example/x">page</a></p>', 'page (https://a.example/x)'],
    ['[mail](MAILTO:a@b.example)', '<p><a href="MAILTO:a@b.example">mail</a></p>', 'mail (MAILTO:a@b.example)'],
    ['[x](javascript:alert)', '<p>x</p>', 'x (javascript:alert)'],
    ['[x](data:text/html,x)', '<p>x</p>', 'x (data:text/html,x)'],
    ['![alt](https://a.example/p.png)', '<p>alt</p>', '!alt (https://a.example/p.png)'],
    ['<b onclick=x>hi</b>', '<p>&#60;b onclick=x&#62;hi&#60;/b&#62;</p>', '<b onclick=x>hi</b>'],
    ['two\nlines', '<p>two\nlines</p>', 'two\nlines'],
    ['Regards\\\nDesk', '<p>Regards<br>Desk</p>', 'Regards\nDesk'],
    ['## Title', '<h2>Title</h2>', 'Title'],
  ])('%j', (markdown, html, text) => expect([body(markdown), toPlainText(markdown)]).toEqual([html, text]));
});

describe('a quote', () => {
  test('keeps the lines of the customer', () =>
    expect(body(quote('one\ntwo\n\nthree\n'))).toBe('<blockquote>\n<p>one<br>two</p>\n<p>three</p>\n</blockquote>'));

  test('of 400 characters is whole, of 401 it is cut', () => {
    const [whole, short] = [400, 401].map((length) => toPlainText(quote('x'.repeat(length))));
    expect([whole, short]).toEqual([`> ${'x'.repeat(400)}`, `> ${'x'.repeat(400)}…`]);
  });

  test('never ends in half a character', () => expect(quote(`${'x'.repeat(399)}😀`)).toBe(`> ${'x'.repeat(399)}…`));

  test('begins every line with its mark, whatever the line ends are', () =>
    expect(
      quote('a\rb\r\nc\u2028d\u0085e')
        .split('\n')
        .map((line) => line[0]),
    ).toEqual(['>', '>', '>', '>', '>']));
});

test('words inside a line stay in that line', () => expect(toPlainText(inline('a\n\n# b\r\n\u2028c'))).toBe('a # b c'));

test('whatever a stranger writes, the text says just that and the HTML holds no markup of theirs', () => {
  const said = fc.string({ maxLength: 200 });
  fc.assert(fc.property(said, (words) => toPlainText(inline(words)) === words.replace(/\s+/g, ' ').trim()));
  fc.assert(fc.property(said, (words) => !/<(?!\/?p>)/.test(body(inline(words)) ?? '')));
  expect(toPlainText(inline('a*b_c [d](e) <f>'))).toBe('a*b_c [d](e) <f>');
});
