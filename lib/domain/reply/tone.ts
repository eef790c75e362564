import type { Situation } from './situation.ts';

/** What must never stand in a mail of ours: a finding sends the case to a person. */
export interface ToneFault {
  phrase: string;
  because: string;
}

interface ToneRule {
  because: string;
  /** Bounded repetitions only: each is tried on every sentence of every mail. */
  phrases: RegExp[];
  /** Where the words are no fault. */
  except?: Situation;
}

/** "You should have received it" is a service, "you should have read it" is a reproach: so the verbs are named. */
const REPROACH =
  'asked|called|checked|contacted|done|followed|informed|kept|known|looked|made|mentioned|misunderstood|noticed|' +
  'ordered|overlooked|paid|read|reported|said|seen|sent|told|thought|tried|waited|written';

const rules: ToneRule[] = [
  {
    because: 'talks about our rules, which are not the customer’s concern',
    phrases: [
      /\b(our|company|internal) polic(y|ies)\b/,
      /\bpolicy (does not|doesn't|prohibits|forbids|requires)\b/,
      /\b(as per|according to|under|due to|because of) (our|company) (policy|terms|conditions|guidelines|rules|procedures?)\b/,
      /\b(we|i) ?('re|'m| are| am) not (allowed|permitted|authori[sz]ed)\b/,
      /\bagainst (our|the) rules\b/,
      /\b(unsere[nr]?|laut|gemäß) (richtlinien?|agb|vorschriften|geschäftsbedingungen)\b/,
      /\b(wir dürfen|ich darf) (das |ihnen |dies |leider ){0,3}nicht\b/,
    ],
  },
  {
    because: 'blames or doubts the customer',
    phrases: [
      new RegExp(`\\byou (should|could|ought to|must) have (${REPROACH})\\b`),
      /\byou (have )?(failed|neglected|forgot|forgotten|refused) to\b/,
      /\byou (claim|allege)\b|\b(alleged|supposed) (problem|damage|defect|delay|error)\b/,
      /\b(as|like) (i |we )?(have )?(already|previously|clearly) (stated|explained|mentioned|said|told)\b/,
      /\byour (own )?(fault|mistake|negligence)\b/,
      /\bif (what you (say|write)|that|this) is (really |actually |even )?true\b/,
      /\bsie hätten [^.!?]{0,80}\b(müssen|sollen|können)\b/,
      /\bsie haben (es )?(versäumt|vergessen|unterlassen)\b|\bsie behaupten\b|\bangeblich/,
      /\bwie (bereits|schon) (erwähnt|gesagt|mitgeteilt|erklärt)\b/,
    ],
  },
  {
    because: 'sells before the matter is solved',
    phrases: [
      /\b(upgrade|buy) (now|today)\b/,
      /\bwhile you are (here|at it)\b/,
      /\bwhy not also\b|\byou might also like\b/,
      /\bjetzt (kaufen|bestellen|upgraden|zugreifen)\b|\bbei der gelegenheit\b/,
    ],
  },
  {
    because: 'sells before the matter is solved',
    // Who asks for what we sell may hear what it costs this month.
    except: 'standard',
    phrases: [
      /\b(special|exclusive|limited)([- ]time)? (offers?|deals?|discounts?|prices?)\b/,
      /\bupgrade to\b/,
      /\b(sonderangebot|rabattaktion)\b/,
    ],
  },
  {
    because: 'a bare or a cold no',
    phrases: [
      /(^|[.!?:] )no(, sorry)?[.!]/,
      /(^|[.!?:] )nein[.!]/,
      /\bunfortunately,? (we|i|this|that|it) (cannot|can't|can not|do not|don't|will not|won't|is not|isn't|are unable|am unable)\b/,
      /\bwe (cannot|can't|can not|won't|will not|are unable to|are not able to) help\b/,
      /\bthere is nothing (more |else )?(we|i) can do\b/,
      /\b(is|are) (simply )?out of the question\b/,
      /\byour (request|wish|enquiry|inquiry) (is|was|has been|must be) (denied|rejected|declined|refused|turned down)\b/,
      /\bleider (können|kann)\b|\bwir können ihnen (da |hier )?nicht (weiter)?helfen\b|\babgelehnt\b/,
    ],
  },
  {
    because: 'promises what nobody can keep',
    phrases: [
      /\bwe (guarantee|promise)( you)? that\b/,
      /\bwill never happen again\b/,
      /\b(rest assured|you have our word)\b/,
      /\bwir (garantieren|versprechen) (ihnen)?,? ?dass\b|\bkommt nie wieder vor\b/,
    ],
  },
];

/** `text` is plain text. Lines that begin with `>` are the customer's own words and are not judged. */
export function findToneFaults(text: string, situation: Situation): ToneFault[] {
  const own = spoken(text);
  return rules.flatMap(({ because, phrases, except }) => {
    if (except === situation) return [];
    const phrase = phrases.map((rule) => rule.exec(own)?.[0]).find((found) => found !== undefined);
    return phrase === undefined ? [] : [{ phrase: phrase.replace(/^[.!?:] /, ''), because }];
  });
}

/** As it is heard: one line, lower case, no emphasis marks, one kind of apostrophe. A paragraph ends a sentence. */
const spoken = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('>'))
    .map((line) => line || '.')
    .join(' ')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
