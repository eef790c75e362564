import { letOut, type Sent, type Traffic } from '../../domain/mail/brakes.ts';
import { bucketsOf, NO_TRAFFIC, trafficAt } from '../../domain/mail/traffic.ts';
import type { Brakes } from '../../ports-brakes.ts';

export const memoryBrakes = (): Brakes => {
  const [toAddress, inCase] = [new Map<string, Sent[]>(), new Map<string, Sent[]>()];
  const traffic = new Map<string, Traffic>();
  const countedIn = (bucket: string): Traffic => traffic.get(bucket) ?? NO_TRAFFIC;
  const count = (at: Date, what: keyof Traffic): void => {
    const { current } = bucketsOf(at);
    traffic.set(current, { ...countedIn(current), [what]: countedIn(current)[what] + 1 });
  };
  return {
    async take(mail, at) {
      const { current, previous } = bucketsOf(at);
      const kept = {
        toAddress: toAddress.get(mail.address) ?? [],
        inCase: inCase.get(mail.caseId) ?? [],
        traffic: trafficAt(at, { current: countedIn(current), previous: countedIn(previous) }),
      };
      const out = letOut(mail, kept, at);
      if (!out.may) return out;
      toAddress.set(mail.address, out.toAddress);
      inCase.set(mail.caseId, out.inCase);
      if (!out.isInTraffic) count(at, 'outbound');
      return { may: true };
    },

    accepted: async (at) => count(at, 'accepted'),
  };
};
