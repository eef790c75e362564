/**
 * `npm run mutants`: breaks our own code in one place at a time, in a copy, and asks the tests that should notice. A mutant
 * that survives is a promise that nobody checks. Exits 1 when one survives, or when the code it changes is not there any more.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Mutant {
  /** What somebody might do by mistake. */
  does: string;
  file: string;
  from: string;
  to: string;
  /** Where it has to be noticed. */
  tests: string;
}

const chaos = 'test/chaos/chaos.test.ts';
const mutants: Mutant[] = [
  {
    does: 'claims a mail that another is about to send',
    file: 'lib/adapters/dynamo/outbox.ts',
    from: "onlyIf: '#state = :pending OR (#state = :claimed AND #leaseUntil <= :at)'",
    to: "onlyIf: '#state = :pending OR #state = :claimed OR #leaseUntil <= :at'",
    tests: 'test/adapters/outbox.test.ts',
  },
  {
    does: 'hands a mail over before it is marked',
    file: 'functions/send-reply.ts',
    from: 'await outbox.begin(reply, await mailer.hash(reply.mail, tags, at));',
    to: 'await mailer.send(reply.mail, tags, at); await outbox.begin(reply, await mailer.hash(reply.mail, tags, at));',
    tests: chaos,
  },
  {
    does: 'takes every failure for a refusal, and sends again',
    file: 'functions/send-reply.ts',
    from: 'if (isThrottled || error instanceof SendRefused) await outbox.refused',
    to: 'if (error) await outbox.refused',
    tests: chaos,
  },
  {
    does: 'names an execution by chance, so that two ask for the same request',
    file: 'lib/workflow/triage.asl.json',
    from: '"Name.$": "$.messageId",',
    to: '',
    tests: 'test/infra/stack.test.ts test/story/every-path.test.ts test/chaos/chaos.test.ts',
  },
  {
    does: 'counts mails instead of accounts',
    file: 'lib/domain/demand/demand.ts',
    from: 'new Set(asked.map((pair) => pair.account))',
    to: 'new Set(asked.map((_, i) => i))',
    tests: 'test/domain/demand.test.ts test/adapters/demand-book.test.ts',
  },
  {
    does: 'lets the SDK send again by itself',
    file: 'lib/adapters/aws-clients.ts',
    from: 'new SESv2Client({ maxAttempts: 1,',
    to: 'new SESv2Client({ maxAttempts: 3,',
    tests: 'test/adapters/aws-clients.test.ts',
  },
  {
    does: 'takes the same Message-ID for the same message',
    file: 'lib/domain/mail/fingerprint.ts',
    from: '    message.subject,\n    body,\n    files,\n',
    to: '',
    tests: 'test/adapters/mime.test.ts test/adapters/ledger.test.ts test/story',
  },
  {
    does: 'takes any signature for one of the sender’s domain',
    file: 'lib/domain/mail/identity.ts',
    from: "result === 'pass' && isAligned(domain, fromDomain)",
    to: "result === 'pass'",
    tests: 'test/domain/mail/identity.test.ts',
  },
  {
    does: 'lets the second decision overwrite the first',
    file: 'lib/adapters/dynamo/approvals.ts',
    from: "const IS_PENDING = '#state = :pending';",
    to: "const IS_PENDING = '(#state = :pending OR attribute_exists(#state))';",
    tests: 'test/adapters/approvals.test.ts',
  },
  {
    does: 'sends while it can still be undone',
    file: 'lib/adapters/memory/approvals.ts',
    from: "approval.state === 'DECIDED' && approval.decision!.sendAt <= moment",
    to: "approval.state === 'DECIDED'",
    tests: 'test/adapters/approvals.test.ts',
  },
  {
    does: 'decides without a pass of the page',
    file: 'lib/web/approval/routes.ts',
    from: 'if (!(await pass.holds(typed.pass, digits.subjectOf(visit.approval, visit.holder), clock()))) {',
    to: 'if (typed.pass === "never") {',
    tests: 'test/web/app.test.ts',
  },
  {
    does: 'decides on a GET',
    file: 'lib/web/approval/routes.ts',
    from: "app.post('/a/:publicId', bodyLimit",
    to: "app.all('/a/:publicId', bodyLimit",
    tests: 'test/web/app.test.ts',
  },
  {
    does: 'forgets to close what it decided before a crash',
    file: 'functions/decide.ts',
    from: "if (row.route === 'file') await deps.ledger.close(messageId, 'no-reply', row.reason);\n    return",
    to: 'return',
    tests: chaos,
  },
  {
    does: 'leaves an approval open that was closed before a crash',
    file: 'functions/send-reply.ts',
    from: "if (row.route === 'ask-manager') await approvals.settled",
    to: "if (row.outcome === 'awaiting-approval') await approvals.settled",
    tests: 'test/story/one-decision.test.ts',
  },
  {
    does: 'asks nothing of the sweep about mail whose event never came',
    file: 'functions/sweep.ts',
    from: 'if (storedAt < since || storedAt > before ||',
    to: 'if (storedAt > since || storedAt > before ||',
    tests: chaos,
  },
  {
    does: 'answers machines',
    file: 'lib/domain/mail/read-message.ts',
    from: 'mayReply: mayReplyTo(kind, headers, address, fromFault === null),',
    to: 'mayReply: true,',
    tests: 'test/adapters/mime.test.ts test/domain/mail',
  },
];

const root = resolve(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'evenhand-mutants-'));
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  .toString()
  .trim()
  .split('\n');
for (const file of tracked) cpSync(join(root, file), join(copy, file), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

let survived = 0;
for (const { does, file, from, to, tests } of mutants) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (!source.includes(from)) {
    console.log(`not there   ${does}: ${file} has changed, change this mutant with it`);
    survived += 1;
    continue;
  }
  writeFileSync(path, source.replace(from, to));
  const isKilled = !passes(tests.split(' '));
  writeFileSync(path, source);
  console.log(`${isKilled ? 'noticed ' : 'SURVIVED'}    ${does} (${file})`);
  if (!isKilled) survived += 1;
}
rmSync(copy, { recursive: true, force: true });
console.log(`${mutants.length - survived} of ${mutants.length} noticed`);
process.exit(survived > 0 ? 1 : 0);

function passes(tests: string[]): boolean {
  try {
    execFileSync(join(root, 'node_modules/.bin/vitest'), ['run', '--bail', '1', ...tests], {
      cwd: copy,
      stdio: 'pipe',
      timeout: 240_000,
    });
    return true;
  } catch {
    return false;
  }
}
