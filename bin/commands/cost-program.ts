import { type Command, InvalidArgumentError, type Option } from 'commander';
import { outcomes } from '../../lib/domain/case/case.ts';

interface Shared {
  run: (command: () => Promise<number>) => () => Promise<void>;
  desk: () => Option;
  jsonHelp: string;
}

const mailsAMonth = (words: string): number => {
  if (/^[1-9]\d{0,8}$/.test(words)) return Number(words);
  throw new InvalidArgumentError('It is a number of mails, from 1 up.');
};

export function addCostCommand(program: Command, { run, desk, jsonHelp }: Shared): void {
  program
    .command('cost')
    .description('what the desk costs in AWS, by a run over its sample mails; nothing leaves the machine')
    .addOption(desk())
    .option('--mails <n>', 'mails a month to work out, beside 1,000 to 1,000,000', mailsAMonth)
    .option('--mix <file>', 'how often mails end in which way (default: as the sample mails do)')
    .option('--json', jsonHelp)
    .addHelpText(
      'after',
      `
The mails of DESK/mail are worked on by the very code that would be deployed, and every call of AWS is counted.
A mix is a YAML or JSON file with one outcome a line and its share, in any unit:
  answered: 70
  no-reply: 20
  awaiting-approval: 5
  handed-to-person: 5
Outcomes: ${outcomes.join(', ')}.

Example:
  npx evenhand cost --mails 25000`,
    )
    .action((options) => run(async () => (await import('./cost.ts')).costCommand(options))());
}
