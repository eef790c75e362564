import { stem, wordsOf } from './words.ts';

/** Words that say how something is asked, not what. */
const EMPTY = {
  en: [
    'a an the this that these those it its they them their there here one ones some any all each both other another such same much many more most few less lot lots bit',
    'i me my mine we us our ours you your yours he she his her who what which when where why how whether if',
    'am is are was were be been being do does did done have has had having can could will would shall should may might must cannot not no yes',
    'of to for in on at by with from as into about over up out off and or but so because than then also just only even still too very really quite again already now soon ever never always well since while',
    'need needs want wants like love wish wishes hope hoping help helpful please thank thanks kindly possible possibly able offer offers get got give make let know tell see say ask asked asking wonder wondering look looking interested great good nice better best happy glad sure maybe perhaps chance way thing things something anything everything appreciate going go come use using used currently today hi hello dear regards cheers guys team pls eg ie etc',
  ],
  de: [
    'der die das den dem des ein eine einen einem einer und oder aber wir sie ich ihr uns unser unsere unseren ihre ihren es ist sind war sein haben hat hätten wird werden würden können könnten könnte möchten möchte brauchen benötigen bitte für mit von zu zum zur im auf bei aus nach nicht auch noch nur schon sehr gerne gibt dass ob wie was wann wo hallo guten tag',
  ],
  fr: [
    'le la les un une des du de et ou nous vous je il elle est sont être avoir avons avez pour avec dans sur par au aux ce cette ces notre nos votre vos pourriez pouvez souhaitons voudrions aimerions cherchons merci bonjour ne pas plus que qui serait',
  ],
  it: [
    'il lo la gli le uno una dei delle della del di da con per tra non che sono è siamo avete abbiamo vorremmo potete possiamo nostro nostra nostri vostro vi ci anche più questo questa grazie buongiorno',
  ],
  nl: [
    'het een en van voor met niet ook naar bij zijn wij we jullie uw ons onze kunt kunnen willen graag hebben wordt deze dit dat maar nog wel bedankt',
  ],
  pt: [
    'o os as um uma uns dos das do da em no na nos para com por não que nós vocês nosso nossa podem poderiam gostaríamos precisamos temos também mais obrigado obrigada',
  ],
  es: [
    'el los las uno una unos y o nosotros ustedes es son para con por del al su sus nuestro nuestra podrían pueden necesitamos quisiéramos gustaría favor gracias hola que no se lo en',
  ],
};
/** Placeholders that every mail may hold. */
const PLACEHOLDERS = ['0', 'url', 'address', 'money'];
type Language = keyof typeof EMPTY;
const wordsIn = (language: Language): string[] => EMPTY[language].join(' ').split(' ');
const languages = Object.keys(EMPTY) as Language[];
const emptyStems = new Set([...languages.flatMap(wordsIn).map(stem), ...PLACEHOLDERS]);

export const isEmptyStem = (stemmed: string): boolean => emptyStems.has(stemmed);

/** What a text is about: the stems that carry meaning, in order, repeated as they come. */
export const contentOf = (text: string): string[] =>
  wordsOf(text)
    .map(stem)
    .filter((word) => !isEmptyStem(word));

const wordsOfLanguage = new Map(languages.map((language) => [language, new Set(wordsIn(language))]));
/** So many small words of one language, and more than of any other, make it that language. */
const TELLING_WORDS = 2;
/** So many words without a single small one of these languages are not written in one of them. */
const STRANGE_WORDS = 8;

/** The language of a text by its small words; "other" for scripts and languages that are not among these; null when it is not clear. */
export function languageOf(text: string): Language | 'other' | null {
  const words = wordsOf(text);
  const foreign = words.filter((word) => /\p{L}/u.test(word) && !/\p{Script=Latin}/u.test(word)).length;
  if (foreign * 2 > words.length) return 'other';
  const [first, second] = [...wordsOfLanguage]
    .map(([language, small]) => ({ language, hits: words.filter((word) => small.has(word)).length }))
    .sort((a, b) => b.hits - a.hits);
  if (first?.hits === 0 && words.filter((word) => /\p{L}/u.test(word)).length >= STRANGE_WORDS) return 'other';
  return first && first.hits >= TELLING_WORDS && first.hits > (second?.hits ?? 0) ? first.language : null;
}

const NAMES: Record<Language | 'other', string> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  it: 'Italian',
  nl: 'Dutch',
  pt: 'Portuguese',
  es: 'Spanish',
  other: 'a language that is not known here',
};
export const nameOfLanguage = (language: Language | 'other'): string => NAMES[language];
