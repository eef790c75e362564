import * as z from 'zod';
import { newsOfEvent } from '../lib/domain/mail/delivery.ts';
import type { Workflows } from '../lib/ports.ts';
import { messageIdOf, wire, workflowsOf } from '../lib/wire.ts';
import { type RecordNews, recordNewsOf } from '../lib/wire-sending.ts';

interface Deps {
  workflows: Pick<Workflows, 'startTriage'>;
  recordNews: RecordNews;
}

const queued = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const objectCreated = z.object({ time: z.iso.datetime(), detail: z.object({ object: z.object({ key: z.string() }) }) });

/** One triage per stored mail, and what became of the mail we sent. Only what failed goes back to the queue. */
export const receive =
  ({ workflows, recordNews }: Deps) =>
  async (event: unknown) => {
    const take = async (body: unknown) => {
      const news = newsOfEvent(body);
      if (news) return recordNews(news, { messageId: news.outbox.id, purpose: news.outbox.purpose });
      const { time, detail } = objectCreated.parse(body);
      const { key } = detail.object;
      await workflows.startTriage({ messageId: messageIdOf(key), key, receivedAt: time });
    };
    const failed = async ({ messageId: itemIdentifier, body }: { messageId: string; body: string }) => {
      try {
        await take(JSON.parse(body));
        return [];
      } catch (error) {
        console.error(JSON.stringify({ step: 'receive', itemIdentifier, error: (error as Error).name }));
        return [{ itemIdentifier }];
      }
    };
    const failures = await Promise.all(queued.parse(event).Records.map(failed));
    return { batchItemFailures: failures.flat() };
  };

export const handler = wire('receive', (env) =>
  receive({ workflows: workflowsOf(env), recordNews: recordNewsOf(env) }),
);
