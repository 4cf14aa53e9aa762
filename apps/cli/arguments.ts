import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** An option of a command: with a value when `takes` names it, else a switch. */
export interface Option {
  readonly takes?: string;
  readonly about: string;
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
  json: { about: 'answer for machines' },
  help: { about: 'this page' },
  data: { takes: 'DIR', about: 'data directory (default ./data)' },
  programme: { takes: 'CODE', about: 'which programme, when there are several' },
};

/** Splits a command line; an unknown option is refused by name. */
export function readArguments(argv: readonly string[], options: Readonly<Record<string, Option>>): Given {
  const all = { ...common, ...options };
  const words: string[] = [];
  const values = new Map<string, string>();
  const many = new Map<string, readonly string[]>();
  const flags = new Set<string>();
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] as string;
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const [, name = '', , inline] = /^--([^=]*)(=(.*))?$/s.exec(word) ?? [];
    const option = Object.hasOwn(all, name) ? all[name] : undefined;
    if (!option) throw new Refused([refuse('cli.unknown-option', { option: `--${name}` })]);
    if (!option.takes) flags.add(name);
    else {
      const value = inline ?? argv[(i += 1)];
      if (value === undefined) throw new Refused([refuse('cli.missing', { what: `--${name} ${option.takes}` })]);
      if (option.many) many.set(name, [...(many.get(name) ?? []), value]);
      else values.set(name, value);
    }
  }
  return { words, values, many, flags };
}
