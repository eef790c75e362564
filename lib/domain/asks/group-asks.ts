import { contentOf } from '../topics/meaning.ts';
import type { AskKind } from './ask.ts';
import { kindOfSentence } from './cues.ts';
import type { Sentence } from './sentences.ts';

/** Sentences that belong together, and what they want; null when they only tell something. */
export interface Draft {
  sentences: Sentence[];
  kind: AskKind | null;
  /** True when sentences in it pull in different directions. */
  isMixed: boolean;
}

/** Words that begin another matter. */
const ANOTHER =
  /^\W{0,3}(and )?(also|another|in addition|additionally|furthermore|besides|apart from that|separately|secondly|second|third(ly)?|next|finally|lastly|one more|on another|while (i am|we are|i'm|we're) at it|by the way|btw|p\.?\s?s|oh|außerdem|zusätzlich|ferner|zweitens|weiterhin|zudem|par ailleurs|de plus|aussi|également|además|también|por otra parte)(?!\p{L})|\balso\b.{0,40}\?/iu;
/** Points back at what was just said. */
const POINTS_BACK =
  /\b(it|its|they|them|this|that|these|those|davon|dafür|damit|solche|cela|ça|ceci|eso|est[aoe]s?)(?!\p{L})/iu;
/** Asks somebody to do or to answer; "we need about 2,000" only adds to it. */
const DIRECTED =
  /\b(could|can|would|will|do|does) (you|we|i|your)\b|\bplease\b|\b(könn(t?en|tet) sie|bitte|pourriez-vous|pouvez-vous|podrían|pueden)(?!\p{L})|^\W{0,3}(what|which|when|where|how|who|is|are)\b/iu;
/** Fewer words of meaning are an addition to what was said before: "Which widths?", "How long?" */
const OWN_MATTER = 3;

/** A cued sentence opens an ask; what only tells something belongs to the ask it stands with. */
export function groupAsks(sentences: Sentence[]): Draft[] {
  const drafts: Draft[] = [];
  let lead: AskKind | null = null;
  for (const [i, sentence] of sentences.entries()) {
    const kind = kindOfSentence(sentence.text);
    const isLead = opensList(sentence, sentences[i + 1]);
    const open = drafts.at(-1);
    if (isLead) {
      lead = kind ?? 'request';
      continue;
    }
    if (!sentence.isBullet) lead = null;
    if (open && joins(open, sentence, kind, lead !== null)) add(open, sentence, kind);
    else drafts.push({ sentences: [sentence], kind: kind ?? (sentence.isBullet ? lead : null), isMixed: false });
  }
  return drafts;
}

/** "Could you send us:" above a list: each point is an ask then. "We need labels with:" opens a specification. */
const opensList = ({ isBullet, text }: Sentence, next?: Sentence): boolean =>
  !isBullet &&
  next?.isBullet === true &&
  (MATTERS.test(text) ||
    (/:$/.test(text) && !/\b(with|mit|avec|con|as follows)\W*$/iu.test(text) && contentOf(text).length < 2));
const MATTERS =
  /\b(things|points|questions|requests|wishes|matters|issues|topics|dinge|punkte|fragen|wünsche|anliegen|choses|questions|demandes|cosas|preguntas)\b/iu;

function joins(open: Draft, sentence: Sentence, kind: AskKind | null, isListed: boolean): boolean {
  const before = open.sentences.at(-1)!;
  const isNewPoint = sentence.isBullet && before.paragraph !== sentence.paragraph;
  if (isNewPoint) return !isListed && kind === null;
  if (kind === 'thanks' || open.kind === 'thanks') return false;
  if (open.kind === null || kind === null) return true;
  if (ANOTHER.test(sentence.text)) return false;
  if (before.paragraph !== sentence.paragraph) return contentOf(sentence.text).length < OWN_MATTER;
  return !isOwnMatter(open, sentence, kind);
}

/** "Please send the March invoice. Could you add two users to our account?": two matters in one breath. */
function isOwnMatter(open: Draft, { text, isAdded }: Sentence, kind: AskKind): boolean {
  if (kind !== 'request' && kind !== 'question') return false;
  if (open.kind !== 'request' && open.kind !== 'question') return false;
  const said = open.sentences.map((sentence) => sentence.text).join(' ');
  if (POINTS_BACK.test(text) || !DIRECTED.test(text)) return false;
  if (!isAdded && !DIRECTED.test(said)) return false;
  const known = new Set(contentOf(said));
  const content = contentOf(text);
  const enough = isAdded ? OWN_MATTER - 1 : OWN_MATTER;
  return known.size >= enough && content.length >= enough && !content.some((word) => known.has(word));
}

function add(open: Draft, sentence: Sentence, kind: AskKind | null) {
  open.sentences.push(sentence);
  const isSame = kind === null || open.kind === null || isWish(kind) === isWish(open.kind);
  open.isMixed ||= !isSame;
  if (CARE.indexOf(kind) < CARE.indexOf(open.kind)) open.kind = kind;
}

const isWish = (kind: AskKind): boolean => kind === 'request' || kind === 'question';
/** Whoever is angry or stuck comes first. */
const CARE: (AskKind | null)[] = ['complaint', 'problem', 'about-open-case', 'request', 'question', 'thanks', null];
