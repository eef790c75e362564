import type { ApprovalAnswer } from '../approval/approval.ts';

const words = {
  approved: 'approved',
  declined: 'declined, with an alternative',
  standard: 'it is standard',
  call: 'the customer is called instead',
};

/** What was decided, for people. */
export const answerInWords = ({ kind }: ApprovalAnswer): string => words[kind];
