import type { Contact, Phone } from './phone.ts';

/** What the header shows of the way to the server. */
export interface ContactState {
  readonly busy: boolean;
  readonly last: Contact | null;
}

const firstWaitMs = 15_000;
const longestWaitMs = 15 * 60_000;

/** Seeks contact when the app opens, the network returns, somebody looks, something was saved, and now and then. */
export class Contacts {
  private readonly phone: Phone;
  private readonly listeners = new Set<() => void>();
  private waitMs = firstWaitMs;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again = false;
  private readonly chance: () => number;
  state: ContactState = { busy: false, last: null };

  constructor(phone: Phone, chance: () => number = Math.random) {
    this.phone = phone;
    this.chance = chance;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Listens to the browser; answers how to stop. */
  start(): () => void {
    const soon = () => void this.now();
    const seen = () => document.visibilityState === 'visible' && soon();
    addEventListener('online', soon);
    document.addEventListener('visibilitychange', seen);
    soon();
    return () => {
      removeEventListener('online', soon);
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(this.timer);
    };
  }

  /** One contact now; a second call while it runs makes another one follow. Never throws: the field goes on without. */
  async now(): Promise<void> {
    if (this.state.busy) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.set({ busy: true, last: this.state.last });
    const last = await this.phone.sync().catch((): Contact => 'offline');
    this.set({ busy: false, last });
    this.waitMs = last === 'done' ? firstWaitMs * 8 : Math.min(longestWaitMs, this.waitMs * 2);
    const soon = this.again;
    this.again = false;
    // Never all at once: two hundred phones that lost the server in the same moment come back spread over as long again.
    this.timer = setTimeout(() => void this.now(), soon ? 500 : this.waitMs * (0.5 + this.chance()));
  }

  private set(state: ContactState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
