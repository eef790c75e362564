import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, describe } from 'vitest';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { dynamoApprovals } from '../../lib/adapters/dynamo/approvals.ts';
import { dynamoAudit } from '../../lib/adapters/dynamo/audit.ts';
import { dynamoBrakes } from '../../lib/adapters/dynamo/brakes.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoCaseKey } from '../../lib/adapters/dynamo/case-key.ts';
import { dynamoCommitments } from '../../lib/adapters/dynamo/commitments.ts';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import { dynamoExampleProposals } from '../../lib/adapters/dynamo/example-proposals.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { dynamoOutbox } from '../../lib/adapters/dynamo/outbox.ts';
import { dynamoPace } from '../../lib/adapters/dynamo/pace.ts';
import { dynamoStrangers } from '../../lib/adapters/dynamo/strangers.ts';
import { dynamoSuppressions } from '../../lib/adapters/dynamo/suppressions.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { dynamoTroubles } from '../../lib/adapters/dynamo/troubles.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { startDynoxide } from '../../lib/local/dynoxide.ts';
import { createTable, LOCAL_TABLE } from '../../lib/local/table.ts';
import type * as ports from '../../lib/ports.ts';

export interface World {
  ledger: ports.Ledger;
  cases: ports.CaseBook;
  outbox: ports.Outbox;
  approvals: ports.Approvals;
  audit: ports.Audit;
  commitments: ports.Commitments;
  proposals: ports.ExampleProposals;
  accounts: ports.AccountBook;
  demand: ports.DemandBook;
  topicLog: ports.TopicLog;
  brakes: ports.Brakes;
  pace: ports.Pace;
  strangers: ports.Strangers;
  suppressions: ports.Suppressions;
  troubles: ports.Troubles;
  caseKey: ports.CaseKey;
}

/** The moment of every test, moved by hand. */
export const testClock = (start = '2026-03-02T09:00:00.000Z') => {
  let at = new Date(start);
  return {
    now: () => at,
    pass: (seconds: number) => {
      at = new Date(at.getTime() + seconds * 1000);
      return at;
    },
  };
};

const closers: (() => Promise<void>)[] = [];

/** A table of its own for each test, in memory. */
export async function openTable(): Promise<Table> {
  const { endpoint, close } = await startDynoxide(null);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const db = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  closers.push(async () => {
    db.destroy();
    await close();
  });
  await createTable(db);
  return { db, name: LOCAL_TABLE };
}

export const dynamoStores = (table: Table, now: ports.Clock): World => ({
  ledger: dynamoLedger(table, now),
  cases: dynamoCaseBook(table, now),
  outbox: dynamoOutbox(table, now),
  approvals: dynamoApprovals(table),
  audit: dynamoAudit(table),
  commitments: dynamoCommitments(table),
  proposals: dynamoExampleProposals(table),
  accounts: dynamoAccountBook(table),
  demand: dynamoDemandBook(table),
  topicLog: dynamoTopicLog(table),
  brakes: dynamoBrakes(table),
  pace: dynamoPace(table),
  strangers: dynamoStrangers(table),
  suppressions: dynamoSuppressions(table),
  troubles: dynamoTroubles(table),
  caseKey: dynamoCaseKey(table),
});

/** Null where it starts; else the sentence that says what is missing. */
const whyNoTable = await startDynoxide(null)
  .then(({ close }) => close())
  .then(() => null)
  .catch((error: Error) => error.message);

export const describeWithTable = (name: string, tests: () => void): void => {
  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });
  if (whyNoTable) describe.skip(`${name} (skipped: ${whyNoTable})`, tests);
  else describe(name, tests);
};

/** The same promises, kept in memory and in the table. */
export function inBothWorlds(tests: (open: (now: ports.Clock) => Promise<World>) => void): void {
  describe('in memory', () => tests(async (now) => memoryStores(now)));
  describeWithTable('in the table', () => tests(async (now) => dynamoStores(await openTable(), now)));
}
