/** What one start tag says about what a reader sees. `tag`: the whole tag, lower case. */
export type Size = 'tiny' | 'readable' | null;

const words = (list: string): Set<string> => new Set(list.split(' '));

export const VOID = words('area base br col embed hr img input link meta param source track wbr');
/** Their content is never text. */
export const SKIPPED = words('head style script title template noscript svg object iframe select textarea math');
export const BLOCKS = words(
  'address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul',
);
/** Blocks with an empty line around them. */
export const PARAGRAPHS = words('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol table');
/** A new one ends the one before, since people's mail programs leave the end tag out. */
export const SELF_ENDING = words('p li td th tr dt dd');

/** A tag's attributes are matched up to here: longer ones are embedded images. */
const MAX_ATTRIBUTES = 4_000;

export function isHiding(tag: string): boolean {
  if (tag.includes('hidden') && hasHiddenAttribute(tag)) return true;
  const rules = styleOf(tag);
  return (
    /(^|;)(display:none|visibility:(hidden|collapse)|opacity:0(\.0\d?)?(?=[;!]|$)|mso-hide:all)/.test(rules) ||
    (/(^|;)(max-height|height|max-width|width):0(px)?(?=[;!]|$)/.test(rules) && rules.includes('overflow:hidden')) ||
    isInkOnInk(rules)
  );
}

/** `title="hidden costs"` is not the attribute. */
const hasHiddenAttribute = (tag: string): boolean =>
  /\saria-hidden\s?=\s?["']?true/.test(tag) || /\shidden(?=[\s>=/])/.test(tag.replace(/"[^"]*"|'[^']*'/g, '""'));

/** Letters of one pixel or less are unseen, until an inner element makes them larger again. */
export function sizeOf(tag: string): Size {
  const [, number, unit] =
    /(?:^|;)font(?:-size)?:(?:[^;]{0,30}\s)?(\d{0,4}(?:\.\d{1,4})?)(px|pt|em|rem|%)?/.exec(styleOf(tag)) ?? [];
  if (!number) return null;
  const pixels = Number(number) * (unit === 'em' || unit === 'rem' ? 16 : unit === '%' ? 0.16 : 1);
  return pixels <= 1 ? 'tiny' : 'readable';
}

/** Mail programs mark the history they quote; a bare blockquote is only an indented passage of the writer's own. */
export const isHistory = (tag: string): boolean =>
  /\s(type\s?=\s?["']?cite|cite\s?=|(class|id)\s?=\s?["'][^"'>]{0,100}quote)/.test(tag) ||
  /(^|;)border-left(-width|-style)?:(?!0|none)/.test(styleOf(tag));

function styleOf(tag: string): string {
  if (!tag.includes('style')) return '';
  const [, double, single] =
    /\sstyle\s{0,3}=\s{0,3}(?:"([^"]{0,4000})|'([^']{0,4000}))/.exec(tag.slice(0, MAX_ATTRIBUTES)) ?? [];
  const rules = (double ?? single ?? '').replace(/\s+/g, ' ').trim();
  return rules.replace(/ ?([:;]) ?/g, '$1');
}

function isInkOnInk(rules: string): boolean {
  const ink = /(?:^|;)color:([^;!]{1,40})/.exec(rules)?.[1]?.trim();
  const ground = /(?:^|;)background(?:-color)?:([^;!]{1,40})/.exec(rules)?.[1]?.trim();
  return ink !== undefined && ink === ground;
}
