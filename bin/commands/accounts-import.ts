import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { importAccounts } from './accounts.ts';
import { type Where, withTable } from './local-data.ts';
import { progressBar } from './progress.ts';

export const importCommand = (file: string, { json, ...where }: Where & { json?: boolean }): Promise<number> =>
  withTable(where, async (table) => {
    const bar = progressBar('accounts', null);
    const code = await importAccounts(file, { json }, dynamoAccountBook(table), () => bar.step());
    bar.end();
    return code;
  });
