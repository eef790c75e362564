import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { auditCommand } from '../../bin/commands/audit.ts';
import { localTable } from '../../bin/commands/local-data.ts';
import { reportCommand } from '../../bin/commands/report.ts';
import { dynamoAudit } from '../../lib/adapters/dynamo/audit.ts';
import { auditKey, doc } from '../../lib/adapters/dynamo/keys.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import type { ManagerDecision } from '../../lib/domain/approval/approval.ts';
import { startDynoxide } from '../../lib/local/dynoxide.ts';
import { createTable } from '../../lib/local/table.ts';
import { arrived, asked, decided, promised } from '../adapters/samples.ts';
import { describeWithTable, dynamoStores } from '../adapters/worlds.ts';
import { acme } from '../builders/facts.ts';

const SHIPPED = join(import.meta.dirname, '../../desk');
const now = () => new Date('2026-03-02T09:00:00.000Z');
const at = now().toISOString();
const mia = 'mia@desk.example';
const reason = 'quicker \u001b[31mby phone';

let dir: string;
const where = () => ({ data: join(dir, 'data') });

/** What is said on the way, and how it ended. */
async function ran(command: () => Promise<number>) {
  const [log, error] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) =>
    spy.mockImplementation(() => {}),
  );
  const code = await command();
  const [out, said] = [log!, error!].map((spy) => spy.mock.calls.flat().join('\n'));
  vi.restoreAllMocks();
  return { code, out: out!, said: said! };
}

async function withTable(use: (table: Table) => Promise<unknown>): Promise<void> {
  const { endpoint, close } = await startDynoxide(join(dir, 'data'));
  const table = localTable(endpoint);
  await use(table);
  table.db.destroy();
  await close();
}

describeWithTable('what the desk tells about its people', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'audit-'));
    await mkdir(join(dir, 'data'));
    await withTable(async (table) => {
      await createTable(table.db);
      const { ledger, cases, approvals, audit, commitments, accounts } = dynamoStores(table, now);
      await ledger.claim(arrived('m1'), 'words');
      await cases.record(decided('m1', { route: 'ask-manager' }), null);
      await approvals.ask(asked('m1'));
      await audit.append('case-1', {
        at,
        by: 'evenhand',
        event: 'asked',
        because: 'answer by Friday',
        facts: { to: mia },
      });
      const answer = { kind: 'call' } as const;
      const view = { reasonable: null, abusiveTone: false };
      const decision: ManagerDecision = { by: mia, at, sendAt: at, reason, answer, view };
      await approvals.decide('m1', decision, {
        at,
        by: mia,
        event: 'decided',
        because: reason,
        facts: { answer: 'call' },
      });
      await commitments.add(promised('m1', { account: 'acme', reviewOn: '2026-01-01' }));
      await accounts.upsert(acme({ annualRevenue: 40_000, costToServe: 0 }));
    });
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('every entry is told with who, when, because and facts, nothing that a terminal would obey, and that the chain holds', async () => {
    const { code, out } = await ran(() => auditCommand('case-1', where()));
    expect(code).toBe(0);
    for (const words of [
      at,
      'evenhand  asked',
      `${mia}  decided`,
      'because: quicker [31mby phone',
      'answer: call',
      'The chain of 2 holds.',
    ])
      expect(out).toContain(words);
    expect(out).not.toContain('\u001b');
  });

  test('as JSON it is one object', async () => {
    const { out } = await ran(() => auditCommand('case-1', { ...where(), json: true }));
    expect(JSON.parse(out)).toMatchObject({ caseId: 'case-1', holds: true, fault: null, entries: [{}, { by: mia }] });
  });

  test('a changed entry is named, with what to do, and the command fails', async () => {
    await withTable(async (table) => {
      const [first] = await dynamoAudit(table).of('case-1');
      const Item = { ...auditKey('case-1', 1), ...doc({ ...first, because: 'forged' }) };
      await table.db.send(new PutItemCommand({ TableName: table.name, Item }));
    });
    for (const json of [false, true]) {
      const { code, said } = await ran(() => auditCommand('case-1', { ...where(), json }));
      expect(code).toBe(1);
      expect(said).toContain('entry 1 was changed after it was written');
      expect(said).toContain('point-in-time recovery');
    }
  });

  test('a case that is not there is named', async () => {
    const { code, out, said } = await ran(() => auditCommand('no-case', where()));
    expect([code, out]).toEqual([1, '']);
    expect(said).toContain('There is no case no-case here');
  });

  test('the report tells what promises cost beside the contribution, and which are to be reviewed', async () => {
    const { out } = await ran(() => reportCommand({ ...where(), desk: SHIPPED, json: true }));
    expect(JSON.parse(out).commitments).toEqual({
      accounts: [{ account: 'Acme', commitments: 1, yearlyUpkeep: 200, contribution: 20_000, share: 0.01 }],
      due: [expect.objectContaining({ id: 'm1', reviewOn: '2026-01-01', owner: mia })],
    });
    const { out: words } = await ran(() => reportCommand({ ...where(), desk: SHIPPED }));
    for (const part of [
      'What we promised to single accounts',
      '200 EUR',
      '20,000 EUR',
      '1 %',
      '2026-01-01  m1  Acme: Labels in their own size',
    ])
      expect(words).toContain(part);
  });
});
