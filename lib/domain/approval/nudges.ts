import type { ContributionBand } from '../account/account.ts';
import type { DeskSettings, Policy } from '../desk/desk.ts';
import { addBusinessDays, atWall, type Calendar, localDay } from '../time/business-time.ts';
import type { Approval, Nudge } from './approval.ts';

type Rules = Pick<Policy['approval'], 'remindAfterDays' | 'deputyAfterDays' | 'leadAfterDays'>;
type People = Pick<DeskSettings, 'managers' | 'staff' | 'people'>;
type Waiting = Pick<Approval, 'manager' | 'askedAt' | 'answerBy' | 'nudges' | 'state'>;

/** When each mail about a waiting request is due, in order. The brief itself is none of them. */
export function planOf(
  { askedAt }: Pick<Waiting, 'askedAt'>,
  rules: Rules,
  calendar: Calendar,
): { nudge: Nudge; at: Date }[] {
  const after = (days: number) => addBusinessDays(new Date(askedAt), days, calendar);
  const plan: { nudge: Nudge; at: Date }[] = [
    ...rules.remindAfterDays.map((days, i) => ({ nudge: `remind-${i + 1}` as const, at: after(days) })),
    { nudge: 'deputy', at: after(rules.deputyAfterDays) },
    { nudge: 'lead', at: after(rules.leadAfterDays) },
  ];
  return plan.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Who gets a mail about it. Null: nobody has that part. Who has left the desk is stood in for by their lead, else operations. */
export function recipientOf(
  nudge: Nudge,
  { manager }: Pick<Waiting, 'manager'>,
  { managers, staff, people }: People,
): string | null {
  const entry = managers.find(({ address }) => address === manager);
  const isStaff = (address: string) => staff.some((one) => one.address === address);
  if (nudge === 'deputy') return entry?.deputy ?? null;
  if (nudge === 'lead') return entry?.lead ?? null;
  return entry || isStaff(manager) ? manager : people.operations;
}

/** What has to be mailed now: of several that are due the most advanced, since a sweep that was down must not mail them all. */
export function dueNudge(
  approval: Waiting,
  { rules, calendar, people }: { rules: Rules; calendar: Calendar; people: People },
  now: Date,
): { send: Nudge; skipped: Nudge[] } | null {
  if (approval.state !== 'PENDING' || new Date(approval.answerBy) <= now) return null;
  const plan = planOf(approval, rules, calendar);
  // Never a step back: who has asked the lead does not remind the manager of what was added to the rules since.
  const furthest = Math.max(-1, ...approval.nudges.map((done) => plan.findIndex(({ nudge }) => nudge === done)));
  const due = plan
    .slice(furthest + 1)
    .filter(({ nudge, at }) => at <= now && !approval.nudges.includes(nudge))
    .filter(({ nudge }) => recipientOf(nudge, approval, people) !== null)
    .map(({ nudge }) => nudge);
  const send = due.at(-1);
  return send ? { send, skipped: due.slice(0, -1) } : null;
}

type Digest = DeskSettings['digest'];

export const comesInDigest = (digest: Digest, band: ContributionBand): boolean =>
  digest !== null && !digest.atOnce.includes(band);

/** Whether a time of the digest has passed since the request was asked. */
export function digestIsDue(askedAt: Date, now: Date, digest: Digest, timeZone: string): boolean {
  if (!digest) return true; // the setting was taken away while it waited
  const days = [...new Set([localDay(askedAt, timeZone), localDay(now, timeZone)])];
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const moments = days.flatMap((day) => digest.at.map((time) => atWall({ day, minute: minuteOf(time) }, timeZone)));
  const isDayBetween = now.getTime() - askedAt.getTime() >= 86_400_000;
  return isDayBetween || moments.some((moment) => moment > askedAt && moment <= now);
}
