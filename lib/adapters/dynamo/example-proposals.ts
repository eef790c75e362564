import type { ExampleProposal, ExampleProposals } from '../../ports.ts';
import { doc, docOf, proposalKey } from './keys.ts';
import { putIfAbsent, queryAll, type Table } from './table.ts';

export const dynamoExampleProposals = (table: Table): ExampleProposals => ({
  async add(proposal) {
    await putIfAbsent(table, { ...proposalKey(proposal.messageId), ...doc(proposal) });
  },
  all: async () => (await queryAll(table, 'example-proposals')).map((row) => docOf<ExampleProposal>(row)!),
});
