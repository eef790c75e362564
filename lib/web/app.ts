import { Hono } from 'hono';
import * as z from 'zod';
import { type Approval, ApprovalMovedOn, type Approvals, type CaseBook, type Clock, type Workflows } from '../ports.ts';
import { securityHeaders } from './layout.ts';
import { briefPage, codePage, refusedPage, settledPage } from './pages.ts';
import { texts } from './texts.ts';

export interface WebDeps {
  approvals: Pick<Approvals, 'byPublicId' | 'decide'>;
  cases: Pick<CaseBook, 'story'>;
  tellDecided: Workflows['tellDecided'];
  isSecretOf: (secret: string, hash: string) => boolean;
  timeZone: string;
  clock: Clock;
}

const SECRET_LENGTH = 43; // 32 bytes as base64url
const decision = z.object({ answer: z.enum(['approved', 'declined']), reason: z.string().trim().min(3).max(2_000) });

/** GET, HEAD and OPTIONS change nothing: mail gateways open every link. Only a POST with secret, answer and typed reason decides. */
export function deskApp({ approvals, cases, tellDecided, isSecretOf, timeZone, clock }: WebDeps): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  });
  app.get('/a/:publicId', (c) => c.html(codePage()));

  app.post('/a/:publicId', async (c) => {
    if (!isOwnForm(c.req.raw)) return c.html(refusedPage(), 403);
    const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
    const secret = typeof form.secret === 'string' ? form.secret.trim() : '';
    const approval = await approvals.byPublicId(c.req.param('publicId'));
    if (!isSecretOf(secret, approval?.secretHash ?? NOBODYS_HASH) || !approval || secret.length !== SECRET_LENGTH)
      return c.html(refusedPage(), 403);
    if (approval.state !== 'PENDING') return c.html(settledPage({ approval, isMine: false, timeZone }));

    if (c.req.query('decide') !== undefined) {
      const wanted = decision.safeParse(form);
      if (wanted.success) return c.html(settledPage({ ...(await decide(approval, wanted.data)), timeZone }));
    }
    const story = await cases.story(approval.caseId);
    const record = story?.records.find(({ messageId }) => messageId === approval.messageId);
    if (!record) return c.html(refusedPage(), 403);
    const fault = c.req.query('decide') === undefined ? undefined : texts.incomplete;
    return c.html(briefPage({ approval, record, secret, timeZone, fault }), fault ? 422 : 200);
  });
  return app;

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

/** Compared with when there is no such id, so that a wrong id takes as long as a wrong secret. */
const NOBODYS_HASH = '0'.repeat(64);

/** A form of another site must not decide: browsers say where a POST comes from. */
function isOwnForm(request: Request): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('Origin');
  return (
    origin !== null &&
    URL.canParse(origin) &&
    new URL(origin).host === (request.headers.get('Host') ?? new URL(request.url).host)
  );
}
