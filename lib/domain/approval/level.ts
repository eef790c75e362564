import type { Policy } from '../desk/desk.ts';
import type { SecurityLevel } from './approval.ts';

/** How sure the desk has to be of who decides about an account that contributes so much a year. */
export function levelFor(contribution: number, { level, codeAboveContribution }: Policy['approval']): SecurityLevel {
  return codeAboveContribution !== null && contribution > codeAboveContribution ? 'link+code' : level;
}
