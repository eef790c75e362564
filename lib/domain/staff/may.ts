import type { Role, StaffMember } from './staff.ts';

/** What there is to look at. */
export const areas = ['requests', 'cases', 'commitments', 'held', 'outbox', 'examples'] as const;
export type Area = (typeof areas)[number];

export const acts = ['take-request', 'end-commitment', 'settle-held', 'settle-outbox'] as const;
export type Act = (typeof acts)[number];

type Reach = 'none' | 'own' | 'all';

const sees: Record<Role, Record<Area, Reach>> = {
  manager: { requests: 'own', cases: 'own', commitments: 'own', held: 'none', outbox: 'none', examples: 'none' },
  lead: { requests: 'all', cases: 'all', commitments: 'all', held: 'all', outbox: 'none', examples: 'all' },
  ops: { requests: 'all', cases: 'all', commitments: 'all', held: 'all', outbox: 'all', examples: 'all' },
};

/** Operations look after the mail; what is promised to a customer is decided by who answers for the account, or the lead. */
const does: Record<Role, Record<Act, Reach>> = {
  manager: { 'take-request': 'own', 'end-commitment': 'own', 'settle-held': 'none', 'settle-outbox': 'none' },
  lead: { 'take-request': 'all', 'end-commitment': 'all', 'settle-held': 'all', 'settle-outbox': 'none' },
  ops: { 'take-request': 'own', 'end-commitment': 'own', 'settle-held': 'all', 'settle-outbox': 'all' },
};

type Person = Pick<StaffMember, 'address' | 'role'>;

const reaches = (reach: Reach, address: string, owners: string[]): boolean =>
  reach === 'all' || (reach === 'own' && owners.includes(address));

/** Whether there is anything of it to see, so that a page is worth showing. */
export const mayOpen = ({ role }: Pick<Person, 'role'>, area: Area): boolean => sees[role][area] !== 'none';
export const seesAll = ({ role }: Pick<Person, 'role'>, area: Area): boolean => sees[role][area] === 'all';

/** `owners`: the addresses of those whose it is. */
export const maySee = ({ role, address }: Person, area: Area, owners: string[]): boolean =>
  reaches(sees[role][area], address, owners);
export const mayDo = ({ role, address }: Person, act: Act, owners: string[] = []): boolean =>
  reaches(does[role][act], address, owners);
