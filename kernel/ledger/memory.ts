import type { Fact } from '#kernel/pure/fact.ts';
import type { Known } from './judge.ts';
import { Rows } from './rows.ts';

/** Facts known by id; a phone's day of work refers to few, an import to many. */
const keptKnown = 25_000;
const keptAccounts = 20_000;

/** What a writer remembers between groups, as long as nobody else wrote. */
export class Memory {
  readonly rows = new Rows();
  readonly known = new Map<string, Known | null>();
  /** Held facts by what they wait for. */
  readonly waiting = new Map<string, Set<string>>();
  readonly erased = new Set<string>();
  private readonly devices = new Map<string, number>();

  /** A fact of this device was taken into the log. */
  saw({ device, seq }: Fact): void {
    const last = this.devices.get(device);
    if (last === undefined || seq > last) this.devices.set(device, seq);
  }

  /**
   * True when the fact comes after all that its device sent: then nobody looks whether it is here already. Only a guess;
   * when it is wrong, the log's unique keys refuse the group and it is judged again with a look.
   */
  isNext({ device, seq }: Fact): boolean {
    const last = this.devices.get(device);
    return last !== undefined && seq > last;
  }

  isLarge(): boolean {
    return this.known.size > keptKnown || this.rows.accounts.size > keptAccounts || this.rows.isLarge();
  }

  /** Forgets what can be read again. Only when everything is durable. */
  settle(): void {
    if (this.known.size > keptKnown) {
      this.known.clear();
      this.devices.clear();
    }
    if (this.rows.accounts.size > keptAccounts) this.rows.accounts.clear();
    this.rows.settle();
  }
}
