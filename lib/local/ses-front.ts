import { type Answer, refusal, unknownCall } from './aws-endpoint.ts';
import type { Outbox } from './outbox.ts';

interface SendEmail {
  Content?: { Raw?: { Data?: string } };
  Destination?: { ToAddresses?: string[] };
}

/** SESv2 SendEmail with raw content: the mail becomes an .eml file that a person can open. */
export async function answerSes(method: string, path: string, body: Buffer, outbox: Outbox): Promise<Answer> {
  if (method !== 'POST' || path !== '/v2/email/outbound-emails') return unknownCall('SES', `${method} ${path}`);
  const { Content, Destination } = JSON.parse(body.toString()) as SendEmail;
  if (!Content?.Raw?.Data) return refusal('BadRequestException', 'The local SES takes raw content only.');
  if (Destination?.ToAddresses?.length !== 1)
    return refusal('BadRequestException', 'The local SES sends to one address.');
  const MessageId = await outbox.add(Buffer.from(Content.Raw.Data, 'base64'), Destination.ToAddresses[0]!);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ MessageId }) };
}
