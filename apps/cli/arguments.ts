import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** An option of a command: with a value when `takes` names it, else a switch. What it does is a word: `cli.<command>.--<option>`. */
export interface Option {
  readonly takes?: string;
  /** May be given several times. */
  readonly many?: boolean;
}

export interface Given {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** Values of options that may be repeated. */
  readonly many: ReadonlyMap<string, readonly string[]>;
  readonly flags: ReadonlySet<string>;
}

/** Options that every command has. */
export const common: Readonly<Record<string, Option>> = {
  json: {},
  help: {},
  data: { takes: 'DIR' },
  programme: { takes: 'CODE' },
  lang: { takes: 'es|en' },
};

/** Splits a command line; an unknown option is refused by name. After `--` everything is a word. */
export function readArguments(argv: readonly string[], options: Readonly<Record<string, Option>>): Given {
  const all = { ...common, ...options };
  const words: string[] = [];
  const values = new Map<string, string>();
  const many = new Map<string, readonly string[]>();
  const flags = new Set<string>();
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] as string;
    if (word === '--') {
      words.push(...argv.slice(i + 1));
      break;
    }
    if (word === '-h') flags.add('help');
    else if (!word.startsWith('-') || word === '-') words.push(word);
    else {
      const [, name = '', , inline] = /^--?([^=]*)(=(.*))?$/s.exec(word) ?? [];
      const option = word.startsWith('--') && Object.hasOwn(all, name) ? all[name] : undefined;
      if (!option) throw new Refused([unknown(word, Object.keys(all))]);
      if (!option.takes) {
        if (inline !== undefined) throw new Refused([refuse('cli.no-value', { option: `--${name}` })]);
        flags.add(name);
        continue;
      }
      const value = inline ?? argv[(i += 1)];
      if (value === undefined) throw new Refused([refuse('cli.missing', { what: `--${name} ${option.takes}` })]);
      if (option.many) many.set(name, [...(many.get(name) ?? []), value]);
      else values.set(name, value);
    }
  }
  return { words, values, many, flags };
}

function unknown(word: string, names: readonly string[]) {
  const possible = names.map((name) => `--${name}`).join(' ');
  return refuse('cli.unknown-option', { option: word.replace(/=.*$/s, '').slice(0, 60), possible });
}

/** A whole number of an option within bounds, or the value that holds without it. */
export function wholeOption(given: Given, name: string, otherwise: number, [least, most]: [number, number]): number {
  const text = given.values.get(name);
  if (text === undefined) return otherwise;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new Refused([refuse('cli.out-of-bounds', { option: `--${name}`, least, most })]);
  return number;
}
