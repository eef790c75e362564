import { expect, test } from 'vitest';
import { reportCsv } from '../../bin/commands/report-csv.ts';

const ofAccount = (account: string) => ({
  account,
  commitments: 1,
  yearlyUpkeep: 200,
  contribution: -50.5,
  share: null,
});
const csv = (account: string) =>
  reportCsv({ topics: [], commitments: { accounts: [ofAccount(account)], due: [] } }, 'commitments');

test.each([
  ['=HYPERLINK("http://evil.example","Click")', `"'=HYPERLINK(""http://evil.example"",""Click"")"`],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ['-2+3', "'-2+3"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1', "'\t=1"],
  ['Acme, "the" firm', '"Acme, ""the"" firm"'],
  ['Acme = Best', 'Acme = Best'],
])('22 an account named %j stays words in a spreadsheet', (name, cell) =>
  expect(csv(name)).toBe(`account,commitments,yearlyUpkeep,contribution,share\r\n${cell},1,200,-50.5,\r\n`),
);

test('a wish is somebody else’s words, too', () => {
  const line = {
    topic: 'demand-1',
    label: '=1+1',
    accounts: 2,
    segments: { retail: 2 },
    newer: 1,
    older: 1,
    isCandidate: true,
  };
  const all = reportCsv({ topics: [line], commitments: { accounts: [], due: [] } }, 'topics');
  expect(all.split('\r\n')[1]).toBe("demand-1,'=1+1,2,retail 2,1,1,yes");
});
