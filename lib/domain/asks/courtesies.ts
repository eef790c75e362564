/** What surrounds an ask and is none: greetings, sign-offs, names below them, politeness. */

const GREETING_WORDS =
  'hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hiya|greetings|hei|hallo|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|liebe[rs]?|moin|servus|bonjour|bonsoir|salut|madame|monsieur|chère?s?|hola|estimad[oa]s?|buen(?:os|as) (?:días|tardes)|buenas';
const GREETING = new RegExp(`^\\W{0,3}(?:${GREETING_WORDS})(?!\\p{L})[^.!?\\n]{0,60}[.!]?$`, 'iu');
/** "Hi there, could you": the greeting in front of the first sentence. */
const GREETING_BEFORE = new RegExp(`^\\W{0,3}(?:${GREETING_WORDS})(?!\\p{L})(?: \\p{L}+){0,3}\\s?[,!:-]\\s+`, 'iu');
const SIGN_OFF =
  /^\W{0,3}((with )?(kind(est)?|best|warm(est)?|many)?\s?(regards|wishes|greetings)|sincerely|yours( (sincerely|faithfully|truly))?|cheers|ta|all the best|best|thanks( again)?|many thanks|thank you( very much| so much)?|rgds|br|kr|mit (freundlichen|besten|herzlichen) grüßen|(freundliche|viele|beste|schöne|liebe|herzliche) grüße|mfg|lg|vg|(bien )?cordialement|bien à vous|meilleures salutations|saludos( cordiales)?|atentamente|un (cordial )?saludo)(?!\p{L})[\s,.!]{0,4}([\p{L} .]{0,30})$/iu;
/** Written below the sign-off all the same: "P.S.", "Also". */
const AFTERTHOUGHT =
  /^\W{0,3}(p\.?\s?p?\.?s\b|also\b|oh,? and\b|one more\b|another\b|forgot to|nachtrag|noch etwas|au fait)/iu;
const PLEASANTRY =
  /^\W{0,3}((many |kind )?(thanks?|thx|ta)( you)?( (so|very) much)?( in advance| for (your|the) (help|time|quick|swift|support|reply|answer|patience|understanding)[^.!?]{0,60})?|(i|we) (hope|trust) (that )?(this|you|all|everything)[^.!?]{0,80}|(looking|look) forward[^.!?]{0,80}|(i|we) (look|am looking|are looking) forward[^.!?]{0,80}|(please )?(just )?let (me|us) know( what you think| if you (need|have)[^.!?]{0,60})?|(please )?(do not|don't) hesitate[^.!?]{0,60}|(please )?(feel free|get back to (me|us))[^.!?]{0,60}|have a (nice|great|good|lovely)[^.!?]{0,40}|any help[^.!?]{0,40}|how are you[^.!?]{0,40}|best wishes|quick (one|question)|(please )?see (the )?(below|attached)|danke( im voraus| schon mal)?|vielen dank( im voraus)?|(wir|ich) freuen? (uns|mich) auf[^.!?]{0,60}|merci (d'avance|beaucoup)|dans l'attente[^.!?]{0,60}|(muchas )?gracias( de antemano)?)\W{0,3}$/iu;
/** "See subject": the mail says it in its subject line. */
const POINTER =
  /^\W{0,3}((please )?(see|as per|refer to|as in|cf\.?) (the |my )?(subject|title)( line| above)?|siehe (bitte )?(den )?betreff|voir (l')?objet|ver (el )?asunto)\W{0,3}$/iu;

const SHORT = 140;

/** Only a greeting: a line of its own. */
export const isGreeting = (line: string): boolean => line.length < SHORT && GREETING.test(line.trim());
/** Length of the greeting that a sentence begins with, 0 without one. */
export const greetingLength = (sentence: string): number =>
  GREETING_BEFORE.exec(sentence.slice(0, SHORT))?.[0].length ?? 0;
/** From here on it is names and numbers. */
export const isSignOff = (line: string): boolean => line.length < SHORT && SIGN_OFF.test(line.trim());
/** "Thanks in advance", "please let me know": politeness around an ask, none itself. */
export const isPleasantry = (sentence: string): boolean => sentence.length < SHORT && PLEASANTRY.test(sentence.trim());
export const isPointer = (sentence: string): boolean => sentence.length < SHORT && POINTER.test(sentence.trim());

export const isAfterthought = (line: string): boolean => AFTERTHOUGHT.test(line);

const NAME_WORDS = /^\s{0,4}\p{Lu}[\p{L}'’.-]{0,30}([ /,&|-]{1,3}[\p{L}'’.&-]{1,30}){0,5}\s{0,4}$/u;
const CONTACT_LINE = /[|·]|\+\d|@|www\.|\b(tel|phone|mobile|fax)\b/iu;
/** A line of a signature without a sign-off: a name, a firm, a number to call. */
export const looksLikeName = (line: string): boolean =>
  line.trim().length <= 70 && !/[.!?:]$/.test(line.trim()) && (NAME_WORDS.test(line) || CONTACT_LINE.test(line));
