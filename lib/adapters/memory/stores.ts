import type { Clock } from '../../ports.ts';
import { memoryAccountBook } from './account-book.ts';
import { memoryApprovals } from './approvals.ts';
import { memoryAudit } from './audit.ts';
import { memoryBrakes } from './brakes.ts';
import { memoryCaseBook } from './case-book.ts';
import { memoryCommitments, memoryExampleProposals } from './commitments.ts';
import { memoryDemandBook } from './demand-book.ts';
import { memoryLedger } from './ledger.ts';
import { memoryOutbox } from './outbox.ts';
import { memoryPace } from './pace.ts';
import { memoryStrangers } from './strangers.ts';
import { memorySuppressions } from './suppressions.ts';
import { memoryTopicLog } from './topic-log.ts';
import { memoryTroubles } from './troubles.ts';

export { memoryAccountBook, memoryCaseBook, memoryDemandBook, memoryLedger, memoryTopicLog };

/** Every store of one desk, without a table below it: for replays, the bench and tests. Same calls, same answers. */
export function memoryStores(now: Clock) {
  const ledger = memoryLedger(now);
  return {
    ledger,
    cases: memoryCaseBook(ledger),
    outbox: memoryOutbox(ledger),
    approvals: memoryApprovals(ledger),
    audit: memoryAudit(ledger),
    commitments: memoryCommitments(ledger),
    proposals: memoryExampleProposals(),
    accounts: memoryAccountBook(),
    demand: memoryDemandBook(),
    topicLog: memoryTopicLog(),
    brakes: memoryBrakes(),
    pace: memoryPace(),
    strangers: memoryStrangers(),
    suppressions: memorySuppressions(),
    troubles: memoryTroubles(),
    /** No secret: nothing that is signed with it leaves the machine. */
    caseKey: async () => new Uint8Array(32),
  };
}
