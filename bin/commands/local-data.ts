import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { openData } from '../../lib/local/running.ts';
import { LOCAL_TABLE } from '../../lib/local/table.ts';

/** The local desk knows no credentials, and the SDK wants some. */
export const LOCAL_CLIENT = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

export const localTable = (endpoint: string): Table => ({
  db: new DynamoDBClient({ ...LOCAL_CLIENT, endpoint }),
  name: LOCAL_TABLE,
});

/** Where a command looks: the table in AWS when it is named, else the local desk's data. */
export interface Where {
  data: string;
  table?: string;
}

export async function withTable<T>({ data, table }: Where, use: (table: Table) => Promise<T>): Promise<T> {
  if (table) return use({ db: new DynamoDBClient({}), name: table });
  const opened = await openData(data);
  try {
    return await use(localTable(opened.endpoint));
  } finally {
    await opened.close();
  }
}
