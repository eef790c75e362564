import { SESv2Client } from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { memoryMailer } from '../../lib/adapters/memory/mailer.ts';
import { compose, sesMailer } from '../../lib/adapters/ses-mailer.ts';
import { type Answer, answering } from './http-answers.ts';
import { AT, letter } from './samples.ts';

const tags = { purpose: 'reply', id: 'm1' };
const at = new Date(AT);

async function mailerWith(answer: Answer) {
  const { endpoint, heard } = await answering(answer);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const ses = new SESv2Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  return { mailer: sesMailer(ses, 'out'), heard };
}
const refusing = (status: number, name: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name, 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'no' }),
});

test('the same mail has the same bytes whenever it leaves, another moment or word has others', async () => {
  const { mailer } = await mailerWith({ status: 200, body: '{}' });
  const hash = await mailer.hash(letter(), tags, at);
  expect(await mailer.hash(letter(), tags, new Date(AT))).toBe(hash);
  expect(await mailer.hash(letter({ text: 'Other.' }), tags, at)).not.toBe(hash);
  expect(await mailer.hash(letter(), tags, new Date(0))).not.toBe(hash);
});

describe('what SES is asked', () => {
  test('one raw mail to one address, named by purpose and message', async () => {
    const { mailer, heard } = await mailerWith({ status: 200, body: '{"MessageId":"ses-1"}' });
    expect(await mailer.send(letter(), tags, at)).toEqual({ sesMessageId: 'ses-1' });
    const body = JSON.parse(heard[0]!.body) as { Content: { Raw: { Data: string } } };
    expect(body).toMatchObject({
      FromEmailAddress: 'support@desk.example',
      Destination: { ToAddresses: ['jo@acme.example'] },
      ConfigurationSetName: 'out',
      EmailTags: [
        { Name: 'purpose', Value: 'reply' },
        { Name: 'id', Value: 'm1' },
      ],
    });
    expect(Buffer.from(body.Content.Raw.Data, 'base64')).toEqual(await compose(letter(), 'reply-m1', at));
  });
});

describe('an answer of SES', () => {
  test.each([
    [429, 'TooManyRequestsException'],
    [400, 'ThrottlingException'],
    [400, 'LimitExceededException'],
    [400, 'SendingPausedException'],
  ])('%i %s proves that nothing left, and that it may leave later', async (status, name) => {
    const { mailer, heard } = await mailerWith(refusing(status, name));
    await expect(mailer.send(letter(), tags, at)).rejects.toMatchObject({ name: 'SendThrottled' });
    expect(heard).toHaveLength(1);
  });

  test.each([
    [400, 'MessageRejected'],
    [400, 'BadRequestException'],
    [400, 'AccountSuspendedException'],
    [400, 'MailFromDomainNotVerifiedException'],
    [404, 'NotFoundException'],
    [403, 'AccessDeniedException'],
  ])('%i %s proves that nothing left', async (status, name) => {
    const { mailer, heard } = await mailerWith(refusing(status, name));
    await expect(mailer.send(letter(), tags, at)).rejects.toMatchObject({ name: 'SendRefused' });
    expect(heard).toHaveLength(1);
  });

  test.each([
    [500, 'InternalFailure'],
    [503, 'ServiceUnavailable'],
    [408, 'RequestTimeoutException'],
    [400, 'RequestTimeout'],
  ])('%i %s proves nothing, and is not tried again', async (status, name) => {
    const { mailer, heard } = await mailerWith(refusing(status, name));
    await expect(mailer.send(letter(), tags, at)).rejects.toMatchObject({ name });
    expect(heard).toHaveLength(1);
  });

  test('a connection that breaks off proves nothing, and is not tried again', async () => {
    const { mailer, heard } = await mailerWith('hang up');
    await expect(mailer.send(letter(), tags, at)).rejects.not.toMatchObject({ name: 'SendRefused' });
    expect(heard).toHaveLength(1);
  });
});

describe.each(['ses', 'memory'])('the %s mailer', (kind) => {
  const marks = letter().headers;
  test.each([
    ['a line break in the subject', letter({ subject: 'Hi\r\nBcc: all@desk.example' })],
    ['a line break in a header', letter({ headers: { ...marks, References: '<a>\n<b>' } })],
    ['a NUL in a name', letter({ from: { name: 'Sup\u0000port', address: 'support@desk.example' } })],
    ['a header of 999 characters', letter({ headers: { ...marks, References: 'r'.repeat(999) } })],
    ['two recipients', letter({ to: 'jo@acme.example, bo@acme.example' })],
    ['no recipient', letter({ to: '' })],
    ['no mark that a machine wrote it', letter({ headers: { ...marks, 'Auto-Submitted': '' } })],
    ['no mark that stops other machines', letter({ headers: { 'Auto-Submitted': 'auto-replied' } })],
  ])('sends nothing with %s', async (_, mail) => {
    const { mailer, heard } = await mailerWith({ status: 200, body: '{"MessageId":"ses-1"}' });
    const tried = kind === 'ses' ? mailer : memoryMailer();
    await expect(tried.send(mail, tags, at)).rejects.toMatchObject({ name: 'SendRefused' });
    expect(heard).toEqual([]);
  });

  test('sends a header of 998 characters', async () => {
    const { mailer } = await mailerWith({ status: 200, body: '{"MessageId":"ses-1"}' });
    const longest = letter({ headers: { ...marks, References: 'r'.repeat(998) } });
    const sent = await (kind === 'ses' ? mailer : memoryMailer()).send(longest, tags, at);
    expect(sent.sesMessageId).not.toBe('');
  });
});

describe('the bytes of a mail', () => {
  test('are the same for the same mail, message and date', async () => {
    expect(await compose(letter(), 'reply-m1', at)).toEqual(await compose(letter(), 'reply-m1', at));
  });

  test('say in text and in HTML what was drafted, with every mark, in any script', async () => {
    const mail = letter({ subject: 'Re: Étiquettes für Łódź', text: 'Grüße\nŁukasz ☃', html: '<p>Grüße ☃</p>' });
    const bytes = await compose(mail, 'reply-m1', at);
    const read = await PostalMime.parse(bytes);
    expect(read).toMatchObject({
      subject: mail.subject,
      from: { name: 'Support', address: 'support@desk.example' },
      to: [{ address: 'jo@acme.example' }],
      replyTo: [{ address: 'support+case-1.abc@desk.example' }],
      inReplyTo: '<1@acme.example>',
      messageId: '<reply-m1@desk.example>',
      date: AT,
    });
    expect([read.text?.trim(), read.html?.trim()]).toEqual([mail.text, mail.html]);
    const headers = Object.fromEntries(read.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-replied',
      'x-auto-response-suppress': 'All',
      'x-evenhand-loop': 'case-1',
    });
  });

  test('have no bare line feed and no line over 998 characters', async () => {
    const words = 'word '.repeat(400);
    const mail = letter({
      subject: words.slice(0, 900),
      text: `${words}\n${'x'.repeat(5_000)}`,
      html: `<p>${words}</p>`,
    });
    const lines = (await compose(mail, 'reply-m1', at)).toString('latin1').split('\r\n');
    expect(lines.filter((line) => line.includes('\n') || line.length > 998)).toEqual([]);
  });
});
