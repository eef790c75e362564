import type { AskKind } from './ask.ts';

/** Phrases that tell what a sentence wants. English first; German, French and Spanish for the common ones. Order is care: the first that fits wins. */
const cues: [AskKind, RegExp][] = [
  [
    'complaint',
    /\b(complain|complaint|unacceptable|disappointed|disappointing|fed up|ridiculous|outrageous|appalling|terrible service|worst|not good enough|lost patience|running out of patience|third time|fourth time|look(ing)? (for|at) (another|other) suppliers?|take our business elsewhere|switch(ing)? to a competitor|beschwerde|beschweren|unzumutbar|enttäuscht|inakzeptabel|inacceptable|déçus?|réclamation|inaceptable|decepcionad[oa]s?|queja)\b/iu,
  ],
  [
    'about-open-case',
    /\b(any (news|update|progress)|status of (our|my|the)|still waiting|follow(ing)? up on|heard nothing|have(n't| not) heard|where do we stand|ticket (number|no|#)|case (number|no|#)|my (last|previous|earlier) (mail|email|e-mail|message|request)|as discussed|gibt es (etwas )?neu(es|igkeiten)|stand der dinge|noch keine antwort|des nouvelles|toujours pas de réponse|alguna novedad)\b/iu,
  ],
  [
    'problem',
    /\b((does|do|did|is|are|was|were|has|have|will)(n't| not) (work|print|arriv|connect|feed|start|load|stick|deliver|respond|turn|scan|read|charg|complet|open|show)\w*|not working|stopp?ed working|stops? (printing|working|responding)|broken|broke down|out of order|defective|faulty|damaged|leak(s|ing|ed)?|jam(s|med|ming)?|crash(es|ed|ing)?|error( code| message)?|fail(s|ed|ing|ure)|wrong (size|label|labels|item|items|order|colour|color|material|amount|invoice|address|delivery|rolls?|goods)|missing from|(is|are) missing|arrived (late|torn|wet|open)|overdue|never arrived|nothing (prints|happens|works)|smudg\w+|peel(s|ing|ed) off|fall(s|ing)? off|cannot (log|print|connect|open|reach|get it)|can't (log|print|connect|open|reach|get it)|kaputt|defekt|funktionier(t|en) nicht|geht nicht|druckt nicht|fehlermeldung|beschädigt|fehlt|fehlen|ne (fonctionne|marche|imprime)|en panne|cassée?|no funciona|averiad[oa]|dañad[oa])\b/iu,
  ],
  [
    'request',
    /\b(could you|can you|would you|will you|would it be possible|is it possible|is there (a way|any way|any chance)|please|kindly|we('d| would)? (need|like|want|love|appreciate|prefer)|i('d| would)? (need|like|want|love|appreciate)|we are (looking|hoping|interested)|i am (looking|hoping|interested)|we're (looking|hoping|interested)|i'm (looking|hoping|interested)|looking for|look(ing)? to (order|buy|rent|hire|have)|can we|could we|may we|could i|can i|send us|quote us|request(ing)?|order(ing)? (attached|of|for)|purchase order|wish(es)? (to|for)|would help us|hoping (you|for|to)|any chance|arrange for|we require|interested in|könnt(en|et)? (sie|ihr|wir)|können (sie|wir)|bitte|wir (möchten|brauchen|benötigen|suchen|hätten|würden|wünschen)|ich (möchte|brauche|benötige|suche|hätte)|wäre es möglich|ist es möglich|pourriez-vous|pouvez-vous|nous (souhaitons|voudrions|aimerions|avons besoin|cherchons)|je (souhaite|voudrais|cherche)|serait-il possible|est-il possible|s'il vous plaît|merci de (nous|bien|m')|podrían?|pueden|necesitamos|quisiéramos|nos gustaría|sería posible|por favor)\b/iu,
  ],
  [
    'question',
    /\?|\b(do you (offer|have|sell|keep|support|provide|do|make|know|ship|deliver|also)|does (it|the|your)|what (is|are|does|would|about)|how (do|does|can|much|many|long|fast|soon)|which|when (can|will|do)|where (can|do)|bieten sie|haben sie|gibt es|was kostet|wie (viel|lange|schnell)|avez-vous|proposez-vous|combien|tienen|ofrecen|cuánto)\b/iu,
  ],
  [
    'thanks',
    /\b(thank|thanks|thx|cheers|much appreciated|well done|great (job|work|service)|works (perfectly|great|again)|all good now|perfect|very happy|danke|dankeschön|vielen dank|herzlichen dank|merci|gracias|bedankt)\b/iu,
  ],
];

/** Null: the sentence tells something but wants nothing. */
export const kindOfSentence = (sentence: string): AskKind | null =>
  cues.find(([, cue]) => cue.test(sentence))?.[0] ?? null;

/** "Thanks in advance", "please let me know": politeness around an ask, none itself. */
export const isPleasantry = (sentence: string): boolean =>
  sentence.length < 120 &&
  /^\W{0,3}((many |kind )?thanks?( you)?( (so|very) much)?( in advance| for (your|the) (help|time|quick|swift|support|reply|answer|patience)[^.!?]{0,60})?|(i|we) (hope|trust) (this|you|all|everything)[^.!?]{0,80}|(looking|look) forward[^.!?]{0,80}|(please )?(just )?let (me|us) know( what you think| if you (need|have)[^.!?]{0,60})?|(please )?(do not|don't) hesitate[^.!?]{0,60}|have a (nice|great|good|lovely)[^.!?]{0,40}|any help[^.!?]{0,40}|best wishes|danke( im voraus| schon mal)?|vielen dank( im voraus)?|merci d'avance|gracias de antemano)\W{0,3}$/iu.test(
    sentence.trim(),
  );

const GREETING =
  /^\W{0,3}(hi|hello|hey|dear|(good )?(morning|afternoon|evening)|good day|hiya|greetings|hei|hallo|guten (tag|morgen|abend)|sehr geehrte|liebe[rs]?|moin|servus|bonjour|salut|madame|monsieur|cher|chère|hola|estimad[oa]s?|buen(os|as) (días|tardes))\b[^.!?\n]{0,60}$/iu;
const SIGN_OFF =
  /^\W{0,3}((with )?(kind|best|warm|many)?\s?(regards|wishes|greetings)|sincerely|yours( (sincerely|faithfully|truly))?|cheers|all the best|best|thanks|many thanks|thank you|rgds|br|mit freundlichen grüßen|freundliche grüße|viele grüße|beste grüße|schöne grüße|mfg|lg|vg|cordialement|bien à vous|meilleures salutations|saludos|atentamente|un saludo)[\s,.!]{0,4}([\p{L} ]{0,30})$/iu;

/** Only a greeting: a line of its own. */
export const isGreeting = (line: string): boolean => GREETING.test(line.trim());
/** From here on it is names and numbers. */
export const isSignOff = (line: string): boolean => SIGN_OFF.test(line.trim());
