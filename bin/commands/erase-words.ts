import type { Counts } from '../../lib/adapters/dynamo/person-erase.ts';
import { say } from './progress.ts';

/** Where something still names the person, and how often. */
export interface Place {
  place: string;
  hits: number;
}

interface Told {
  address: string;
  counts: Counts;
  waiting: number;
  places: Place[];
  yes: boolean;
  json: boolean;
}

const MOST = 50;

export function tell({ address, counts, waiting, places, yes, json }: Told): void {
  const hits = places.reduce((sum, place) => sum + place.hits, 0);
  if (json) {
    console.log(JSON.stringify({ erased: yes, counts: Object.fromEntries(counts), waiting, hits, places }));
    return;
  }
  const lines = [...counts].map(([kind, n]) => `  ${String(n).padStart(6)}  ${kind}`);
  const verb = yes ? 'Erased' : 'Would be erased';
  const nothing = `Nothing is kept about ${address}.`;
  console.log(
    [
      ...(lines.length > 0 ? [`${verb}:`, ...lines] : [nothing]),
      ...(waiting > 0 ? [`  ${waiting} of the mails are not settled yet: until they are, nothing can be erased.`] : []),
      '',
      `Every row and object was read: ${hits} hits.`,
      ...places.slice(0, MOST).map(({ place, hits: n }) => `  ${String(n).padStart(6)}  ${place}`),
      ...(lines.length > 0 && !yes ? ['', `To erase: npx evenhand erase ${address} --yes`] : []),
    ].join('\n'),
  );
  if (counts.has('contacts of accounts'))
    say('An account names the address as a contact: take it out of accounts.csv, or the next import brings it back.');
  if (yes && places.length > 0)
    say(
      'What others wrote stays until it is settled. Erase once more then, with --name: the name itself is forgotten.',
    );
  if (yes && lines.length > 0)
    say(
      'What other systems hold is not in reach: mailboxes of your people, backups (the table can be restored for 35 days).',
    );
}
