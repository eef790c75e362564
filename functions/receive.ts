import * as z from 'zod';
import type { Workflows } from '../lib/ports.ts';
import { messageIdOf, wire, workflowsOf } from '../lib/wire.ts';

const queued = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const objectCreated = z.object({ time: z.iso.datetime(), detail: z.object({ object: z.object({ key: z.string() }) }) });

/** One triage per stored mail. Only what failed goes back to the queue. */
export const receive =
  ({ workflows }: { workflows: Pick<Workflows, 'startTriage'> }) =>
  async (event: unknown) => {
    const start = async ({ messageId: itemIdentifier, body }: { messageId: string; body: string }) => {
      try {
        const { time, detail } = objectCreated.parse(JSON.parse(body));
        const { key } = detail.object;
        await workflows.startTriage({ messageId: messageIdOf(key), key, receivedAt: time });
        return [];
      } catch (error) {
        console.error(JSON.stringify({ step: 'receive', itemIdentifier, error: (error as Error).name }));
        return [{ itemIdentifier }];
      }
    };
    const failures = await Promise.all(queued.parse(event).Records.map(start));
    return { batchItemFailures: failures.flat() };
  };

export const handler = wire('receive', (env) => receive({ workflows: workflowsOf(env) }));
