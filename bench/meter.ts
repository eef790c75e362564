import { createServer } from 'node:http';

/** These speak of the connection or of the body before it was changed. */
const NOT_PASSED = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

/** Stands before the table, asks every call for its consumed capacity, and sums it up. */
export async function startMeter(target: string) {
  const seen = { calls: {} as Record<string, number>, units: { read: 0, write: 0 } };
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? 'none';
    const body = JSON.parse(Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString() || '{}');
    const isTable = !/Table/.test(operation);
    const answer = await fetch(target, {
      method: 'POST',
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        NOT_PASSED.has(name) ? [] : [[name, String(value)]],
      ),
      body: JSON.stringify(isTable ? { ...body, ReturnConsumedCapacity: 'TOTAL' } : body),
    });
    const text = await answer.text();
    seen.calls[operation] = (seen.calls[operation] ?? 0) + 1;
    const consumed = [JSON.parse(text || '{}').ConsumedCapacity ?? []].flat() as { CapacityUnits?: number }[];
    const units = consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    seen.units[/Get|Query|Scan/.test(operation) ? 'read' : 'write'] += units;
    // A failed condition costs one unit and reports none.
    if (answer.status === 400 && /Put|Update/.test(operation)) seen.units.write += 1;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { endpoint: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}
