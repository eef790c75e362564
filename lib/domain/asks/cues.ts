import type { AskKind } from './ask.ts';

/** Phrases that tell what a sentence wants. English first; German, French and Spanish for the common ones. The first that fits wins: a problem that is taken for a request gets a sales answer, the other way round only a person. */
const cues: [AskKind, RegExp][] = [
  [
    'complaint',
    /\b(complain(t|ts|ing)?|unacceptable|not acceptable|disappoint(ed|ing)|fed up|ridiculous|outrageous|appalling|(terrible|awful|horrible|poor|worst) (service|support|experience)|not good enough|(nobody|no one|no-one) (answers|replies|responds|cares|calls|helps|bothers)|(speak|talk) (to|with) (your|a|the) (boss|manager|supervisor|director)|(three|four|five|many|several) times (now|already)|lost patience|running out of patience|(third|fourth|fifth) time (now|in a row|this|that|already|we|i)|look(ing)? (for|at) (another|other|a different|a new) (supplier|vendor|provider|partner)s?|(take|taking) our business elsewhere|switch(ing)? to (a |another )?(competitor|supplier|vendor|provider)|cancel everything|beschwer(de|en)|unzumutbar|enttäuscht|inakzeptabel|frechheit|inacceptable|inadmissible|déçue?s?|réclamation|inaceptable|decepcionad[oa]s?|una queja|quejarme)(?!\p{L})/iu,
  ],
  [
    'about-open-case',
    /\b(any (news|update|progress)|status of (our|my|the)|still waiting|follow(ing)? up on (my|our|the)|(have |has )?heard nothing|(have|has)(n't| not) heard|where do we stand|where is (our|my|the)? ?(order|parcel|delivery|shipment|reply|answer|refund|quote)|(ticket|case) (number|no|#|\d)|my (last|previous|earlier) (mail|email|e-mail|message|request)|(promised|told) (us|me) (last|that|by|on|a week)|(cancel|amend|postpone|track) (the|our|my|an|this|that) (last |latest |open )?(order|booking|delivery|shipment|appointment)|(call|phone|ring) (me|us)( back)?|give (me|us) a (call|ring)|to (speak|talk) (to|with)|(speak|talk) (to|with) (someone|somebody|a person|a human|an agent)|remove (me|us|my address) from|unsubscribe|rufen sie (mich|uns)|gibt es (etwas )?neu(es|igkeiten)|stand der dinge|noch keine antwort|warten (immer )?noch|des nouvelles|toujours pas (de|reçu)|alguna novedad|seguimos esperando)(?!\p{L})/iu,
  ],
  [
    'problem',
    /\b((does|do|did|is|are|was|were|has|have|will|wo|would)(n't| not) (work|print|arriv|connect|feed|start|load|stick|deliver|respond|turn|scan|read|charg|complet|open|show|close|fit|match|sync|update|receiv)\w*|not working|no longer works?|stopp?ed (work|print|respond)ing|keeps (on )?(?!asking)\p{L}+ing|(is|are|was|were|prints?|comes? out) (too |very |all )?(faint|blurr(y|ed)|illegible|crooked|incomplete|stuck|dead|down)|broken|broke down|out of order|defective|faulty|damaged|leak(s|ing|ed)|jam(s|med|ming)|crash(es|ed|ing)|(an|this|the|with) error|error (code|message) \S|fail(s|ed|ing)|wrong (size|labels?|items?|order|colou?r|material|amount|invoice|address|delivery|rolls?|goods|product|price|parts?|version|quantity)|missing from|(is|are|was|were) missing|arrived (late|torn|wet|open|broken)|(is|are) (late|overdue|delayed)|never arrived|nothing (prints|happens|works)|smudg(es|ed|ing)|peel(s|ing|ed) off|falls? off|(cannot|can't|can not|unable to) (log|sign|print|connect|open|reach|get it|get into|access|find the|download|upload|pay)|charged (us )?twice|double charged|kaputt|defekt|funktionier(t|en) nicht|geht nicht|druckt nicht|fehlermeldung|beschädigt|falsch (geliefert|berechnet)|(ne|n') ?(fonctionne|marche|imprime)|en panne|cassée?|endommagée?|no funciona|averiad[oa]|dañad[oa]|roto)(?!\p{L})/iu,
  ],
  [
    'request',
    /\b(could (you|we|i)|can (you|we|i)|would you|will you|may we|may i|would it be possible|be possible|is it possible|is there (a way|any way|any chance)|please|kindly|(we|i)('d| would)? (really )?(need|like|want|love|appreciate|prefer|require|request)|would (love|like|appreciate|prefer)|(need|want|require) (a|an|the|some|more|to)|wanted to (check|ask|know|order|book)|(we are|we're|i am|i'm) (looking|hoping|interested|after)|looking for|look(ing)? to (order|buy|rent|hire|have|book)|send us|quote us|requesting|order (attached|of|for)|purchase order|wish(es)? (to|for)|would (help|be (great|nice|helpful|good|useful|fantastic))|hoping (you|for|to)|any chance|arrange (for|a)|interested in|könnt(en|et)? (sie|ihr|wir)|können (sie|wir)|bitte|(wir|ich) (möchten?|brauchen?|benötigen?|suchen?|hätten?|würden?|wünschen?)|wäre es möglich|ist es möglich|pourriez-vous|pouvez-vous|(nous|je) (souhait|voudr|aimer|cherch)\p{L}+|nous avons besoin|j'ai besoin|serait-il possible|est-il possible|s'il vous plaît|merci de (nous|bien|m')|podr(ían|ía)|pueden|necesit(amos|o)|quisiéra(mos)?|nos gustaría|sería posible|por favor)(?!\p{L})/iu,
  ],
  [
    'question',
    /[?？]|\b(do you (offer|have|sell|keep|support|provide|do|make|know|ship|deliver|also)|does (it|the|your)|what (is|are|does|would|about)|how (do|does|can|much|many|long|fast|soon)|which|when (can|will|do)|where (can|do)|(i|we) (was|were|am|are) wondering|bieten sie|haben sie|gibt es|was kostet|wie (viel|lange|schnell)|avez-vous|proposez-vous|combien|tienen|ofrecen|cuánto)(?!\p{L})/iu,
  ],
  [
    'thanks',
    /\b(thank|thanks|thx|cheers|ta|much appreciated|well done|great (job|work|service)|works (perfectly|great|again)|all good now|perfect|very happy|(problem|issue|that|it)('s| is| has been)? (now )?solved|danke|dankeschön|(vielen|herzlichen) dank|merci|gracias|bedankt)(?!\p{L})/iu,
  ],
];

/** "Labels that do not fall off": what must not happen is wanted, it is not broken. */
const AVERTED =
  /\b(not|never|n't|without|no|against|prevents?|avoid|if|in case|when) (\p{L}+ ){0,3}?(fail|fall|leak|jam|crash|peel|broken|break|damage|smudg|defective|faulty)\p{L}*( off)?/giu;

/** Null: the sentence tells something but wants nothing. */
export function kindOfSentence(sentence: string): AskKind | null {
  const said = sentence.replace(/[’‘]/g, "'");
  const broken = said.replace(AVERTED, ' ');
  return cues.find(([kind, cue]) => cue.test(kind === 'problem' ? broken : said))?.[0] ?? null;
}
