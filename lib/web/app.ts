import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { type Approval, ApprovalMovedOn, type Approvals, type CaseBook, type Clock, type Workflows } from '../ports.ts';
import { securityHeaders } from './layout.ts';
import { isOwnForm } from './own-form.ts';
import { briefPage, codePage, failedPage, foreignPage, refusedPage, settledPage } from './pages.ts';

export interface WebDeps {
  approvals: Pick<Approvals, 'byPublicId' | 'decide'>;
  cases: Pick<CaseBook, 'story'>;
  tellDecided: Workflows['tellDecided'];
  isSecretOf: (secret: string, hash: string) => boolean;
  timeZone: string;
  clock: Clock;
}

/** A reason of 2,000 characters, every one of them escaped, and some room. */
const MAX_FORM_BYTES = 32 * 1024;
/** Compared with when there is no such id, so that a wrong id takes as long as a wrong secret. */
const NOBODYS_HASH = '0'.repeat(64);

const field = z.string().catch('');
const sent = z.object({ secret: field, answer: field, reason: field });
const decision = z.object({ answer: z.enum(['approved', 'declined']), reason: z.string().min(3).max(2_000) });

/**
 * GET, HEAD and OPTIONS change nothing: mail gateways open every link. A POST with the secret shows the request;
 * only one with `?decide`, an answer and a typed reason decides. No page nonce: the secret is already in the form
 * and in no cookie, so another site has nothing to ride on.
 */
export function deskApp({ approvals, cases, tellDecided, isSecretOf, timeZone, clock }: WebDeps): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  });
  app.get('/a/:publicId', (c) => c.html(codePage()));

  app.post('/a/:publicId', bodyLimit({ maxSize: MAX_FORM_BYTES, onError: refuse }), async (c) => {
    if (!isOwnForm(c.req.raw)) return c.html(foreignPage(), 403);
    const form = sent.parse(await c.req.parseBody().catch(() => ({})));
    const secret = form.secret.trim();
    const approval = await find(c.req.param('publicId'), secret);
    if (!approval) return refuse(c);
    if (approval.state !== 'PENDING') return c.html(settledPage({ approval, isMine: false, timeZone }));

    const isDecision = c.req.query('decide') !== undefined;
    const entered = { answer: form.answer, reason: form.reason.replaceAll('\r\n', '\n').trim() };
    const wanted = decision.safeParse(entered);
    if (isDecision && wanted.success)
      return c.html(settledPage({ ...(await decide(approval, wanted.data)), timeZone }));

    const story = await cases.story(approval.caseId);
    const record = story?.records.find(({ messageId }) => messageId === approval.messageId);
    if (!record) return refuse(c);
    const brief = { approval, record, secret, timeZone };
    return isDecision ? c.html(briefPage({ ...brief, incomplete: entered }), 422) : c.html(briefPage(brief));
  });

  app.notFound((c) => c.html(refusedPage(), 404));
  app.onError((error, c) => {
    console.error(JSON.stringify({ step: 'desk', error: error.name }));
    return c.html(failedPage(), 500);
  });
  return app;

  /** An id that cannot be ours is not asked for: the table refuses keys over 2 KB with an error. */
  async function find(publicId: string, secret: string): Promise<Approval | null> {
    const approval = /^[\w-]{8,64}$/.test(publicId) ? await approvals.byPublicId(publicId) : null;
    return isSecretOf(secret, approval?.secretHash ?? NOBODYS_HASH) ? approval : null;
  }

  /** The conditional write decides; the notification may be lost, the sweep repeats it. */
  async function decide({ publicId }: Approval, { answer, reason }: z.output<typeof decision>) {
    try {
      const approval = await approvals.decide(publicId, answer, reason, clock());
      await tellDecided(approval.taskToken).catch(() => false);
      return { approval, isMine: true };
    } catch (error) {
      if (!(error instanceof ApprovalMovedOn)) throw error;
      return { approval: error.approval, isMine: false };
    }
  }
}

const refuse = (c: Context) => c.html(refusedPage(), 403);
