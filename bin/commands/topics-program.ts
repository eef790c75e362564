import { type Command, InvalidArgumentError, type Option } from 'commander';

interface Shared {
  run: (command: () => Promise<number>) => () => Promise<void>;
  desk: () => Option;
  data: () => Option;
  table: () => Option;
  jsonHelp: string;
}

const keys = (words: string): string[] => {
  const found = words.split(',').map((key) => key.trim());
  if (found.every((key) => key !== '')) return found;
  throw new InvalidArgumentError('Keys are separated by one comma each.');
};
const sequence = (words: string): number => {
  if (/^[1-9]\d{0,8}$/.test(words)) return Number(words);
  throw new InvalidArgumentError('It is the number of an entry, as the history of a topic shows it.');
};

/** What people do with topics. `list` is what `topics` alone means. */
export function addTopicCommands(program: Command, { run, desk, data, table, jsonHelp }: Shared): void {
  const topics = program.command('topics').description('what customers ask for that nobody sells yet');
  const shown = (command: Command) =>
    command.addOption(desk()).addOption(data()).addOption(table()).option('--json', jsonHelp);
  const acting = (name: string, description: string) =>
    topics
      .command(name)
      .description(description)
      .option('--by <name>', 'who decides this (default: the user of this machine)')
      .addOption(data())
      .addOption(table())
      .option('--json', jsonHelp);
  const acts = () => import('./topics-act.ts');

  shown(topics.command('list', { isDefault: true }).description('all of them, most accounts first')).action((options) =>
    run(async () => (await import('./topics.ts')).listCommand(options))(),
  );
  shown(
    topics.command('show').description('who asked in which words, and what happened to it').argument('<id>'),
  ).action((id, options) => run(async () => (await import('./topics.ts')).showCommand(id, options))());
  acting('rename', 'give it a label of your own')
    .argument('<id>')
    .argument('<label>')
    .action((id, label, options) => run(async () => (await acts()).renameCommand(id, label, options))());
  acting('merge', 'the first is from now on another name of the second')
    .argument('<id>')
    .argument('<into>')
    .action((id, into, options) => run(async () => (await acts()).mergeCommand(id, into, options))());
  acting('split', 'some of its wishes become a topic of their own')
    .argument('<id>')
    .requiredOption('--wishes <keys>', 'their keys, separated by commas', keys)
    .option('--label <label>', 'of the new topic (default: from its first wish)')
    .action((id, options) => run(async () => (await acts()).splitCommand(id, options))());
  acting('move', 'one wish goes to another topic')
    .argument('<key>')
    .requiredOption('--to <id>', 'the topic it belongs to')
    .action((key, options) => run(async () => (await acts()).moveCommand(key, options))());
  acting('adopt', 'you sell this now: a draft is added to the catalogue, or it is an offer that is there')
    .argument('<id>')
    .addOption(desk())
    .option('--offer <id>', 'the offer that it is')
    .action((id, options) => run(async () => (await acts()).adoptCommand(id, options))());
  acting('refuse', 'you will never sell this: still counted, never proposed')
    .argument('<id>')
    .action((id, options) => run(async () => (await acts()).refuseCommand(id, options))());
  acting('keep-apart', 'these two are not the same, however alike they sound')
    .argument('<id>')
    .argument('<other>')
    .action((id, other, options) => run(async () => (await acts()).keepApartCommand(id, other, options))());
  acting('undo', 'takes an act back; the history of a topic has the numbers')
    .argument('<sequence>', 'number of the entry', sequence)
    .action((number, options) => run(async () => (await acts()).undoCommand(number, options))());
}
