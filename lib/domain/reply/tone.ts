/** What must never stand in a mail of ours: a finding sends the case to a person. Quoted lines are the customer's own words. */
export interface ToneFault {
  phrase: string;
  because: string;
}

const POLICY = 'customers do not care about our policy';
const BLAME = 'blames or doubts the customer';
const UPSELL = 'sells before the matter is solved';
const COLD = 'a bare no';
const HOLLOW = 'promises what nobody can keep';

const rules: [string, RegExp][] = [
  [
    POLICY,
    /\b(our|company|internal) polic(y|ies)\b|\bpolicy (does not|doesn't|prohibits|forbids)|\b(as per|according to|under) (our|the) (policy|terms|conditions|guidelines|rules|procedures?)\b|\bnot (allowed|permitted|authori[sz]ed) to\b|\bunsere[nr]? richtlinien?\b|\bgemäß (unseren|den) (agb|richtlinien|bedingungen)\b/i,
  ],
  [
    BLAME,
    /\byou (should|could|ought to|must) have\b|\byou (failed|neglected|forgot|refused) to\b|\byou (claim|allege)\b|\b(as|like) (already|previously|clearly) (stated|explained|mentioned|said)\b|\byour (own )?(fault|mistake|negligence)\b|\bif (what you say|that) is (really )?true\b|\bsie hätten\b|\bangeblich\b|\bwie bereits (erwähnt|gesagt|mitgeteilt)\b/i,
  ],
  [
    UPSELL,
    /\bupgrade (now|today|to)\b|\b(special|exclusive|limited)([- ]time)? (offer|deal|discount)\b|\bbuy (now|today)\b|\bwhile you are here\b|\bwhy not also\b|\bjetzt (kaufen|upgraden)\b/i,
  ],
  [
    COLD,
    /\bwe (cannot|can't|can not|won't|will not) help\b|\bthere is nothing (more )?(we|i) can do\b|\b(is|are) (simply )?out of the question\b|\byour request (is|was|has been) (denied|rejected|declined|refused)\b|\bwir können ihnen (leider )?nicht (weiter)?helfen\b|\babgelehnt\b/i,
  ],
  [HOLLOW, /\bwe (guarantee|promise) that\b|\bthis will never happen again\b|\bwir garantieren\b/i],
];

export function findToneFaults(text: string): ToneFault[] {
  const own = text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .replace(/\s+/g, ' ');
  return rules.flatMap(([because, rule]) => {
    const phrase = rule.exec(own)?.[0];
    return phrase ? [{ phrase, because }] : [];
  });
}
