#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander';
import { addCareCommands } from './commands/care-program.ts';
import { addCostCommand } from './commands/cost-program.ts';
import { addTopicCommands } from './commands/topics-program.ts';

const DESK = 'desk';
const DATA = '.evenhand/data';
const JSON_HELP = 'one JSON object a line on stdout, and nothing else there';

const port = (words: string): number => {
  const number = Number(words);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
};
const deskOption = () => new Option('--desk <dir>', 'the desk folder').default(DESK);
const dataOption = () => new Option('--data <dir>', "the local desk's data").default(DATA);
const tableOption = () => new Option('--table <name>', 'a table in AWS instead of the local one');

const program = new Command('evenhand')
  .description('Triage of customer requests: standard, customisable, or a gentle no that always offers something.')
  .showHelpAfterError('(--help teaches the options)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

/** Commands are imported when they run: --help and small commands stay quick. Exit 1: something in the input was refused. */
const run =
  (command: () => Promise<number>): (() => Promise<void>) =>
  async () => {
    try {
      process.exitCode = await command();
    } catch (error) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
    // Idle connections of the SDK clients in the bundles would keep the process for minutes.
    process.exit();
  };

program
  .command('read')
  .description('understand mails without any desk: .eml, mbox or a folder')
  .argument('<path...>')
  .option('--json', JSON_HELP)
  .action((paths, options) => run(async () => (await import('./commands/read.ts')).readCommand(paths, options))());

program
  .command('match')
  .description('which offer of a catalogue each text asks for, or none of these; texts on stdin, {"id","text"} a line')
  .requiredOption('--catalogue <file>', 'YAML or JSON: a list of {id, name, examples}; id and examples are enough')
  .option('--json', JSON_HELP)
  .addHelpText(
    'after',
    '\nExample:\n  echo \'{"id":1,"text":"do you rent printers?"}\' | npx evenhand match --catalogue desk/catalogue.yaml',
  )
  .action((options) => run(async () => (await import('./commands/match.ts')).matchCommand(options))());

program
  .command('discover')
  .description(
    'what is asked, by how many accounts, and what nobody sells yet; {"id","text","account"} a line on stdin',
  )
  .option('--catalogue <file>', 'YAML or JSON as for match; without it every text is demand')
  .option('--json', JSON_HELP)
  .addHelpText('after', '\nExample:\n  npx evenhand discover --catalogue desk/catalogue.yaml < asks.ndjson')
  .action((options) => run(async () => (await import('./commands/discover.ts')).discoverCommand(options))());

program
  .command('try')
  .description('the whole workflow over some mails, on a desk in memory; nothing leaves the machine')
  .argument('<path...>')
  .addOption(deskOption())
  .option('--json', JSON_HELP)
  .option(
    '--assume-verified',
    'believe every From: for exported mailboxes without the verdicts of the receiving server',
  )
  .option('--out <dir>', 'where the replies go', '.evenhand/try')
  .addHelpText('after', '\nExample:\n  npx evenhand try desk/mail')
  .action((paths, options) => run(async () => (await import('./commands/try.ts')).tryCommand(paths, options))());

program
  .command('replay')
  .description('the same mails under the policy of today and under another: what would change')
  .argument('<path...>')
  .addOption(deskOption())
  .requiredOption('--policy <file>', 'the other policy')
  .option('--json', JSON_HELP)
  .option('--assume-verified', 'believe every From: for exported mailboxes')
  .action((paths, options) => run(async () => (await import('./commands/replay.ts')).replayCommand(paths, options))());

program
  .command('start')
  .description('the local desk: SMTP, pages, outbox')
  .addOption(deskOption())
  .addOption(dataOption())
  .addOption(new Option('--smtp-port <port>').default(2525).argParser(port))
  .addOption(new Option('--web-port <port>').default(8080).argParser(port))
  .addOption(
    new Option('--verdict <verdict>', 'what the local mail server finds out about senders')
      .choices(['pass', 'gray', 'fail'])
      .default('pass'),
  )
  .action((options) => run(async () => (await import('./commands/start.ts')).startCommand(options))());

program
  .command('send')
  .description('hand mails to the running desk by SMTP')
  .argument('<path...>')
  .addOption(new Option('--smtp-port <port>').default(2525).argParser(port))
  .option('--to <address>', "one of the desk's addresses", 'support@haldenlabels.example')
  .action((paths, options) => run(async () => (await import('./commands/send.ts')).sendCommand(paths, options))());

program
  .command('check')
  .description('validate a desk folder: every fault with file, place, reason and cure')
  .argument('<dir>')
  .option('--json', JSON_HELP)
  .action((dir, options) => run(async () => (await import('./commands/check.ts')).checkCommand(dir, options))());

program
  .command('accounts')
  .description('accounts of the desk')
  .command('import')
  .description('add or change accounts; a bad row is refused by number, good rows go in')
  .argument('<file.csv>')
  .addOption(dataOption())
  .addOption(tableOption())
  .option('--json', JSON_HELP)
  .action((file, options) =>
    run(async () => (await import('./commands/accounts-import.ts')).importCommand(file, options))(),
  );

program
  .command('why')
  .description('the story of a case in words')
  .argument('<case>')
  .addOption(dataOption())
  .addOption(tableOption())
  .option('--json', JSON_HELP)
  .action((caseId, options) => run(async () => (await import('./commands/why.ts')).whyCommand(caseId, options))());

program
  .command('audit')
  .description('who did what with a case; exit 1 where somebody has changed it afterwards')
  .argument('<case>')
  .addOption(dataOption())
  .addOption(tableOption())
  .option('--json', JSON_HELP)
  .action((caseId, options) => run(async () => (await import('./commands/audit.ts')).auditCommand(caseId, options))());

program
  .command('report')
  .description('dispositions, outcomes, what is asked for by how many accounts, and what our promises cost')
  .addOption(deskOption())
  .addOption(dataOption())
  .addOption(tableOption())
  .option('--json', JSON_HELP)
  .addOption(
    new Option('--csv <table>', 'one table as CSV for a spreadsheet')
      .choices(['topics', 'commitments'])
      .conflicts('json'),
  )
  .action((options) => run(async () => (await import('./commands/report.ts')).reportCommand(options))());

addCareCommands(program, { run, data: dataOption, table: tableOption, jsonHelp: JSON_HELP });
addTopicCommands(program, { run, desk: deskOption, data: dataOption, table: tableOption, jsonHelp: JSON_HELP });
addCostCommand(program, { run, desk: deskOption, jsonHelp: JSON_HELP });

await program.parseAsync();
