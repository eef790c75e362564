import { kindOfSentence } from '../asks/cues.ts';
import { splitSentences } from '../asks/sentences.ts';
import { contentOf } from './meaning.ts';

/** Longer labels break the tables that people read. */
export const MAX_LABEL = 80;
const SLUG_WORDS = 4;

/** How a wish begins before it names what is wanted. Taken off again and again: "Hi, we were wondering if you could also". */
const POLITE = new RegExp(
  `^[^\\p{L}\\p{N}]*(?:${[
    'also',
    'and',
    'so',
    'just',
    'one more thing',
    'by the way',
    "(?:we|i)(?: was| were| am| are|'re|'m)? (?:just )?(?:wondering|wanted to (?:ask|know|check))(?: (?:if|whether))?",
    '(?:would it|will it|is it|it would) be (?:possible|great|nice|helpful|good|useful)(?: (?:for (?:you|us)))?(?: (?:to|if))?',
    'is it possible(?: for (?:you|us))?(?: (?:to|that))?',
    'is there (?:a way|any way|any chance)(?: (?:to|for|that))?',
    '(?:is|are) there(?: an?| any)?',
    'any (?:chance|plans) (?:of|for|to)',
    '(?:could|can|would|will|may|might) (?:you|we|i)(?: please| kindly| also| perhaps)?(?: be able to)?(?=\\s)',
    'you (?:could|can|would)(?: also)?',
    'do you(?: guys)?(?: also)?',
    'please',
    'kindly',
    "(?:we|i)(?:'d| would)?(?: also| really)? (?:like|love|need|want|wish|appreciate|prefer|require|are looking|am looking)(?: (?:it if|if you could|to have|to get|to buy|to|for))?",
    "(?:we're|i'm) (?:looking|hoping)(?: for| to)?",
    'looking for',
    'tell (?:us|me)(?: (?:if|whether))?',
    'let (?:us|me) know (?:if|whether)',
    '(?:have|get|offer|sell|provide|supply|give|send|make)(?: (?:us|me))?(?: with)?(?: an?| some| any| the)?',
    'könnt?en sie(?: uns| bitte)*',
    'bieten sie',
    'haben sie',
    'gibt es(?: bei ihnen)?',
    '(?:wir|ich) (?:möchten?|brauchen?|benötigen?|suchen?|hätten? gerne?)',
    'bitte',
    'wäre es möglich',
    'pourriez-vous(?: nous)?',
    'proposez-vous',
    'avez-vous',
    'nous (?:souhaitons|voudrions|aimerions|cherchons)',
    '(?:podrían|pueden)(?: enviarnos)?',
    'necesitamos',
    'ofrecen',
  ].join('|')})(?!\\p{L})[\\s,:]*`,
  'iu',
);
const TAIL =
  /(?:,? (?:please|for us|from you|at all|too|as well|some day|(?:would|could) (?:really )?(?:help|be (?:great|nice|helpful|useful|possible))(?: us)?))?[\s.?!,;:¿¡]*$/iu;
const ARTICLE = /^(?:an?|the|our|some|any|unsere?|eine?|die|der|das|une?|la|les?|los) (?=\p{L})/iu;
const MAX_PEELS = 6;

/** A wish as people would name it: the sentence that asks, without its politeness, at most 80 characters. */
export function labelOf(ask: string): string {
  const sentences = splitSentences(ask).map(({ text }) => text);
  const asks = (text: string) =>
    ['request', 'question'].includes(kindOfSentence(text) ?? '') && contentOf(text).length > 0;
  let words = (sentences.find(asks) ?? sentences[0] ?? ask).replace(/\s+/g, ' ').trim();
  for (let i = 0; i < MAX_PEELS; i += 1) {
    const shorter = words.replace(POLITE, '');
    if (shorter === words || contentOf(shorter).length === 0) break;
    words = shorter;
  }
  words = words.replace(TAIL, '').replace(ARTICLE, '');
  if (words.length > MAX_LABEL) words = `${words.slice(0, MAX_LABEL - 1).replace(/\s\S*$/, '')}…`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Readable, and stable for ever: made from the ask that opened the topic. `hash` has at least six letters or digits. */
export function topicIdOf(label: string, hash: string): string {
  const meant = new Set(contentOf(label));
  const slug = label
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => contentOf(word).some((stemmed) => meant.has(stemmed)))
    .map((word) =>
      word
        .normalize('NFD')
        .replace(/ß/g, 'ss')
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter((word) => word.length > 1 && word.length <= 24);
  return ['demand', ...[...new Set(slug)].slice(0, SLUG_WORDS), hash.slice(0, 6)].join('-');
}
