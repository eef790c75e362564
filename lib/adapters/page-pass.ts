import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CaseKey, PagePass } from '../ports.ts';

/** Long enough to think and be called away; the longest that a stolen page is of any use. */
export const PASS_MINUTES = 60;

/** HMAC-SHA256 over page, person and moment: nothing is kept, and a pass of another page or person does not hold. */
export const pagePass = (key: CaseKey): PagePass => {
  const macOf = async (subject: string, at: number): Promise<Buffer> =>
    createHmac('sha256', await key())
      .update(`page:${at}:${subject}`) // `case:` is signed with the same key
      .digest();
  return {
    async issue(subject, at) {
      const moment = at.getTime();
      return `${moment.toString(36)}.${(await macOf(subject, moment)).toString('base64url')}`;
    },

    async holds(pass, subject, at) {
      const [moment = '', mac = ''] = pass.split('.');
      const issued = Number.parseInt(moment, 36);
      const right = await macOf(subject, Number.isFinite(issued) ? issued : 0);
      const given = Buffer.from(mac, 'base64url');
      const age = at.getTime() - issued;
      return given.length === right.length && timingSafeEqual(given, right) && age >= 0 && age <= PASS_MINUTES * 60_000;
    },
  };
};
