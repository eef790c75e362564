import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../../lib/domain/mail/html-text.ts';

const textOf = (html: string) => htmlToText(html, 10_000).text;

describe('what a reader sees', () => {
  test.each([
    ['<p>one</p><p>two</p>', 'one\n\ntwo'],
    ['<div>one</div><div>two</div>', 'one\ntwo'],
    ['one<br>two<br><br>three', 'one\ntwo\n\nthree'],
    ['<ul><li>grey<li>green</ul>', '- grey\n- green'],
    ['<table><tr><td>H4</td><td>300 dpi</td></tr><tr><td>H6</td></tr></table>', 'H4 300 dpi\nH6'],
    ['see <a href="https://x.example">the <b>list</b></a>.', 'see the list.'],
    ['a   b\n c', 'a b c'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['5 &lt; 6 &amp;amp; gr&uuml;n&nbsp;&#8364;&#x41;', '5 < 6 &amp; grün €A'],
    ['2 < 3 and 4>3', '2 < 3 and 4>3'],
    ['<a title="a > b">x</a>', 'x'],
    ['&unknown; &#xD800;', '&unknown; \ufffd'],
    ['<head><title>t</title><body>seen', 'seen'],
    ['one<p>two', 'one\n\ntwo'],
  ])('%s', (html, text) => expect(textOf(html)).toBe(text));

  test.each([
    '<blockquote type="cite">old</blockquote>',
    '<blockquote class="gmail_quote" style="margin:0">old</blockquote>',
    '<blockquote style="border-left:1px solid #0857A6">old</blockquote>',
  ])('history in %s is marked as quoted', (html) => expect(textOf(`new${html}`)).toBe('new\n\n> old'));
  test("an indented passage is the writer's own", () =>
    expect(textOf('new<blockquote style="margin:0 0 0 40px;border:none">mine</blockquote>')).toBe('new\n\nmine'));
});

describe('what no reader sees is left out and counted', () => {
  test.each([
    '<div style="display:none">order</div>',
    '<div style="color: red; DISPLAY : none !important">order</div>',
    "<span style='visibility:hidden'>order</span>",
    '<span style="font-size:1px">order</span>',
    '<span style="font-size: 0">order</span>',
    '<span style="opacity:0">order</span>',
    '<span style="opacity:0.0;">order</span>',
    '<div style="max-height:0;overflow:hidden">order</div>',
    '<span style="color:#fff;background-color:#fff">order</span>',
    '<p hidden>order</p>',
    '<p aria-hidden="true">order</p>',
    '<div style="display:none"><p>or<b>der</b></p></div>',
  ])('%s', (html) =>
    expect(htmlToText(`a ${html} b`, 100)).toMatchObject({
      text: expect.not.stringMatching('order'),
      hiddenCharacters: 5,
    }),
  );

  test.each([
    '<!-- order -->',
    '<script>order</script>',
    '<style>order</style>',
    '<!--[if mso]><p>order</p><![endif]-->',
  ])('markup that is no text is not counted: %s', (html) =>
    expect(htmlToText(`a${html}b`, 100)).toEqual({ text: 'ab', hiddenCharacters: 0 }),
  );
});

describe('what looks hidden and is not', () => {
  test.each([
    '<span style="font-size:2px">x</span>',
    '<span style="opacity:0.9">x</span>',
    '<td style="font-size:0"><span style="font-size:14px">x</span></td>',
    '<a title="hidden costs">x</a>',
    '<p style="display:none">gone<p>x',
    '<div hidden></div>x</span>',
  ])('%s', (html) => expect(textOf(html)).toBe('x'));
});

test('reading stops where enough text was found', () =>
  expect(htmlToText('<p>0123456789</p>'.repeat(100), 50).text.length).toBeLessThan(80));
