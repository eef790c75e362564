import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoCommitments } from '../../lib/adapters/dynamo/commitments.ts';
import { dynamoExampleProposals } from '../../lib/adapters/dynamo/example-proposals.ts';
import { rowsNaming } from '../../lib/adapters/dynamo/person-erase.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { messageOfWish } from '../../lib/domain/person/erased-event.ts';
import { wishPlaces } from '../../lib/domain/topics/wish-places.ts';
import { mailStoreAt, type WholeWhere } from './desk-world.ts';
import { withTable } from './local-data.ts';
import { type Person, readPerson } from './person.ts';
import { mailsNaming } from './person-mail.ts';

/** Everything held about one address, as one JSON value. Of what others wrote only where it names the person. */
export async function exportCommand(address: string, where: WholeWhere): Promise<number> {
  const held = await withTable(where, async (table) => {
    const store = mailStoreAt(where);
    const person = await readPerson(table, store, address);
    const { found, keys, needles, isTheirs } = person;
    const stored = await Array.fromAsync(store.list('raw/'));
    const own = new Set(keys);
    const others = await Array.fromAsync(mailsNaming(store, needles), ({ key }) => key);
    return {
      address: found.address,
      accounts: found.accounts.map(({ id, name }) => ({ id, name })),
      messages: found.messages,
      records: found.records,
      ...(await storiesOf(table, person)),
      commitments: (await dynamoCommitments(table).all()).filter(({ id }) => isTheirs(id)),
      exampleProposals: (await dynamoExampleProposals(table).all()).filter(({ messageId }) => isTheirs(messageId)),
      wishes: await wishesOf(table, isTheirs),
      storedMails: stored.filter(({ key }) => own.has(key)).map(({ key, storedAt }) => ({ key, storedAt })),
      storedMailsOfOthers: others.filter((key) => !own.has(key)),
      rowsNaming: await Array.fromAsync(rowsNaming(table, needles), ({ place }) => place),
    };
  });
  console.log(JSON.stringify(held, null, 2));
  return 0;
}

/** Mails to them, and what was asked about their mails: without secrets. */
async function storiesOf(table: Table, { found, isTheirs }: Person) {
  const cases = dynamoCaseBook(table, () => new Date());
  const caseIds = new Set(found.records.map(({ caseId }) => caseId));
  const stories = (await Promise.all([...caseIds].map((caseId) => cases.story(caseId)))).filter(
    (story) => story !== null,
  );
  const theirs = <T extends { messageId: string }>(list: T[]) => list.filter(({ messageId }) => isTheirs(messageId));
  return {
    mails: stories.flatMap(({ replies }) => theirs(replies)),
    approvals: stories.flatMap(({ approvals }) =>
      theirs(approvals).map(
        ({ taskToken: _, executionArn: __, holders: ___, publicId: ____, ...approval }) => approval,
      ),
    ),
  };
}

async function wishesOf(table: Table, isTheirs: Person['isTheirs']) {
  const places = [...wishPlaces(await dynamoTopicLog(table).after(0)).values()];
  return places
    .filter(({ wish }) => isTheirs(messageOfWish(wish)))
    .map(({ topic, wish: { vector: _, ...wish } }) => ({ topic, ...wish }));
}
