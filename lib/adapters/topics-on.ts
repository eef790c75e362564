import type { Offer } from '../domain/desk/desk.ts';
import { priorOf, topicState } from '../domain/topics/topic-state.ts';
import type { TopicLog, Topics } from '../ports.ts';
import { readFit } from './catalogue-fit.ts';
import { encoderOrNone } from './encoder/encoder-or-none.ts';
import { readKinds } from './encoder/kept-kinds.ts';
import { topicsWith } from './topics.ts';

interface Place {
  catalogue: Offer[];
  log: TopicLog;
  fitFile: string;
  modelFolder: string;
  snapshot: () => Promise<unknown>;
}

/** Model, fit and topics are loaded for the first ask, not for mails that hold none; a failed load is tried again on the next. */
export function topicsOn({ catalogue, log, fitFile, modelFolder, snapshot }: Place): Topics {
  let loaded: Promise<Topics> | null = null;
  const load = async (): Promise<Topics> => {
    const encoder = await encoderOrNone(modelFolder, 1);
    const index = await readFit(fitFile, catalogue, { id: encoder?.id ?? null, load: async () => encoder });
    const kinds = await readKinds(modelFolder, encoder?.id ?? null);
    const names = new Map(catalogue.map(({ id, name }) => [id, name]));
    const state = topicState({ prior: priorOf(index), snapshot: await snapshot() });
    return topicsWith({ index, nameOf: (offer) => names.get(offer) ?? offer, encoder, kinds, log, state });
  };
  const topics = (): Promise<Topics> => {
    loaded ??= load().catch((error) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
  return {
    withKind: async (ask) => (await topics()).withKind(ask),
    foreignLanguage: async (ask) => (await topics()).foreignLanguage(ask),
    match: async (ask, from) => (await topics()).match(ask, from),
  };
}
