import * as z from 'zod';
import { securityLevels } from '../approval/approval.ts';
import type { Policy } from './desk.ts';
import { must } from './fault.ts';

type Approval = Policy['approval'];

/** With weekends and a few holidays still before the 24 days after which the approval machine gives up. */
const MAX_ANSWER_DAYS = 13;
const days = z.int().min(1).max(MAX_ANSWER_DAYS);

/** What an older policy file leaves out: reminders after one and three days, the deputy at half of the time. */
const filled = (given: Partial<Approval> & Pick<Approval, 'answerWithinDays'>): Approval => ({
  remindAfterDays: [1, 3].filter((day) => day < given.answerWithinDays),
  deputyAfterDays: Math.max(1, Math.floor(given.answerWithinDays / 2)),
  leadAfterDays: Math.max(1, Math.floor(given.answerWithinDays * 0.7)),
  undoMinutes: 5,
  level: 'link',
  codeAboveContribution: null,
  ...given,
});

const ascends = (list: number[]): boolean => list.every((day, i) => i === 0 || day > list[i - 1]!);

/** `approval` of policy.yaml; days are business days. */
export const approvalSchema = z
  .strictObject({
    answerWithinDays: days,
    remindAfterDays: z.array(days).max(5).optional(),
    deputyAfterDays: days.optional(),
    leadAfterDays: days.optional(),
    undoMinutes: z.int().min(0).max(60).optional(),
    level: z.enum(securityLevels).optional(),
    codeAboveContribution: z.number().min(-1e12).max(1e12).nullable().optional(),
  })
  .transform((given) => filled(given as Partial<Approval> & Pick<Approval, 'answerWithinDays'>))
  .refine(
    ...must<Approval>(
      ({ remindAfterDays, answerWithinDays }) =>
        ascends(remindAfterDays) && remindAfterDays.every((day) => day < answerWithinDays),
      'reminders do not ascend, or come when the time is over',
      'Write days below answerWithinDays, the smallest first, like [1, 3].',
    ),
  )
  .refine(
    ...must<Approval>(
      ({ deputyAfterDays, leadAfterDays, answerWithinDays }) =>
        deputyAfterDays <= leadAfterDays && leadAfterDays <= answerWithinDays,
      'the deputy is asked after the lead, or the lead when the time is over',
      'Ask the deputy first, then the lead, both within answerWithinDays.',
    ),
  );
