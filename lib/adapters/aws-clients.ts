/** One client a kind and process, made on the first call and never on import. Region and endpoints come from the environment. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';

/** Without `throwOnRequestTimeout` the SDK only writes a warning and goes on waiting. */
export const timeouts = (requestTimeout: number) => ({
  connectionTimeout: 1_000,
  requestTimeout,
  throwOnRequestTimeout: true,
});

/** Three attempts fit into the 20 s of a step. */
const REQUEST_MS = 5_000;
/** Longer: a send that is cut off is a reply in doubt, and a person has to look. */
const SEND_MS = 10_000;

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

export const dynamoClient = /* @__PURE__ */ once(() => new DynamoDBClient({ requestHandler: timeouts(REQUEST_MS) }));
export const s3Client = /* @__PURE__ */ once(
  () => new S3Client({ forcePathStyle: true, requestHandler: timeouts(REQUEST_MS) }),
);
export const sfnClient = /* @__PURE__ */ once(() => new SFNClient({ requestHandler: timeouts(REQUEST_MS) }));
/** Retries of a send are ours alone: the SDK's own, after a time-out, would be second mails. */
export const sesClient = /* @__PURE__ */ once(
  () => new SESv2Client({ maxAttempts: 1, requestHandler: timeouts(SEND_MS) }),
);
