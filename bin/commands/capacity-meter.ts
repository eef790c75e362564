import { createServer } from 'node:http';

/** One call of the table, by the id that the SDK gave it. */
export interface Consumed {
  id: string;
  operation: string;
  units: number;
}

/** These speak of the connection or of the body before it was changed. */
const NOT_PASSED = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

/** Stands before the table and asks every call for its consumed capacity. */
export async function startCapacityMeter(table: string, onCall: (consumed: Consumed) => void) {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? 'none';
    const body = JSON.parse(Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString() || '{}');
    const isOfItems = !/Table/.test(operation);
    const answer = await fetch(table, {
      method: 'POST',
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        NOT_PASSED.has(name) ? [] : [[name, String(value)]],
      ),
      body: JSON.stringify(isOfItems ? { ...body, ReturnConsumedCapacity: 'TOTAL' } : body),
    });
    const text = await answer.text();
    const consumed = [JSON.parse(text || '{}').ConsumedCapacity ?? []].flat() as { CapacityUnits?: number }[];
    const units = answer.ok
      ? consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
      : unitsOfRefused(operation, body);
    onCall({ id: String(request.headers['amz-sdk-invocation-id']), operation, units });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** A condition that did not hold costs as a write all the same, in a transaction twice for each of its items, and tells none of it. */
const unitsOfRefused = (operation: string, body: { TransactItems?: unknown[] }): number =>
  operation === 'TransactWriteItems'
    ? 2 * (body.TransactItems ?? []).length
    : /Put|Update|Delete/.test(operation)
      ? 1
      : 0;
