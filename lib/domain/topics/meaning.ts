import { stem, wordsOf } from './words.ts';

/** Words that say how something is asked, not what: English, German, French, Spanish. */
const EMPTY = new Set(
  [
    'a an the this that these those it its they them their there here one ones some any all each both other another such same much many more most few less lot lots bit',
    'i me my mine we us our ours you your yours he she his her who what which when where why how whether if',
    'am is are was were be been being do does did done have has had having can could will would shall should may might must cannot not no yes',
    'of to for in on at by with from as into about over up out off and or but so because than then also just only even still too very really quite again already now soon ever never always well',
    'need needs want wants like love wish wishes hope hoping help helpful please thank thanks kindly possible possibly able offer offers get got give make let know tell see say ask asked asking wonder wondering look looking interested great good nice better best happy glad sure maybe perhaps chance way thing things something anything everything lots appreciate would could since while going go come use using used currently today hi hello dear regards cheers guys team',
    'd ll m re s t ve 0 url address money eg ie etc pls',
    'der die das den dem des ein eine einen einem einer und oder aber wir sie ich ihr uns unser unsere unseren ihre ihren es ist sind war sein haben hat hätten wird werden würden können könnten könnte möchten möchte brauchen benötigen bitte für mit von zu zum zur im in auf an bei aus nach nicht auch noch nur schon sehr gerne gibt dass ob wie was wann wo',
    'le la les un une des du de et ou nous vous je il elle on est sont être avoir avons avez pour avec dans sur par au aux ce cette ces notre nos votre vos pourriez pouvez souhaitons voudrions aimerions cherchons merci bonjour ne pas plus que qui si possible serait',
    'el los las uno una unos y o nosotros ustedes es son para con por del al su sus nuestro nuestra podrían pueden necesitamos quisiéramos gustaría favor gracias hola que si no se lo',
  ]
    .join(' ')
    .split(' ')
    .map(stem),
);

/** What a text is about: the stems that carry meaning, in order, repeated as they come. */
export const contentOf = (text: string): string[] =>
  wordsOf(text)
    .map(stem)
    .filter((word) => !EMPTY.has(word));
