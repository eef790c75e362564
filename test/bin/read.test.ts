import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCommand } from '../../bin/commands/read.ts';

const mails = new URL('../mail', import.meta.url).pathname;
let printed: string[];
let said: string[];

beforeEach(() => {
  printed = [];
  said = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((words) => printed.push(String(words)) > 0);
  vi.spyOn(console, 'error').mockImplementation((words) => said.push(String(words)));
});
afterEach(() => vi.restoreAllMocks());

describe('read', () => {
  test('prints the fields of the contract, one mail a line', async () => {
    expect(await readCommand([`${mails}/plain-verified.eml`], { json: true })).toBe(0);
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed[0]!)).toMatchObject({
      source: `${mails}/plain-verified.eml`,
      messageId: '<m1@corvane.example>',
      kind: 'person',
      mayReply: true,
      from: { address: 'ann.lee@corvane.example', name: 'Ann Lee' },
      identity: { result: 'verified', because: 'DMARC passed' },
      subject: 'More rolls',
      date: '2026-03-02T09:00:00.000Z',
      text: 'Hello,\ncould we have ten more rolls of the matt 40 x 20?\n\nBest regards\nAnn',
      quoted: false,
      attachments: [],
      references: [],
      warnings: [],
    });
  });
  test('names a path that does not exist, reads the others and ends with 1', async () => {
    expect(await readCommand(['/nowhere', `${mails}/spam.eml`], { json: true })).toBe(1);
    expect(said).toEqual(['/nowhere: does not exist. Check the spelling, and the folder you are in.']);
    expect(printed).toHaveLength(1);
  });
  test('tells people what it understood, and sums up', async () => {
    expect(await readCommand([mails], {})).toBe(0);
    const words = printed.join('');
    expect(words).toContain('kind     person, may be answered');
    expect(words).toContain('Ann Lee <ann.lee@corvane.example> (verified: DMARC passed)');
    expect(words).toMatch(/\d+ mails: \d+ person, /);
  });
});
