import { type Answer, refusal, unknownCall } from './aws-endpoint.ts';
import type { Outbox } from './outbox.ts';

interface SendEmail {
  Content?: { Raw?: { Data?: string } };
  Destination?: { ToAddresses?: string[] };
  EmailTags?: { Name: string; Value: string }[];
}

/** Mails a second: nothing is sent anywhere, so nothing is too fast. */
const MAX_SEND_RATE = 1_000_000;
const json = (body: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** SESv2: the quota, and SendEmail with raw content: the mail becomes an .eml file that a person can open. */
export async function answerSes(
  method: string,
  path: string,
  body: Buffer,
  { outbox, onSesEvent }: { outbox: Outbox; onSesEvent: (event: unknown) => void },
): Promise<Answer> {
  if (method === 'GET' && path === '/v2/email/account')
    return json({ SendQuota: { MaxSendRate: MAX_SEND_RATE }, SendingEnabled: true });
  if (method !== 'POST' || path !== '/v2/email/outbound-emails') return unknownCall('SES', `${method} ${path}`);
  const { Content, Destination, EmailTags = [] } = JSON.parse(body.toString()) as SendEmail;
  if (!Content?.Raw?.Data) return refusal('BadRequestException', 'The local SES takes raw content only.');
  if (Destination?.ToAddresses?.length !== 1)
    return refusal('BadRequestException', 'The local SES sends to one address.');
  const MessageId = await outbox.add(Buffer.from(Content.Raw.Data, 'base64'), Destination.ToAddresses[0]!);
  const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, [Value]]));
  onSesEvent(sentEvent(MessageId, Destination.ToAddresses[0]!, tags));
  return json({ MessageId });
}

/** The "Email Sent" event of the configuration set, as it comes out of the queue. */
const sentEvent = (messageId: string, to: string, tags: Record<string, string[]>) => ({
  source: 'aws.ses',
  'detail-type': 'Email Sent',
  detail: { eventType: 'Send', mail: { messageId, destination: [to], tags }, send: {} },
});
