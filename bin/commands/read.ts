import { once } from 'node:events';
import { mimeReader } from '../../lib/adapters/mime.ts';
import type { MailKind, Message } from '../../lib/domain/mail/message.ts';
import { mailsIn } from '../sources.ts';
import { paint, say } from './progress.ts';

const MAX_SHOWN_LINES = 6;
const MAX_SHOWN_LINE = 100;

/** Understands mails without any desk: a line (or a block) for each, whatever it holds. Returns the exit code. */
export async function readCommand(paths: string[], { json = false }: { json?: boolean }): Promise<number> {
  const read = mimeReader({ ownAddresses: [] });
  const counts = new Map<MailKind, number>();
  let refused = 0;
  const mails = mailsIn(paths, (refusal) => {
    refused += 1;
    say(refusal.message);
  });
  for await (const { source, raw } of mails) {
    const message = await read(raw);
    counts.set(message.kind, (counts.get(message.kind) ?? 0) + 1);
    await print(json ? JSON.stringify(lineOf(source, message)) : blockOf(source, message));
  }
  if (!json) await print(summaryOf(counts));
  return refused > 0 ? 1 : 0;
}

/** Waits while a slow reader's pipe is full: a year of mail must not pile up in memory. */
async function print(words: string): Promise<void> {
  if (!process.stdout.write(`${words}\n`)) await once(process.stdout, 'drain');
}

const lineOf = (
  source: string,
  { messageId, kind, mayReply, from, identity, subject, date, text, ...rest }: Message,
) => ({
  source,
  messageId,
  kind,
  mayReply,
  from,
  identity,
  subject,
  date,
  text,
  ...rest,
});

function blockOf(source: string, message: Message): string {
  const { kind, mayReply, from, identity, subject, date, text, quoted, attachments, warnings } = message;
  const rows: [string, string][] = [
    ['kind', `${kind}, ${mayReply ? 'may be answered' : 'no automatic answer'}`],
    [
      'from',
      `${from ? `${from.name} <${from.address}>`.trim() : 'nobody that can be read'} (${identity.result}: ${identity.because})`,
    ],
    ['date', date ?? 'none that can be read'],
    ['subject', subject],
    ['files', attachments.map(({ name, type, bytes }) => `${name || type} (${bytes} bytes)`).join(', ')],
    ['warnings', warnings.join('; ')],
    ['text', shown(text, quoted)],
  ];
  const lines = rows.filter(([, words]) => words !== '').map(([name, words]) => `  ${name.padEnd(9)}${words}`);
  return [paint('bold', source), ...lines, ''].join('\n');
}

function shown(text: string, quoted: boolean): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines
    .slice(0, MAX_SHOWN_LINES)
    .map((line) => (line.length > MAX_SHOWN_LINE ? `${line.slice(0, MAX_SHOWN_LINE - 1)}…` : line));
  const left = lines.length - first.length;
  const notes = [...(left > 0 ? [`… ${left} more lines`] : []), ...(quoted ? ['(quoted history left out)'] : [])];
  return [...first, ...notes].join(`\n${' '.repeat(11)}`);
}

function summaryOf(counts: Map<MailKind, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...counts].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`);
  return `${total} ${total === 1 ? 'mail' : 'mails'}${total > 0 ? `: ${kinds.join(', ')}` : ''}`;
}
