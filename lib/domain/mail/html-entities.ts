/** The names of U+00A0 to U+00FF in order: what mail programs write when they avoid UTF-8. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const OTHERS =
  'amp & lt < gt > quot " apos \' ndash – mdash — hellip … lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ bull • euro € trade ™ rarr → larr ← lsaquo ‹ rsaquo › OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ minus − le ≤ ge ≥';

const NAMED = new Map<string, string>(
  LATIN_1.split(' ').map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const),
);
for (const [, name, letter] of OTHERS.matchAll(/(\w+) (\S)/g)) NAMED.set(name!, letter!);

export const decodeEntities = (raw: string): string =>
  raw.includes('&')
    ? raw.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8}[0-9]{0,2});?/gi, (whole, name: string) =>
        name.startsWith('#') ? letterOf(name.slice(1)) : (NAMED.get(name) ?? whole),
      )
    : raw;

function letterOf(number: string): string {
  const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
  const isLetter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isLetter ? String.fromCodePoint(code) : '\ufffd';
}
