import type { Accepted } from './world.ts';

/** What the mail service tells of one mail of ours, as it comes out of the queue. */
export interface News {
  mail: Accepted;
  kind: 'Send' | 'Delivery' | 'Bounce';
  event: { Records: { messageId: string; body: string }[] };
}

export function newsOf(mail: Accepted, sesMessageId: string, doesBounce: boolean): News[] {
  const { to, purpose, id } = mail;
  const about = { messageId: sesMessageId, destination: [to], tags: { purpose: [purpose], id: [id] } };
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ status: '5.1.1' }] };
  const kinds = ['Send', doesBounce ? 'Bounce' : 'Delivery'] as const;
  return kinds.map((kind) => {
    const detail = { eventType: kind, mail: about, ...(kind === 'Bounce' && { bounce }) };
    const body = JSON.stringify({ source: 'aws.ses', detail });
    return { mail, kind, event: { Records: [{ messageId: `${sesMessageId} ${kind}`, body }] } };
  });
}
