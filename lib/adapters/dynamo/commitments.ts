import type { Commitment } from '../../domain/commitment/commitment.ts';
import type { Commitments } from '../../ports.ts';
import { changeWithAudit } from './audit.ts';
import { accountCommitmentKey, commitmentKey, doc, docOf, type Item, indexed, text } from './keys.ts';
import { change, getItem, putIfAbsent, queryAll, queryIndex, type Table, updateOf } from './table.ts';

const toCommitment = (item: Item): Commitment => ({
  ...docOf<Commitment>(item)!,
  state: text(item, 'state') as Commitment['state'],
  ended: JSON.parse(text(item, 'ended') ?? 'null') as Commitment['ended'],
  reviewMailed: text(item, 'reviewMailed'),
});

export const dynamoCommitments = (table: Table): Commitments => {
  const find = async (id: string) => {
    const item = await getItem(table, commitmentKey(id));
    return item ? toCommitment(item) : null;
  };
  return {
    find,

    async add(commitment) {
      const { id, account, reviewOn } = commitment;
      // The account's row first: without the other it leads nowhere, while a commitment nobody lists would be forgotten.
      await putIfAbsent(table, accountCommitmentKey(account, id));
      const row = { ...commitmentKey(id), ...doc(commitment), ...indexed('commitments', reviewOn) };
      await putIfAbsent(table, { ...row, state: { S: 'active' } });
    },

    all: async () => (await queryIndex(table, 'commitments')).map(toCommitment),

    async ofAccount(account) {
      const rows = await queryAll(table, `account-commitments#${account}`);
      const found = await Promise.all(rows.map((row) => find(text(row, 'sk') ?? '')));
      return found.filter((commitment) => commitment !== null);
    },

    async due(day) {
      const reached = await queryIndex(table, 'commitments', { is: '<', value: `${day}~` });
      return reached
        .map(toCommitment)
        .filter(({ state, reviewOn, reviewMailed }) => state === 'active' && reviewMailed !== reviewOn);
    },

    async reviewMailed(id, day) {
      await change(table, commitmentKey(id), { set: { reviewMailed: { S: day } }, onlyIf: 'attribute_exists(pk)' });
    },

    async end(id, ended, entry) {
      const commitment = await find(id);
      if (!commitment) return false;
      const wanted = updateOf({
        set: { state: { S: 'ended' }, ended: { S: JSON.stringify(ended) } },
        onlyIf: '#state = :active',
        values: { active: { S: 'active' } },
      });
      const Update = { TableName: table.name, Key: commitmentKey(id), ...wanted };
      return changeWithAudit(table, commitment.caseId, entry, [{ Update }]);
    },
  };
};
