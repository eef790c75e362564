import type { DeskSettings } from '../domain/desk/desk.ts';
import type { Notices } from '../domain/reply/draft-notices.ts';
import { type StaffMember, staffOf } from '../domain/staff/staff.ts';
import type { Clock, NewSecret, SendNotice, Sessions, SignIns } from '../ports.ts';

export interface SignInDeps {
  signIns: SignIns;
  sessions: Sessions;
  notices: Pick<Notices, 'signIn'>;
  send: SendNotice;
  newSecret: NewSecret;
  newPublicId: () => string;
  hashSecret: (secret: string) => string;
  /** In constant time. */
  isSecretOf: (secret: string, hash: string) => boolean;
  settings: DeskSettings;
  clock: Clock;
}

/** Somebody who is signed in. */
export interface Visitor {
  /** Of the session: what page passes are bound to. */
  id: string;
  member: StaffMember;
}

const LINK_MINUTES = 15;
/** One mail in so long: nobody's mailbox is filled by strangers who type their address. */
const MAIL_EVERY_MINUTES = 2;
export const SESSION_HOURS = 12;

const MINUTE_MS = 60_000;
/** Compared with where there is no link or session, so that a wrong id takes as long as a wrong secret. */
const NO_HASH = '0'.repeat(64);
/** Strangers are all one person who is never mailed: the table is asked the same for them, and does not grow. */
const NOBODY = 'nobody';
/** An id that cannot be ours is not asked for: the table refuses keys over 2 KB with an error. */
const ID = /^[\w-]{8,64}$/;

export function signIn(deps: SignInDeps) {
  const { signIns, sessions, settings, clock, isSecretOf, hashSecret, newSecret, newPublicId } = deps;
  const memberOf = (address: string) => staffOf(settings).find((one) => one.address === address) ?? null;
  const inMinutes = (minutes: number) => new Date(clock().getTime() + minutes * MINUTE_MS);
  const plain = (address: string) => address.trim().toLowerCase();

  async function whoIs(cookie: string | undefined): Promise<Visitor | null> {
    const [id = '', secret = ''] = (cookie ?? '').split('.');
    const session = ID.test(id) ? await sessions.find(id) : null;
    if (!isSecretOf(secret, session?.secretHash ?? NO_HASH) || !session) return null;
    const member = memberOf(session.person);
    return member && new Date(session.expiresAt) > clock() ? { id, member } : null;
  }

  return {
    whoIs,

    /** Says nothing: whoever asks gets the same answer, also when the mail could not leave. */
    async ask(address: string): Promise<void> {
      const person = memberOf(plain(address))?.address ?? NOBODY;
      const [publicId, secret] = [newPublicId(), newSecret()];
      const link = {
        publicId,
        person,
        secretHash: hashSecret(secret),
        expiresAt: inMinutes(LINK_MINUTES).toISOString(),
      };
      const isOffered = await signIns.offer(link, clock(), inMinutes(-MAIL_EVERY_MINUTES));
      if (!isOffered || person === NOBODY) return;
      const mail = deps.notices.signIn({ to: person, publicId, secret, minutes: LINK_MINUTES });
      await deps.send(mail, 'sign-in', publicId).catch((error: Error) => {
        console.error(JSON.stringify({ step: 'desk', event: 'sign-in-not-mailed', error: error.name }));
      });
    },

    /**
     * A cookie for who has the secret and knows whose it is, once. The address is typed: a machine that follows the link
     * and presses the button does not use it up.
     */
    async take(publicId: string, secret: string, address: string): Promise<string | null> {
      const link = ID.test(publicId) ? await signIns.find(publicId) : null;
      if (!isSecretOf(secret, link?.secretHash ?? NO_HASH) || !link) return null;
      if (link.person !== plain(address) || !memberOf(link.person)) return null;
      if (!(await signIns.use(publicId, clock()))) return null;
      const [id, own] = [newPublicId(), newSecret()];
      const expiresAt = inMinutes(SESSION_HOURS * 60).toISOString();
      await sessions.open({ id, person: link.person, secretHash: hashSecret(own), expiresAt });
      return `${id}.${own}`;
    },

    signOut: ({ id }: Visitor): Promise<void> => sessions.close(id),
  };
}
