/**
 * Whether a form came from our own page: browsers say so, and a page cannot make them say otherwise. Our pages send no
 * referrer, which turns `Origin` into "null"; `Sec-Fetch-Site` is what current browsers are believed by.
 */
export function isOwnForm(request: Request): boolean {
  const site = request.headers.get('Sec-Fetch-Site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('Origin') ?? '';
  const host = request.headers.get('Host') ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
