import type { Offer } from '../desk/desk.ts';
import { wordsOfExample } from '../desk/examples.ts';
import { plainLine } from '../reply/plain-line.ts';
import type { TopicView } from './topic-state.ts';

const MAX_EXAMPLES = 6;
/** As the catalogue's schema has it. */
const MAX_NAME = 120;
const MAX_ID = 64;

/** What a person completes: without `answer` or `customisable` whoever asks for it goes to a person. */
export function offerDraft(topic: TopicView, catalogue: Pick<Offer, 'id' | 'examples'>[], accounts: number): Offer {
  const taken = new Set(catalogue.flatMap(({ examples }) => examples.map(wordsOfExample)));
  const examples: string[] = [];
  for (const text of [...topic.phrases.map(({ text }) => oneLine(text)), topic.label]) {
    const words = wordsOfExample(text);
    if (words === '' || taken.has(words) || examples.length === MAX_EXAMPLES) continue;
    taken.add(words);
    examples.push(text);
  }
  const asked = accounts === 1 ? 'One account has asked for it' : `${accounts} accounts have asked for it`;
  return {
    id: offerIdOf(topic.id, new Set(catalogue.map(({ id }) => id))),
    name: plainLine(topic.label, MAX_NAME),
    description: `${asked} (topic ${topic.id}). Say here what you sell, in the words of customers.`,
    examples,
  };
}

/** `demand-linerless-labels-k3x9qa` becomes `linerless-labels`: the last part is a hash. */
function offerIdOf(topicId: string, taken: Set<string>): string {
  const slug = topicId.split('-').slice(1, -1).join('-') || topicId.replace('demand-', 'topic-');
  for (let i = 1; ; i += 1) {
    const suffix = i === 1 ? '' : `-${i}`;
    const id = slug.slice(0, MAX_ID - suffix.length) + suffix;
    if (!taken.has(id)) return id;
  }
}

const oneLine = (text: string): string => plainLine(text, text.length);
