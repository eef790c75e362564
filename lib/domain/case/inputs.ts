/** What travels between the states: ids only. The mail stays in the object store, the facts in the table. */
import * as z from 'zod';

export const triageInput = z.object({ messageId: z.string(), key: z.string(), receivedAt: z.iso.datetime() });

/** The triage machine sends nothing but replies. */
export const sendInput = z.object({
  messageId: z.string(),
  purpose: z.enum(['reply', 'considering', 'expired', 'ended', 'acknowledged']).default('reply'),
});

export const approvalInput = z.object({ messageId: z.string(), caseId: z.string() });

/** What a state machine adds when a step failed for good. */
const failure = z.object({ Error: z.string().optional() }).optional();

export const handOverInput = z.object({
  messageId: z.string(),
  key: z.string().optional(),
  receivedAt: z.iso.datetime().optional(),
  failure,
  settled: z.object({ reason: z.string() }).optional(),
});

export const askManagerInput = approvalInput.extend({ taskToken: z.string(), executionArn: z.string() });
