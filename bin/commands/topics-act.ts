import { addOffer } from '../../lib/adapters/catalogue-file.ts';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { idFrom } from '../../lib/adapters/hash.ts';
import * as acts from '../../lib/domain/topics/act-on-topic.ts';
import { wordsOf } from '../../lib/domain/topics/history.ts';
import { offerDraft } from '../../lib/domain/topics/offer-draft.ts';
import type { LoggedEvent, TopicEvent } from '../../lib/domain/topics/topic-event.ts';
import { type Where, withTable } from './local-data.ts';
import { act, personHere, type Read, topicsIn } from './topics-data.ts';
import { readRows } from './topics-rows.ts';

export interface Acting extends Where {
  json?: boolean;
  by?: string;
}
/** Every act of a person on topics: one entry in the log, and how to take it back. */
const actOn = (
  { json = false, by = personHere(), ...where }: Acting,
  decide: (known: Read, by: string) => TopicEvent | TopicEvent[],
): Promise<number> =>
  withTable(where, async (table) => {
    tell(await act(topicsIn(table), (known) => [decide(known, by)].flat()), json);
    return 0;
  });

export const renameCommand = (id: string, label: string, options: Acting) =>
  actOn(options, (known, by) => acts.rename(known, id, label, by));
export const mergeCommand = (id: string, into: string, options: Acting) =>
  actOn(options, (known, by) => acts.merge(known, id, into, by));
export const splitCommand = (id: string, options: Acting & { wishes: string[]; label?: string }) =>
  actOn(options, (known, by) =>
    acts.split(known, id, { keys: options.wishes, label: options.label ?? null, by, hash: idFrom }),
  );
export const moveCommand = (key: string, options: Acting & { to: string }) =>
  actOn(options, (known, by) => acts.move(known, key, options.to, by));
export const refuseCommand = (id: string, options: Acting) =>
  actOn(options, (known, by) => acts.refuseTopic(known, id, by));
export const keepApartCommand = (one: string, other: string, options: Acting) =>
  actOn(options, (known, by) => acts.keepApart(known, one, other, by));
export const undoCommand = (sequence: number, options: Acting) =>
  actOn(options, (known, by) => acts.undo(known, sequence, by));

interface Adopting extends Acting {
  desk: string;
  offer?: string;
}

/** "We sell this now": as an offer that is there, or as a draft that is added to the catalogue. */
export const adoptCommand = (id: string, options: Adopting): Promise<number> =>
  withTable(options, async (table) => {
    const { desk: dir, offer, json = false, by = personHere() } = options;
    const { desk } = await requireDesk(dir);
    const topics = topicsIn(table);
    const ids = desk.catalogue.map((one) => one.id);
    if (offer) {
      tell(await act(topics, (known) => [acts.adopt(known, id, offer, by, ids)]), json);
      return 0;
    }
    const { rows, known } = await readRows(topics, desk.policy, new Date());
    const topic = acts.topicNamed(known, id);
    if (topic.adoptedAs) throw new acts.ActRefused(`${topic.id} is the offer ${topic.adoptedAs} already.`);
    const draft = offerDraft(topic, desk.catalogue, rows.find((row) => row.id === topic.id)?.accounts ?? 0);
    const file = await addOffer(dir, draft);
    const entry = await act(topics, (now) => [acts.adopt(now, topic.id, draft.id, by, [...ids, draft.id])]);
    tell(entry, json, { file, offer: draft.id, examples: draft.examples.length });
    if (!json)
      console.log(
        `${file} ends with the offer ${draft.id} and ${draft.examples.length} examples. Say there what you sell, and in\n` +
          `"answer" what customers are told. Then: npx evenhand check ${dir}, and deploy (or start the desk again).`,
      );
    return 0;
  });

function tell({ sequence, at, event }: LoggedEvent, json: boolean, more: Record<string, unknown> = {}): void {
  if (json) console.log(JSON.stringify({ sequence, at, what: event.what, words: wordsOf(event), ...more }));
  else console.log(`${wordsOf(event)}.${event.what === 'undone' ? '' : ` Undo: npx evenhand topics undo ${sequence}`}`);
}
