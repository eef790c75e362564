import { expect, test } from 'vitest';
import { greetingName } from '../../../lib/domain/reply/greeting.ts';

test.each([
  ['Jo Meyer', 'Jo Meyer'],
  ['Meyer, Jo', 'Jo Meyer'],
  ["Áine O'Connor-Ní Bhriain", "Áine O'Connor-Ní Bhriain"],
  ['李 小龍', '李 小龍'],
  ['', 'there'],
  ['Acme Purchasing', 'there'],
  ['jo@acme.example', 'there'],
  ['Win at evil.example', 'there'],
  ['One two three four', 'One two three four'],
  ['One two three four five', 'there'],
  ['<b>Jo</b>', 'there'],
  ['Jo\r\nBcc: x', 'there'],
])('who signs as %j is greeted as %j', (name, greeted) => expect(greetingName(name)).toBe(greeted));
