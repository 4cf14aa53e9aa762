import type { RefusalParams } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';
import { common, type Given, type Option } from './arguments.ts';
import { bookCommand } from './commands/book.ts';
import { eudrCommand } from './commands/eudr.ts';
import { importCommand } from './commands/import.ts';
import { backupCommand, restoreCommand } from './commands/keeping.ts';
import { landCommand } from './commands/land.ts';
import { lotsCommand } from './commands/lots.ts';
import { plotsCommand } from './commands/plots.ts';
import { rebuildCommand, verifyCommand } from './commands/proving.ts';
import { resultsCommand } from './commands/results.ts';
import { seasonCommand } from './commands/season.ts';
import { startCommand } from './commands/start.ts';
import { traceCommand } from './commands/trace.ts';
import { userCommand } from './commands/user.ts';
import { print, printJson } from './printing.ts';

/** What a command is run with. */
export interface Call extends Given {
  readonly json: boolean;
  readonly language: Language;
  readonly say: (key: string, params?: RefusalParams) => string;
}

/** One command. What it is for is a word, `cli.about.<name>`, and each option has one: `cli.<name>.--<option>`. */
export interface Command {
  /** Words after the command's name, as shown. */
  readonly takes: string;
  /** How many of them at most. */
  readonly most: number;
  readonly options: Readonly<Record<string, Option>>;
  /** Answers the exit code. */
  run(call: Call): Promise<number>;
}

const helpCommand: Command = {
  takes: '[COMMAND]',
  most: 1,
  options: {},
  run: async (call) => {
    const [name] = call.words;
    const command = name === undefined ? undefined : commands[name];
    if (call.json) printJson(Object.entries(commands).map(([of, it]) => described(of, it, call)));
    else if (name !== undefined && command) printUsage(name, command, call);
    else printList(call);
    return 0;
  },
};

export const commands: Readonly<Record<string, Command>> = {
  help: helpCommand,
  start: startCommand,
  season: seasonCommand,
  results: resultsCommand,
  import: importCommand,
  trace: traceCommand,
  lots: lotsCommand,
  plots: plotsCommand,
  land: landCommand,
  eudr: eudrCommand,
  book: bookCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  backup: backupCommand,
  restore: restoreCommand,
  user: userCommand,
};

function described(name: string, { takes, options }: Command, { say }: Call) {
  const about = (option: string) => ({ takes: options[option]?.takes ?? null, about: say(`cli.${name}.--${option}`) });
  return {
    name,
    takes,
    about: say(`cli.about.${name}`),
    options: Object.fromEntries(Object.keys(options).map((option) => [option, about(option)])),
  };
}

function printList({ say }: Call): void {
  print(`${say('cli.usage')}\n`);
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  for (const name of Object.keys(commands)) print(`  ${name.padEnd(width)}  ${say(`cli.about.${name}`)}`);
  print(`\n${say('cli.help-more')}`);
}

/** One command with its options, and those that all have. */
export function printUsage(name: string, command: Command, { say }: Call): void {
  print(`./minka ${name} ${command.takes}`.trim());
  print(`  ${say(`cli.about.${name}`)}\n`);
  const own = Object.entries(command.options).map(([option, of]) => [option, of, `cli.${name}.--${option}`] as const);
  const all = Object.entries(common).map(([option, of]) => [option, of, `cli.--${option}`] as const);
  const shown = [...own, ...all].map(([option, of, key]) => [`--${option}${of.takes ? ` ${of.takes}` : ''}`, say(key)]);
  const width = Math.max(...shown.map(([left = '']) => left.length));
  for (const [left = '', right = ''] of shown) print(`  ${left.padEnd(width)}  ${right}`);
}
