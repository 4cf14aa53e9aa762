import type { PoolClient, Submittable } from 'pg';

/** A statement with its parameters. Prepared once per connection: its text must be one of few, the values vary. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly (string | number | null)[];
  /** Gets the rows once all statements of the round trip have succeeded. */
  readonly take?: (rows: Record<string, unknown>[]) => void;
}

/** What this file uses of the driver's connection (`pg` 8, lib/connection.js). */
interface Wire {
  readonly stream: { write(bytes: Buffer): void };
  _send(bytes: Buffer): boolean;
  parse(of: { name: string; text: string }): void;
  bind(of: { statement: string; values: readonly unknown[]; valueMapper: (value: unknown) => string | null }): void;
  describe(of: { type: 'P'; name: string }): void;
  execute(of?: { rows: number }): void;
  sync(): void;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

type Parser = (text: string) => unknown;
const names = new WeakMap<object, Map<string, string>>();
let prepared = 0;

/**
 * Runs several prepared statements in one round trip, in order. Outside of a transaction they are one by themselves: the
 * first that fails undoes all. Measured: a fact alone costs a dozen statements, which took longer to plan than to run.
 */
export async function together(client: PoolClient, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return;
  const answers = await new Promise<Record<string, unknown>[][]>((resolve, reject) => {
    const trip = new Trip(client, statements, resolve, reject);
    // The driver takes any query that brings these methods; its types know only some.
    client.query(trip as unknown as Submittable);
  });
  statements.forEach(({ take }, i) => take?.(answers[i] ?? []));
}

const asText = (value: unknown): string | null => (value === null ? null : String(value));

/** The same connection, its messages gathered: fifty small writes in one call cost more than one large one. */
function collecting(wire: Wire, parts: Buffer[]): Wire {
  const writer = Object.create(wire) as Wire;
  writer._send = (bytes) => {
    parts.push(bytes);
    return true;
  };
  return writer;
}

/** One round trip, in the driver's own terms. */
class Trip {
  /** The driver reports through it when the connection dies before the answer. */
  callback: ((error: Error | null) => void) | undefined;
  private readonly client: PoolClient;
  private readonly statements: readonly Statement[];
  private readonly resolve: (answers: Record<string, unknown>[][]) => void;
  private readonly answers: Record<string, unknown>[][];
  private at = 0;
  private fields: { name: string; parse: Parser }[] = [];
  private fault: Error | null = null;

  constructor(
    client: PoolClient,
    statements: readonly Statement[],
    resolve: (answers: Record<string, unknown>[][]) => void,
    reject: (error: Error) => void,
  ) {
    this.client = client;
    this.statements = statements;
    this.answers = statements.map(() => []);
    this.resolve = resolve;
    this.callback = (error) => {
      if (error) reject(error);
    };
  }

  submit(wire: Wire): void {
    const known = names.get(wire) ?? new Map<string, string>();
    names.set(wire, known);
    const parts: Buffer[] = [];
    const writer = collecting(wire, parts);
    for (const { text, values, take } of this.statements) {
      let name = known.get(text);
      if (name === undefined) {
        prepared += 1;
        name = `minka${prepared}`;
        known.set(text, name);
        writer.parse({ name, text });
      }
      writer.bind({ statement: name, values: values ?? [], valueMapper: asText });
      if (take) writer.describe({ type: 'P', name: '' });
      writer.execute();
    }
    writer.sync();
    wire.stream.write(Buffer.concat(parts));
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.fields = fields.map((f) => ({
      name: f.name,
      parse: this.client.getTypeParser(f.dataTypeID, 'text') as Parser,
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (!this.statements[this.at]?.take) return;
    const row: Record<string, unknown> = {};
    try {
      for (let i = 0; i < fields.length; i += 1) {
        const { name, parse } = this.fields[i] as { name: string; parse: Parser };
        const text = fields[i] as string | null;
        row[name] = text === null ? null : parse(text);
      }
    } catch (error) {
      this.fault ??= error as Error;
    }
    this.answers[this.at]?.push(row);
  }

  handleCommandComplete(): void {
    this.at += 1;
  }

  handleEmptyQuery(): void {
    this.at += 1;
  }

  handleError(error: Error, wire: Wire): void {
    // What came after the failed statement was skipped, also its preparation: all get new names.
    names.delete(wire);
    this.callback?.(error);
  }

  handleReadyForQuery(): void {
    if (this.fault) this.callback?.(this.fault);
    else this.resolve(this.answers);
  }
}
