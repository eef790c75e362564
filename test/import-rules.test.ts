import { globSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Who may import whom: the table of the design. Static imports only. */
const mayImport: Record<string, RegExp> = {
  'lib/domain': /^(lib\/domain\/|zod$)/,
  'lib/adapters':
    /^(lib\/(domain|adapters)\/|lib\/ports|@aws-sdk\/|zod$|node:|postal-mime$|nodemailer\/|marked$|yaml$|csv-parse\/)/,
  'lib/approval': /^(lib\/(domain|approval)\/|lib\/ports)/,
  'lib/delivery': /^(lib\/(domain|delivery)\/|lib\/ports)/,
  'lib/staff': /^(lib\/(domain|staff)\/|lib\/ports)/,
  'lib/web': /^(lib\/(domain|web|approval|staff)\/|lib\/ports|hono(\/|$)|zod$|node:crypto$)/,
  'lib/infra':
    /^(lib\/(infra|workflow)\/|lib\/(settings|ports-metrics)|lib\/adapters\/(desk-folder|catalogue-fit|encoder\/)|aws-cdk-lib|constructs$|esbuild$|node:)/,
  // The table's key schema needs the client; definitions and the build come from infra, which synthesises them.
  'lib/local':
    /^(lib\/(domain|local)\/|lib\/(ports|settings)|lib\/infra\/(definitions|ensure-built|compile-desk)|aws-local-stepfunctions$|smtp-server$|hono(\/|$)|@hono\/|@aws-sdk\/client-dynamodb$|node:)/,
  // The pages send by the same step as the machines.
  functions: /^(lib\/(domain|web)\/|lib\/(ports|wire)|functions\/send-reply|zod$|hono\/aws-lambda$)/,
};

describe.each(Object.entries(mayImport))('%s', (room, allowed) => {
  const files = globSync(`${room}/**/*.ts`);
  test('is not empty', () => expect(files).not.toEqual([])); // or a misspelt room would pass
  test.each(files)('%s imports only what it may', (file) => {
    const paths = [...readFileSync(file, 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(([, path]) => path!);
    const seen = paths.map((path) => (path.startsWith('.') ? normalize(`${dirname(file)}/${path}`) : path));
    expect(seen.filter((path) => !allowed.test(path))).toEqual([]);
  });
});

test.each(globSync('{lib,functions,bin}/**/*.ts'))('%s imports zod so that bundles stay small', (file) => {
  expect(readFileSync(file, 'utf8')).not.toMatch(/import \{[^}]*\} from 'zod'/);
});

// The words of the pages stand in one file, so that another language is one file more.
const WORDS = 'lib/web/texts.ts';
const code = globSync('{lib,functions,bin}/**/*.ts').filter((file) => file !== WORDS);
test.each(code)('%s is short enough to be read at once', (file) => {
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThanOrEqual(251);
});
