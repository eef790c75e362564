import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { tellStory } from '../../lib/domain/case/story-words.ts';
import { type Where, withTable } from './local-data.ts';

/** The story of a case in words. */
export async function whyCommand(
  caseId: string,
  { json = false, ...where }: Where & { json?: boolean },
): Promise<number> {
  const story = await withTable(where, (table) => dynamoCaseBook(table, () => new Date()).story(caseId));
  if (!story) {
    console.error(`There is no case ${caseId} here. "npx evenhand report" lists the newest ones.`);
    return 1;
  }
  const safe = {
    ...story,
    approvals: story.approvals.map(({ taskToken: _, holders: __, ...approval }) => approval),
  };
  console.log(json ? JSON.stringify(safe) : tellStory(story));
  return 0;
}
