import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localTable } from '../../bin/commands/local-data.ts';
import { releaseBrakes } from '../../bin/commands/release-brakes.ts';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { dynamoApprovals } from '../../lib/adapters/dynamo/approvals.ts';
import { dynamoAudit } from '../../lib/adapters/dynamo/audit.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoCommitments } from '../../lib/adapters/dynamo/commitments.ts';
import { dynamoExampleProposals } from '../../lib/adapters/dynamo/example-proposals.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import type { DeskSettings } from '../../lib/domain/desk/desk.ts';
import { compileDesk } from '../../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../../lib/local/desk.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { folderOutbox } from '../../lib/local/outbox.ts';
import { createTable } from '../../lib/local/table.ts';

interface Options {
  undoMinutes?: number;
  /** Instead of the shipped policy's. */
  answerWithinDays?: number;
  waitUntil?: (moment: string) => Promise<unknown> | null;
  /** Else each mail is answered as if no other had been answered just now. */
  braked?: boolean;
  /** Instead of the shipped desk's. */
  settings?: Partial<DeskSettings>;
}

/** A whole desk in memory: real table, synthesised machines, bundled handlers. One a test file, since handlers read the environment. */
export async function openDeskUnderTest({
  undoMinutes = 0,
  answerWithinDays,
  waitUntil,
  braked = false,
  settings = {},
}: Options = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'evenhand-story-'));
  const built = await ensureBuilt(() => {});
  const deskFile = join(dir, 'desk.json');
  const { accounts } = await compileDesk('desk', deskFile);
  const compiled = JSON.parse(readFileSync(deskFile, 'utf8'));
  compiled.desk.policy.approval.undoMinutes = undoMinutes;
  compiled.desk.policy.approval.answerWithinDays = answerWithinDays ?? compiled.desk.policy.approval.answerWithinDays;
  Object.assign(compiled.desk.settings, settings);
  writeFileSync(deskFile, JSON.stringify(compiled));
  const outbox = folderOutbox(join(dir, 'outbox'));
  // Events of two machines arrive in no order of their own: triage is told first, then approval.
  let visited: Record<string, string[]> = {};
  const carried: string[] = [];
  const states = () => [...(visited.triage ?? []), ...(visited.approval ?? [])];
  const local = await openLocalDesk({
    built,
    deskFile,
    dataDir: null,
    objects: memoryObjects(() => new Date()),
    outbox,
    webUrl: 'http://desk.example',
    onState: (machineArn, state, input) => {
      carried.push(JSON.stringify(input));
      const machine = machineArn.slice(machineArn.lastIndexOf(':') + 1);
      visited[machine] = [...(visited[machine] ?? []), state];
    },
    retryDelay: 0,
    waitUntil,
  });
  const table = localTable(local.dynamoEndpoint);
  await createTable(table.db);
  const book = dynamoAccountBook(table);
  for (const account of accounts) await book.upsert(account);
  const now = () => new Date();
  const ledger = dynamoLedger(table, now);

  return {
    ...local,
    approvals: dynamoApprovals(table),
    audit: dynamoAudit(table),
    commitments: dynamoCommitments(table),
    proposals: dynamoExampleProposals(table),
    cases: dynamoCaseBook(table, now),
    ledger,
    /** What the machines carried from state to state. */
    carried,
    /** Delivers a sample mail, changed where the story differs, and returns the states visited until nothing moves. */
    async mail(name: string, change: (raw: string) => string = (raw) => raw) {
      visited = {};
      const raw = Buffer.from(change(readFileSync(join('desk/mail', name), 'latin1')), 'latin1');
      const { key, started } = await local.deliver(raw, new Date('2026-11-20T10:00:00Z'));
      await started;
      await local.idle();
      const id = messageIdOf(key);
      const row = await ledger.find(id);
      if (!braked) await releaseBrakes(table, row, now());
      return { id, key, states: states(), row };
    },
    /** The states visited while `act` is done and what it sets in motion comes to rest. */
    async statesOf(act: () => Promise<unknown>) {
      visited = {};
      await act();
      await local.idle();
      return states();
    },
    /** Ids that the mail service gave, newest first. */
    sentIds: () => outbox.ids(),
    async sent(): Promise<string[]> {
      const ids = (await outbox.ids()).reverse();
      return Promise.all(ids.map(async (id) => Buffer.from((await outbox.read(id))!).toString()));
    },
  };
}
