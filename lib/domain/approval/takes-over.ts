import type { DeskSettings } from '../desk/desk.ts';

/** Who has a request that its manager did not answer: the manager's lead, else operations. */
export function takesOver(
  manager: string,
  { managers, staff, people }: DeskSettings,
): { address: string; name: string } {
  const lead = managers.find(({ address }) => address === manager)?.lead;
  return staff.find(({ address }) => address === lead) ?? { address: people.operations, name: 'Our team' };
}
