import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const LOCAL_TABLE = 'evenhand';

/** The same keys and index as lib/infra/storage.ts. */
export async function createTable(db: DynamoDBClient): Promise<void> {
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const create = new CreateTableCommand({
    TableName: LOCAL_TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(attribute),
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
    ],
  });
  await db.send(create).catch((error: Error) => {
    if (error.name !== 'ResourceInUseException') throw error;
  });
}
