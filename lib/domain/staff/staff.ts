import type { DeskSettings } from '../desk/desk.ts';

export const roles = ['manager', 'lead', 'ops'] as const;
/** `manager` sees what is theirs; `lead` every request and commitment; `ops` also held mail and the outbox. */
export type Role = (typeof roles)[number];

export interface StaffMember {
  address: string;
  name: string;
  role: Role;
}

/** Everybody who may sign in. Whoever is not in the desk's settings any more is nobody, at once. */
export const staffOf = ({ managers, staff }: DeskSettings): StaffMember[] => [
  ...staff,
  ...managers.map(({ address, name }) => ({ address, name, role: 'manager' as const })),
];
