import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'hang up' | 'never';

/** A service on loopback that answers the calls in turn, the last answer for ever; `heard` is what it was asked. */
export async function answering(...answers: Answer[]) {
  const heard: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString();
    const answer = answers[Math.min(heard.length, answers.length - 1)]!;
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    if (answer === 'never') return;
    if (answer === 'hang up') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers ?? { 'content-type': 'application/json' });
    response.end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}
