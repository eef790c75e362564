import { type Command, Option } from 'commander';

interface Shared {
  run: (command: () => Promise<number>) => () => Promise<void>;
  data: () => Option;
  table: () => Option;
  jsonHelp: string;
}

const inAws = {
  bucket: new Option('--bucket <name>', 'with --table: its bucket of mail'),
  machine: new Option('--machine <arn>', 'with --table: its triage state machine'),
};
type InAws = keyof typeof inAws;

/** So that nothing is lost, and nothing is kept that should not be. */
export function addCareCommands(program: Command, { run, data, table, jsonHelp }: Shared): void {
  /** A table in AWS alone is not the whole desk. */
  const command = (name: string, description: string, also: InAws[]) => {
    const added = program.command(name).description(description).addOption(data()).addOption(table());
    for (const one of also) added.addOption(inAws[one]);
    return added;
  };
  const whole = (of: Command, options: Partial<Record<InAws | 'table', string>>, needed: InAws[]) => {
    const missing = options.table ? needed.filter((one) => !options[one]) : [];
    if (missing.length > 0) of.error(`error: --table needs ${missing.map((one) => `--${one}`).join(' and ')}, too`);
  };
  const BY = ['--by <name>', 'who does this (default: the user of this machine)'] as const;

  command('reconcile', 'is every stored mail in the ledger, and every mail of the ledger stored?', [
    'bucket',
    'machine',
  ])
    .option('--start', 'start the triage of what nobody works on')
    .option('--json', jsonHelp)
    .action((options, of) => {
      whole(of, options, options.start ? ['bucket', 'machine'] : ['bucket']);
      return run(async () => (await import('./reconcile.ts')).reconcileCommand(options))();
    });

  command('redrive', 'work on parked mail again, once what stopped it is mended', ['machine'])
    .option('--id <message...>', 'these only (default: all that is parked)')
    .option('--because <text>', 'what was mended, for the audit')
    .option(...BY)
    .option('--json', jsonHelp)
    .action((options, of) => {
      whole(of, options, ['machine']);
      return run(async () => (await import('./redrive.ts')).redriveCommand(options))();
    });

  command('erase', "forget a customer's address: their mails, words and name; counts of demand stay", ['bucket'])
    .argument('<address>')
    .option('--name <name...>', 'look for these names, too (default: those that they signed with)')
    .option('--yes', 'do it (without it, only what would go is counted)')
    .option('--because <text>', 'for the audit of their cases')
    .option(...BY)
    .option('--json', jsonHelp)
    .action((address, options, of) => {
      whole(of, options, ['bucket']);
      return run(async () => (await import('./erase.ts')).eraseCommand(address, options))();
    });

  command('export', 'everything held about one address, as JSON', ['bucket'])
    .argument('<address>')
    .action((address, options, of) => {
      whole(of, options, ['bucket']);
      return run(async () => (await import('./export.ts')).exportCommand(address, options))();
    });
}
