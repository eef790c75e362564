import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { dynamoClient, s3Client, sesClient, sfnClient, timeouts } from '../../lib/adapters/aws-clients.ts';
import { sesMailer } from '../../lib/adapters/ses-mailer.ts';
import { answering } from './http-answers.ts';
import { letter } from './samples.ts';

test.each([
  ['DynamoDB', dynamoClient],
  ['S3', s3Client],
  ['SES', sesClient],
  ['Step Functions', sfnClient],
])('there is one client for %s', (_, client) => {
  expect(client()).toBe(client());
});

test('a send is tried once', async () => {
  expect(await sesClient().config.maxAttempts()).toBe(1);
});

test('a service that never answers is given up, and the reply is in doubt, not refused', async () => {
  const { endpoint, heard } = await answering('never');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const requestHandler = timeouts(50);
  const ses = new SESv2Client({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1, requestHandler });
  const sent = sesMailer(ses, 'out').send(letter(), { purpose: 'reply', id: 'm1' }, new Date());
  await expect(sent).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(heard).toHaveLength(1);
});
