/** An account manager who opens the link of a brief and approves as proposed, by the pages that a browser would get. */
import PostalMime from 'postal-mime';

const LINK = /https?:\/\/[^\s/<>]{1,100}\/a\/[\w-]{1,64}#[\w-]{1,100}/;

/** The link of a mail to a manager; null for every other mail. */
export async function linkIn(raw: Uint8Array): Promise<URL | null> {
  const { text = '', headers } = await PostalMime.parse(raw);
  if (headers.find(({ key }) => key === 'x-evenhand-purpose')?.value !== 'brief') return null;
  const link = LINK.exec(text)?.[0];
  return link ? new URL(link) : null;
}

/** Throws where the page refuses: an approval that is not counted whole would make the desk look cheap. */
export async function approve(link: URL): Promise<void> {
  const page = `${link.origin}${link.pathname}`;
  const post = async (query: string, fields: Record<string, string>) =>
    fetch(`${page}${query}`, { method: 'POST', headers: { Origin: link.origin }, body: new URLSearchParams(fields) });
  await fetch(page);
  const opened = await (await post('', { secret: link.hash.slice(1) })).text();
  const decided = await post('?decide', { ...fieldsOf(opened), answer: 'approved', reason: 'as proposed' });
  if (!decided.ok)
    throw new Error(
      `The page of an approval refused a plain yes (${decided.status}). See bin/commands/cost-manager.ts.`,
    );
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (text: string): string =>
  text.replace(/&(#\d+|\w+);/g, (_, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : (ENTITIES[name] ?? ''),
  );
const attribute = (tag: string, name: string): string => plain(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What a form sends when nobody touches it; the page is our own. */
function fieldsOf(page: string): Record<string, string> {
  const inputs = [...page.matchAll(/<input type="(?:hidden|text)"[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value'),
  ]);
  const areas = [...page.matchAll(/(<textarea[^>]*>)([^<]*)<\/textarea>/g)].map(([, tag = '', text = '']) => [
    attribute(tag, 'name'),
    plain(text),
  ]);
  const selects = [...page.matchAll(/(<select[^>]*>)(.*?)<\/select>/gs)].map(([, tag = '', options = '']) => [
    attribute(tag, 'name'),
    attribute(/<option [^>]*selected[^>]*>/.exec(options)?.[0] ?? '', 'value'),
  ]);
  return Object.fromEntries([...inputs, ...areas, ...selects]);
}
