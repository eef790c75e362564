import type { Commitment } from '../../domain/commitment/commitment.ts';
import type { Commitments, ExampleProposal, ExampleProposals } from '../../ports.ts';
import { appendTo } from './audit.ts';
import type { Rows } from './rows.ts';

export const memoryCommitments = ({ rows }: { rows: Rows }): Commitments => {
  const kept = new Map<string, Commitment>();
  const all = () => [...kept.values()].sort((a, b) => (a.reviewOn < b.reviewOn ? -1 : 1));
  return {
    async add(commitment) {
      if (!kept.has(commitment.id)) kept.set(commitment.id, commitment);
    },
    find: async (id) => kept.get(id) ?? null,
    all: async () => all(),
    ofAccount: async (account) => all().filter((one) => one.account === account),
    due: async (day) =>
      all().filter(
        ({ state, reviewOn, reviewMailed }) => state === 'active' && reviewOn <= day && reviewMailed !== reviewOn,
      ),

    async reviewMailed(id, day) {
      const commitment = kept.get(id);
      if (commitment) kept.set(id, { ...commitment, reviewMailed: day });
    },

    async end(id, ended, entry) {
      const commitment = kept.get(id);
      if (commitment?.state !== 'active') return false;
      appendTo(rows, commitment.caseId, entry);
      kept.set(id, { ...commitment, state: 'ended', ended });
      return true;
    },
  };
};

export const memoryExampleProposals = (): ExampleProposals => {
  const kept = new Map<string, ExampleProposal>();
  return {
    async add(proposal) {
      if (!kept.has(proposal.messageId)) kept.set(proposal.messageId, proposal);
    },
    all: async () => [...kept.values()],
  };
};
