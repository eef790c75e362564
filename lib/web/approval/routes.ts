import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { answerApproval } from '../../approval/answer.ts';
import { type Approval, type Holder, LINK_DAYS_AFTER_DEADLINE } from '../../domain/approval/approval.ts';
import type { Brief } from '../../domain/approval/brief.ts';
import type { DeskSettings } from '../../domain/desk/desk.ts';
import { staffOf } from '../../domain/staff/staff.ts';
import { addMonths } from '../../domain/time/business-time.ts';
import type { Approvals, Audit, CaseBook, Clock, PagePass, Story } from '../../ports.ts';
import { isOwnForm } from '../own-form.ts';
import { foreignPage, refusedPage } from '../refusals.ts';
import { texts } from '../texts.ts';
import { shortHash, traceOf } from '../trace.ts';
import { briefPage } from './brief-page.ts';
import { asProposed, givenIn, MAX_FORM_BYTES, type Typed, toneOf, typedIn } from './form.ts';
import { codePage, givenPage, settledPage, sixDigitsPage, undonePage } from './other-pages.ts';
import { type SixDigits, sixDigits } from './six-digits.ts';

export interface ApprovalWeb extends SixDigits {
  approvals: Pick<Approvals, 'byPublicId'>;
  cases: Pick<CaseBook, 'story'>;
  gatherBrief: (record: Story['records'][number], story: Story, publicId: string) => Promise<Brief>;
  answer: ReturnType<typeof answerApproval>;
  audit: Pick<Audit, 'append'>;
  pass: PagePass;
  isSecretOf: (secret: string, hash: string) => boolean;
  settings: DeskSettings;
  clock: Clock;
}

/** Whom the page speaks with, and what for. */
interface Visit {
  approval: Approval;
  holder: Holder;
  typed: Typed;
}

const t = texts.approval;
/** Compared with when there is no such id, so that a wrong id takes as long as a wrong secret. */
const NOBODY: Holder = { address: '', secretHash: '0'.repeat(64), sentAt: '' };
const DAY_MS = 86_400_000;
/** Beside the proposed day. */
const REVIEW_MONTHS = [3, 6, 24];

/** GET, HEAD and OPTIONS change nothing: mail gateways open every link. A POST with the secret shows the request. */
export function approvalRoutes(deps: ApprovalWeb): Hono {
  const { settings, clock, pass } = deps;
  const digits = sixDigits(deps);
  const app = new Hono();
  app.get('/a/:publicId', (c) => c.html(codePage()));

  app.post('/a/:publicId', bodyLimit({ maxSize: MAX_FORM_BYTES, onError: refuse }), async (c) => {
    const typed = typedIn(await c.req.parseBody().catch(() => ({})));
    const visit = await find(c.req.param('publicId'), typed);
    if (!isOwnForm(c.req.raw)) {
      if (visit) await noteRefusal(c, visit, 'the form did not come from our page');
      return c.html(foreignPage(), 403);
    }
    if (!visit) return refuse(c);
    const ops = new Set(Object.keys(c.req.query()));
    if (!(await digits.isPassed(visit.approval, visit.holder, typed)))
      return c.html(sixDigitsPage(typed.secret, typed.code !== ''), typed.code === '' ? 200 : 422);
    if (visit.approval.state !== 'PENDING') return settled(c, visit, ops.has('undo'));

    const brief = await briefOf(visit.approval);
    if (!brief) return refuse(c);
    if (ops.has('tone'))
      return c.req.query('tone') === 'live' ? c.json(toneOf(typed)) : show(c, visit, brief, toneFaults(typed));
    if (!ops.has('decide') && !ops.has('give')) return show(c, { ...visit, typed: asProposed(brief, typed) }, brief);
    if (!(await pass.holds(typed.pass, digits.subjectOf(visit.approval, visit.holder), clock()))) {
      await noteRefusal(c, visit, 'no pass of this page, or an older one than an hour');
      return show(c, visit, brief, [t.passOver], 403);
    }
    return ops.has('give') ? give(c, visit, brief) : decide(c, visit, brief);
  });
  return app;

  async function decide(c: Context, visit: Visit, brief: Brief) {
    const given = givenIn(visit.typed, brief);
    if ('faults' in given) return show(c, visit, brief, given.faults, 422);
    const facts = {
      page: shortHash(JSON.stringify(brief)),
      asItStands: visit.typed.asItStands === 'yes' ? 'yes' : 'no',
    };
    const { approval, isMine } = await deps.answer.decide(visit.approval, brief, given, actor(c, visit, facts));
    return c.html(
      settledPage({ approval, isMine, timeZone: settings.timeZone, undo: await undoOf({ ...visit, approval }) }),
    );
  }

  async function give(c: Context, visit: Visit, brief: Brief) {
    const to = colleaguesOf(visit).find(({ address }) => address === visit.typed.to);
    const faults = [...(visit.typed.reason.length < 3 ? [t.reasonMissing] : []), ...(to ? [] : [t.colleagueMissing])];
    if (!to || faults.length > 0) return show(c, visit, brief, faults, 422);
    const { approval, isMine } = await deps.answer.give(
      visit.approval,
      brief,
      to.address,
      visit.typed.reason,
      actor(c, visit),
    );
    if (isMine) return c.html(givenPage(to.name));
    return c.html(settledPage({ approval, isMine, timeZone: settings.timeZone, undo: null }));
  }

  async function settled(c: Context, visit: Visit, isUndo: boolean) {
    const { approval, holder, typed } = visit;
    const isTheirs = approval.decision?.by === holder.address;
    if (isUndo && isTheirs && (await pass.holds(typed.pass, digits.subjectOf(approval, holder), clock()))) {
      const undone = await deps.answer.undo(approval, actor(c, visit));
      if (undone.isMine) return c.html(undonePage(typed.secret));
      visit.approval = undone.approval;
    }
    const undo = await undoOf(visit);
    return c.html(settledPage({ approval: visit.approval, isMine: false, timeZone: settings.timeZone, undo }));
  }

  async function undoOf({ approval, holder, typed }: Visit) {
    const { decision, state } = approval;
    const isOpen = state === 'DECIDED' && decision?.by === holder.address && new Date(decision.sendAt) > clock();
    return isOpen
      ? { secret: typed.secret, pass: await pass.issue(digits.subjectOf(approval, holder), clock()) }
      : null;
  }

  async function show(c: Context, visit: Visit, brief: Brief, faults: string[] = [], status: 200 | 403 | 422 = 200) {
    const { approval, holder, typed } = visit;
    const days = REVIEW_MONTHS.map((months) => addMonths(approval.askedAt.slice(0, 10), months));
    const reviewDays = [
      ...new Set([...days, brief.terms.reviewOn, ...(typed.reviewOn ? [typed.reviewOn] : [])]),
    ].sort();
    const fresh = await pass.issue(digits.subjectOf(approval, holder), clock());
    const shown = {
      approval,
      brief,
      typed,
      pass: fresh,
      settings,
      colleagues: colleaguesOf(visit),
      faults,
      reviewDays,
    };
    return c.html(briefPage(shown), status);
  }

  /** An id that cannot be ours is not asked for: the table refuses keys over 2 KB with an error. */
  async function find(publicId: string, typed: Typed): Promise<Visit | null> {
    const approval = /^[\w-]{8,64}$/.test(publicId) ? await deps.approvals.byPublicId(publicId) : null;
    const staff = new Set(
      staffOf(settings)
        .map(({ address }) => address)
        .concat(settings.people.operations),
    );
    const [holder] = [...(approval?.holders ?? []), NOBODY].filter(({ secretHash }) =>
      deps.isSecretOf(typed.secret, secretHash),
    );
    if (!approval || !holder || !staff.has(holder.address)) return null;
    const dies = new Date(approval.answerBy).getTime() + LINK_DAYS_AFTER_DEADLINE * DAY_MS;
    return clock().getTime() > dies ? null : { approval, holder, typed };
  }

  async function briefOf({ caseId, messageId, publicId }: Approval): Promise<Brief | null> {
    const story = await deps.cases.story(caseId);
    const record = story?.records.find((one) => one.messageId === messageId);
    return story && record ? deps.gatherBrief(record, story, publicId) : null;
  }

  function colleaguesOf({ holder, approval }: Visit) {
    return staffOf(settings)
      .filter(({ role }) => role !== 'ops')
      .filter(({ address }) => address !== holder.address && address !== approval.manager);
  }

  function actor(c: Context, { holder }: Visit, facts: Record<string, string> = {}) {
    return { by: holder.address, at: clock(), facts: { ...traceOf(c), ...facts } };
  }

  async function noteRefusal(c: Context, { approval, holder }: Visit, because: string): Promise<void> {
    const { caseId, messageId } = approval;
    console.error(JSON.stringify({ step: 'desk', event: 'request-refused', messageId }));
    const entry = { at: clock().toISOString(), by: holder.address, event: 'request-refused' as const, because };
    await deps.audit.append(caseId, { ...entry, facts: traceOf(c) });
  }
}

const toneFaults = (typed: Typed): string[] => {
  const { yes, no } = toneOf(typed);
  return [...new Set([...yes, ...no])];
};
const refuse = (c: Context) => c.html(refusedPage(), 403);
