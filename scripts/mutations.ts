/** What somebody might do by mistake, and where it has to be noticed: run by mutants.ts. */
export interface Mutant {
  /** What somebody might do by mistake. */
  does: string;
  file: string;
  from: string;
  to: string;
  /** Where it has to be noticed. */
  tests: string;
}

const chaos = 'test/chaos/chaos.test.ts';
export const mutants: Mutant[] = [
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
    from: 'await outbox.begin(reply, await mailer.hash(mail, tags, at));',
    to: 'await mailer.send(mail, tags, at); await outbox.begin(reply, await mailer.hash(mail, tags, at));',
    tests: chaos,
  },
  {
    does: 'takes every failure for a refusal, and sends again',
    file: 'functions/send-reply.ts',
    from: 'if (isThrottled || error instanceof ports.SendRefused) await outbox.refused',
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
    tests: chaos,
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
    from: "if (row?.route === 'ask-manager') await approvals.settled",
    to: "if (row?.outcome === 'awaiting-approval') await approvals.settled",
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
  {
    does: 'sends when the brakes cannot be asked',
    file: 'functions/send-reply.ts',
    from: 'await brakes.take({ address: mail.to, caseId, messageId, purpose }, clock());',
    to: 'await brakes.take({ address: mail.to, caseId, messageId, purpose }, clock()).catch(() => ({ may: true }) as const);',
    tests: 'test/story/brakes.test.ts',
  },
  {
    does: 'counts mails to a case, and none to an address',
    file: 'functions/send-reply.ts',
    from: 'brakes.take({ address: mail.to, caseId',
    to: 'brakes.take({ address: caseId, caseId',
    tests: 'test/story/brakes.test.ts',
  },
  {
    does: 'lets four mails to an address through in ten minutes',
    file: 'lib/domain/mail/brakes.ts',
    from: '{ most: 3, within: 10 * MINUTE',
    to: '{ most: 4, within: 10 * MINUTE',
    tests: 'test/story/brakes.test.ts',
  },
  {
    does: 'writes to who bounced',
    file: 'functions/send-reply.ts',
    from: 'const suppressed = await suppressions.because(mail.to);',
    to: 'const suppressed = null;',
    tests: 'test/story/brakes.test.ts',
  },
  {
    does: 'writes to who bounced, where a letter was handed over',
    file: 'lib/delivery/record-news.ts',
    from: 'await suppressions.add(suppress, because, now);',
    to: 'if (!news.outbox) await suppressions.add(suppress, because, now);',
    tests: chaos,
  },
  {
    does: 'asks the mail service as often as it likes',
    file: 'functions/send-reply.ts',
    from: 'const turn = await pace.take(clock());',
    to: "const turn = (await pace.take(clock())) ?? 'go';",
    tests: 'test/story/throttled.test.ts',
  },
  {
    does: 'takes a mail that came back for one that arrived, told late',
    file: 'lib/adapters/dynamo/outbox.ts',
    from: "onlyIf: '#state = :calling OR #state = :unknown',",
    to: "onlyIf: '#state = :calling OR #state = :unknown OR #state <> :calling',",
    tests: 'test/adapters/delivery-stores.test.ts',
  },
  {
    does: 'leaves a mail in doubt although the mail service has told how it ended',
    file: 'lib/delivery/record-news.ts',
    from: "if (letter === 'reply') await ledger.resolve",
    to: "if (letter === 'ended') await ledger.resolve",
    tests: chaos,
  },
  {
    does: 'tells everybody who comes to hand over',
    file: 'functions/hand-to-person.ts',
    from: "if (outcome !== 'held' && !(await deps.ledger.startHandOver(messageId)))",
    to: "if (outcome === 'held' && !(await deps.ledger.startHandOver(messageId)))",
    tests: chaos,
  },
  {
    does: 'hands over without telling anybody',
    file: 'functions/hand-to-person.ts',
    from: "if (outcome !== 'held') await deps.send(",
    to: "if (outcome === 'duplicate') await deps.send(",
    tests: chaos,
  },
  {
    does: 'answers to whom Reply-To names',
    file: 'lib/adapters/mime.ts',
    from: "const [from] = addresses('from');",
    to: "const [from] = [...addresses('reply-to'), ...addresses('from')];",
    tests: 'test/story/acceptance-parsing.test.ts',
  },
  {
    does: 'keeps what they wrote when it forgets a person',
    file: 'lib/domain/person/erased.ts',
    from: "  text: '',\n  thread",
    to: '  thread',
    tests: 'test/domain/person test/bin/person.test.ts',
  },
];
