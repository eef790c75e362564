import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LocalMachines } from './machines.ts';
import type { LocalObjects } from './objects.ts';
import type { Outbox } from './outbox.ts';
import { answerS3 } from './s3-front.ts';
import { answerSes } from './ses-front.ts';
import { answerSfn } from './sfn-front.ts';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

/** An answer that SDK clients turn into an error of that name. */
export const refusal = (name: string, message: string, status = 400): Answer => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': name },
  body: JSON.stringify({ __type: name, message }),
});

/** What the local desk does not know is refused by name: silence here is how "works on my machine" is born. */
export const unknownCall = (service: string, operation: string): Answer =>
  refusal(
    'UnsupportedOperation',
    `The local ${service} does not know ${operation}. Add it to lib/local, or use AWS.`,
    501,
  );

export interface LocalAws {
  endpoint: string;
  close: () => Promise<void>;
}

/** S3, SES and Step Functions for the handlers, on one loopback port: they only know it from their environment. */
export async function startAwsEndpoint(world: {
  objects: LocalObjects;
  outbox: Outbox;
  machines: LocalMachines;
  /** What SES tells of each mail it took. */
  onSesEvent: (event: unknown) => void;
}): Promise<LocalAws> {
  const server = createServer((request, response) => {
    answer(request)
      .catch((error: Error) => refusal('InternalFailure', error.message, 500))
      .then((given) => reply(response, request.method === 'HEAD', given));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://local');
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const target = request.headers['x-amz-target'];
    if (typeof target === 'string') return answerSfn(target, body, world.machines);
    if (url.pathname.startsWith('/v2/email/')) return answerSes(request.method ?? '', url.pathname, body, world);
    return answerS3({ method: request.method ?? '', url, headers: request.headers, body }, world.objects);
  }
}

function reply(response: ServerResponse, isHead: boolean, { status, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, headers);
  response.end(isHead ? undefined : body);
}
