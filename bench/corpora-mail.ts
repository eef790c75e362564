/**
 * How well mail is read, measured on third-party mail: `node bench/corpora-mail.ts`. CORPORA_DIR names the folder
 * (default ../shared/corpora). Prints a table; ends with 1 when a goal is missed, with 0 when there are no corpora.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mimeReader } from '../lib/adapters/mime.ts';
import { cleanText, MAX_TEXT } from '../lib/domain/mail/clean-text.ts';
import { htmlToText } from '../lib/domain/mail/html-text.ts';
import { visibleReply } from '../lib/domain/mail/visible-reply.ts';

const folder = process.env.CORPORA_DIR ?? '../shared/corpora';

interface Label {
  set: string;
  file: string;
  class: string;
}
interface ReplyCase {
  input: string;
  expected?: string | string[];
  kind: string;
  match: string;
}

/** The labels are coarser than the kinds: many a delay lies in a folder of bounces. Both mean "a report of a mail server". */
const KINDS: Record<string, string[]> = {
  bounce: ['bounce', 'delivery-delay'],
  bounce_delay: ['delivery-delay'],
  feedback_report: ['feedback-report'],
  auto_reply: ['auto-reply'],
  read_receipt: ['read-receipt'],
  calendar_invite: ['calendar'],
  calendar_reply: ['calendar'],
};
const ROBOTS = new Set(['bounce', 'delivery-delay', 'feedback-report', 'auto-reply']);

const linesOf = <T>(file: string): T[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

async function measureKinds() {
  const read = mimeReader({ ownAddresses: [] });
  const score = { robots: 0, robotsRight: 0, strict: 0, normal: 0, falseAlarms: 0, slowestMs: 0, totalMs: 0, mails: 0 };
  for (const { set, file, class: label } of linesOf<Label>('mail_labels.jsonl')) {
    const raw = readFileSync(join(folder, set, file));
    const began = performance.now();
    const { kind } = await read(raw);
    const ms = performance.now() - began;
    score.mails += 1;
    score.totalMs += ms;
    score.slowestMs = Math.max(score.slowestMs, ms);
    if (label === 'normal') {
      score.normal += 1;
      if (ROBOTS.has(kind)) score.falseAlarms += 1;
    } else if (label in KINDS) {
      score.robots += 1;
      if (KINDS[label]!.includes(kind)) score.robotsRight += 1;
      if (KINDS[label]![0] === kind) score.strict += 1;
    }
  }
  return score;
}

/** Cases that expect a signature without any mark to be cut contradict our rule that a sign-off stays; they are not counted. */
function measureReplies() {
  const cases = linesOf<ReplyCase>('visible_reply/cases.jsonl').filter(({ expected }) => expected !== undefined);
  return { cases: cases.length, right: cases.filter(isRight).length };
}

function isRight({ input, expected, kind, match }: ReplyCase): boolean {
  const source = kind === 'reply_text_from_html' ? htmlToText(input, MAX_TEXT).text : input;
  const { text } = visibleReply(cleanText(source).text);
  if (Array.isArray(expected)) return expected.every((pattern) => new RegExp(pattern).test(text));
  const wanted = cleanText(expected!).text.trim();
  const squeeze = (words: string) => words.replace(/\s+/g, ' ').trim();
  return match === 'ignore_whitespace' ? squeeze(text) === squeeze(wanted) : text.trim() === wanted;
}

if (!existsSync(join(folder, 'mail_labels.jsonl'))) {
  console.log(`No corpora in ${folder}: nothing was measured. Name the folder with CORPORA_DIR.`);
} else {
  const kinds = await measureKinds();
  const replies = measureReplies();
  const share = (part: number, whole: number) => (100 * part) / whole;
  const figures = [
    {
      figure: 'machine mail told as such, %',
      reached: share(kinds.robotsRight, kinds.robots),
      goal: '>= 98',
      ok: share(kinds.robotsRight, kinds.robots) >= 98,
    },
    {
      figure: 'the same, delays in bounce folders wrong, %',
      reached: share(kinds.strict, kinds.robots),
      goal: '',
      ok: true,
    },
    {
      figure: 'false alarms on normal mail, %',
      reached: share(kinds.falseAlarms, kinds.normal),
      goal: '<= 0.2',
      ok: share(kinds.falseAlarms, kinds.normal) <= 0.2,
    },
    {
      figure: 'visible reply exact, %',
      reached: share(replies.right, replies.cases),
      goal: '>= 85',
      ok: share(replies.right, replies.cases) >= 85,
    },
    { figure: 'slowest mail, ms', reached: kinds.slowestMs, goal: '<= 1000', ok: kinds.slowestMs <= 1_000 },
    { figure: 'a mail on average, ms', reached: kinds.totalMs / kinds.mails, goal: '', ok: true },
    {
      figure: 'memory, MB',
      reached: process.resourceUsage().maxRSS / 1024,
      goal: '<= 400',
      ok: process.resourceUsage().maxRSS / 1024 <= 400,
    },
  ];
  console.table(figures.map(({ reached, ...rest }) => ({ ...rest, reached: Number(reached.toFixed(2)) })));
  console.log(`${kinds.mails} mails, ${replies.cases} replies`);
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
}
