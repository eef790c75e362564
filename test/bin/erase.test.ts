import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditCommand } from '../../bin/commands/audit.ts';
import { eraseCommand } from '../../bin/commands/erase.ts';
import { exportCommand } from '../../bin/commands/export.ts';
import { reconcileCommand } from '../../bin/commands/reconcile.ts';
import { whyCommand } from '../../bin/commands/why.ts';
import { dynamoApprovals } from '../../lib/adapters/dynamo/approvals.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoCommitments } from '../../lib/adapters/dynamo/commitments.ts';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import { dynamoExampleProposals } from '../../lib/adapters/dynamo/example-proposals.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { everyRow } from '../../lib/adapters/dynamo/person-found.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { wordsOfMail } from '../../lib/adapters/mail-words.ts';
import { topicState } from '../../lib/domain/topics/topic-state.ts';
import { TOPIC_SNAPSHOT } from '../../lib/settings.ts';
import { describeWithTable } from '../adapters/worlds.ts';
import { fieldsOf } from '../web/desk-in-memory.ts';
import { openRunningDesk, ran } from './running-desk.ts';

const HELEN = 'helen.achebe@northgate-biobank.example';
/** What only Helen's mails, and what was written about them, have in it. */
const planted = [
  ...[HELEN, 'Helen Achebe', 'subject-omega', 'body-sigma', 'wish-tau', 'reason-kappa'],
  ...['promise-lambda', 'letter-phi', 'phrase-chi', 'away-psi'],
];

const sample = (name: string, ...changes: [string | RegExp, string][]) =>
  Buffer.from(
    changes.reduce((raw, [from, to]) => raw.replace(from, to), readFileSync(join('desk/mail', name), 'latin1')),
    'latin1',
  );
const fromHelen: [RegExp, string][] = [
  [/^From: .*$/m, `From: Helen Achebe <${HELEN}>`],
  [/crossdockunited\.example/g, 'northgate-biobank.example'],
];

describeWithTable('a customer who wants to be forgotten', () => {
  let desk: Awaited<ReturnType<typeof openRunningDesk>>;
  const where = () => ({ data: desk.data });
  const deliver = async (raw: Buffer) => {
    const { key, started } = await desk.deliver(raw, new Date('2026-11-20T10:00:00Z'));
    await started;
    await desk.idle();
    return { key, id: messageIdOf(key) };
  };
  const post = async (path: string, query: string, fields: Record<string, string>) => {
    const event = {
      version: '2.0',
      rawPath: path,
      rawQueryString: query,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        host: 'desk.example',
      },
      requestContext: { http: { method: 'POST', path, sourceIp: '203.0.113.7' }, domainName: 'desk.example' },
      body: new URLSearchParams(fields).toString(),
      isBase64Encoded: false,
    };
    return ((await desk.invoke('desk', event)) as { body: string }).body;
  };
  /** By the link of the brief that its manager got. */
  async function approve(messageId: string, fields: Record<string, string>) {
    const { publicId } = (await dynamoApprovals(desk.table).byMessage(messageId))!;
    const sent = await Promise.all((await desk.outbox.ids()).map(async (id) => (await desk.outbox.read(id))!));
    const brief = sent.map((raw) => Buffer.from(raw).toString()).find((raw) => raw.includes(`brief-${messageId}`))!;
    const secret = /#(=\r\n|[\w-]|=3D)+/.exec(brief)![0].slice(1).replaceAll('=\r\n', '');
    const opened = await post(`/a/${publicId}`, '', { secret });
    await post(`/a/${publicId}`, 'decide', { ...fieldsOf(opened), ...fields });
  }

  /** Found by the test's own means: every row, every file of the data folder, mails also decoded. */
  async function hits(): Promise<string[]> {
    const texts: string[] = [];
    for await (const row of everyRow(desk.table)) texts.push(JSON.stringify(row));
    for (const file of globSync('**/*', { cwd: desk.data, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const raw = readFileSync(join(file.parentPath, file.name));
      texts.push(file.parentPath === desk.data ? raw.toString('latin1') : await wordsOfMail(raw));
    }
    return planted.filter((words) => texts.some((text) => text.toLowerCase().includes(words.toLowerCase())));
  }
  const topics = async () => {
    const state = topicState();
    for (const entry of await dynamoTopicLog(desk.table).after(0)) state.apply(entry);
    return state.all().map(({ id, size, phrases }) => ({ id, size, accounts: phrases.map(({ account }) => account) }));
  };
  const counted = async () => ({
    pairs: await Array.fromAsync(dynamoDemandBook(desk.table).pairs()),
    topics: await topics(),
  });
  const erase = (more = {}) => ran(() => eraseCommand(HELEN, { ...where(), by: 'omar', json: true, ...more }));
  const exported = async () => JSON.parse((await ran(() => exportCommand(HELEN, where()))).out);

  let asked: { key: string; id: string };
  let story: Awaited<ReturnType<typeof tell>>;
  async function tell() {
    asked = await deliver(
      sample(
        '04-custom-work-for-a-key-account.eml',
        [/^Subject: .*$/m, 'Subject: subject-omega'],
        ['Tubes should', 'Our site is body-sigma. Tubes should'],
      ),
    );
    await deliver(sample('06-new-wish-second-account.eml'));
    const wished = await deliver(
      sample(
        '06-new-wish-second-account.eml',
        ...fromHelen,
        [/Message-ID: </, 'Message-ID: <h-'],
        [/^Hello,/m, 'Hello,'],
        ['for our H6', 'wish-tau for our H6'],
      ),
    );
    const away = await deliver(
      sample(
        '09-out-of-office.eml',
        [/^From: .*$/m, `From: Helen Achebe <${HELEN}>`],
        [/\r?\n\r?\n/, '\r\n\r\naway-psi '],
      ),
    );
    const bounce = await deliver(sample('18-bounce.eml', [/empfang@praxislabor-ohm\.example/g, HELEN]));
    const colleague = await deliver(
      sample(
        '01-standard-order-from-stock.eml',
        [/^To: /m, `Cc: "Achebe, Helen" <${HELEN}>\r\nTo: `],
        [/\r?\n\r?\n/, '\r\n\r\nHelen Achebe told us about you. '],
      ),
    );

    const early = await erase({ yes: true });
    const rows = async () => (await Array.fromAsync(everyRow(desk.table))).length;
    const before = { hits: await hits(), rows: await rows() };

    await approve(asked.id, {
      answer: 'approved',
      reason: `reason-kappa, as ${HELEN} is worth it`,
      promise: 'promise-lambda',
      yes: 'letter-phi',
    });
    await approve(wished.id, { answer: 'declined', reason: 'too much work' });
    await desk.invoke('sweep', {});
    await desk.idle();
    const { caseId } = (await dynamoLedger(desk.table, () => new Date()).find(asked.id)) as { caseId: string };
    const proposal = {
      messageId: wished.id,
      caseId,
      offer: 'stock-labels',
      phrase: 'phrase-chi',
      by: 'mia',
      at: 'then',
    };
    await dynamoExampleProposals(desk.table).add(proposal);
    const entries = await dynamoTopicLog(desk.table).after(0);
    await desk.objects.put(TOPIC_SNAPSHOT, Buffer.from(JSON.stringify(entries)));

    const settled = { hits: await hits(), counted: await counted(), exported: await exported() };
    const dry = await erase();
    const dryHits = await hits();
    const words = await erase({ json: false });
    const done = await erase({ yes: true, because: 'by letter' });
    const after = { hits: await hits(), counted: await counted(), exported: await exported() };
    const again = await erase({ yes: true });
    return {
      early,
      before,
      caseId,
      settled,
      dry,
      dryHits,
      words,
      done,
      after,
      again,
      ids: { wished, away, bounce, colleague },
    };
  }

  beforeAll(async () => {
    desk = await openRunningDesk();
    story = await tell();
  }, 60_000);
  afterAll(async () => {
    await desk.stop();
    desk.remove();
  });

  test('is not forgotten while somebody still has to answer: nothing is touched, and the command says what waits', () => {
    const { early, before } = story;
    expect(early.code).toBe(1);
    expect(early.rows()).toHaveLength(2);
    expect(early.rows()).toContainEqual({ messageId: asked.id, because: expect.stringContaining('waits for') });
    expect(early.said).toContain('Nothing was erased');
    expect(before.hits).toEqual(expect.arrayContaining([HELEN, 'Helen Achebe', 'subject-omega', 'body-sigma']));
  });

  test('is found everywhere before, and nowhere after', () => {
    expect(story.settled.hits).toEqual(planted);
    expect(story.after.hits).toEqual([]);
  });

  test('is only counted without --yes', () => {
    const { dry, dryHits, settled, words } = story;
    expect(dry.code).toBe(0);
    expect(dryHits).toEqual(settled.hits);
    expect(words.out).toMatch(/^Would be erased:\n {7}3 {2}their stored mails\n/);
    expect(words.out).toContain(`npx evenhand erase ${HELEN} --yes`);
  });

  test('the command says what went, and that its own scan found nothing', () => {
    const { done, dry } = story;
    expect(done.code).toBe(0);
    const [{ counts, hits: left, places }] = done.rows() as [{ counts: object; hits: number; places: unknown[] }];
    expect([left, places]).toEqual([0, []]);
    expect(counts).toEqual((dry.rows()[0] as { counts: object }).counts);
    expect(counts).toMatchObject({
      'their stored mails': 3,
      'stored mails of others that name them': 2,
      'case records': 2,
      'ledger rows': 3,
      approvals: 1,
      commitments: 1,
      'example proposals': 1,
      'wishes in the topic log': 1,
      'snapshots of the topics': 1,
      'contacts of accounts': 1,
      'audit entries': 1,
    });
    expect((dry.rows()[0] as { hits: number }).hits).toBeGreaterThan(0);
  });

  test('erased twice there is nothing more to erase', () => {
    expect(story.again.code).toBe(0);
    expect(story.again.rows()).toMatchObject([{ counts: {}, hits: 0 }]);
  });

  test('what the desk counts stays: the same accounts ask for the same topics', () => {
    const { settled, after } = story;
    expect(after.counted).toEqual(settled.counted);
    expect(settled.counted.topics).toMatchObject([{ size: 2, accounts: [expect.anything(), 'northgate-biobank'] }]);
  });

  test('the story and the audit of the case still hold, without words', async () => {
    const { caseId } = story;
    const audit = await ran(() => auditCommand(caseId, where()));
    expect([audit.code, audit.out]).toEqual([0, expect.stringMatching(/omar {2}erased[\s\S]+chain of \d+ holds/)]);
    const why = await ran(() => whyCommand(caseId, where()));
    expect(why.out).toMatch(/erased-\w{32}[\s\S]+Outcome: answered/);
    const records = await Array.fromAsync(dynamoCaseBook(desk.table, () => new Date()).records());
    expect(records.find(({ messageId }) => messageId === asked.id)).toMatchObject({
      account: { id: 'northgate-biobank' },
      text: '',
    });
    expect(await dynamoCommitments(desk.table).find(asked.id)).toMatchObject({ promise: '[erased]', state: 'active' });
  });

  test('mail of others stays in their cases; what named the person in it is blanked', async () => {
    const { colleague } = story.ids;
    const records = await Array.fromAsync(dynamoCaseBook(desk.table, () => new Date()).records());
    expect(records.find(({ messageId }) => messageId === colleague.id)).toMatchObject({
      sender: 'martin.oyelaran@quayside-logistics.example',
      text: expect.stringContaining('[erased] told us about you'),
    });
  });

  test('the ledger keeps a row for each mail, and says of what is gone that it was erased', async () => {
    const { code, rows } = await ran(() => reconcileCommand({ ...where(), json: true }));
    expect([code, rows().at(-1)]).toMatchObject([0, { objects: 1, rows: 6, erased: 5, gone: 0, holds: true }]);
  });

  test('an export tells everything before, and that nothing is held after', () => {
    const { settled, after, ids } = story;
    expect(settled.exported).toMatchObject({
      address: HELEN,
      accounts: [{ id: 'northgate-biobank' }],
      messages: expect.arrayContaining([expect.objectContaining({ id: ids.away.id })]),
      commitments: [{ promise: 'promise-lambda' }],
      exampleProposals: [{ phrase: 'phrase-chi' }],
      wishes: [{ phrase: expect.stringContaining('wish-tau'), account: 'northgate-biobank' }],
      storedMailsOfOthers: expect.arrayContaining([ids.bounce.key, ids.colleague.key]),
    });
    expect([settled.exported.records.length, settled.exported.approvals.length]).toEqual([2, 2]);
    expect(settled.exported.storedMails).toHaveLength(3);
    expect(settled.exported.mails.map(({ purpose }: { purpose: string }) => purpose).sort()).toContain('considering');
    expect(JSON.stringify(settled.exported)).not.toMatch(/secretHash|taskToken/);
    const { address, ...nothing } = after.exported;
    expect([address, Object.values(nothing).flat()]).toEqual([HELEN, []]);
  });

  test("our own people's addresses and the desk's are refused", async () => {
    const refused = (address: string) => eraseCommand(address, { ...where(), yes: true });
    await expect(refused('priya.nandakumar@haldenlabels.example')).rejects.toThrow('one of your own people');
    await expect(refused('support@haldenlabels.example')).rejects.toThrow('the desk writes from it');
    await expect(refused('no address')).rejects.toThrow('Give the bare address');
  });
});
