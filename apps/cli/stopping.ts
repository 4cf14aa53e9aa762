/** Thrown where work is given up because somebody pressed Ctrl-C. */
export class Stopped extends Error {}

/** Ctrl-C, a terminal that was closed, a system that shuts down: work ends at its next safe point. A second time ends at once. */
export class Stop {
  readonly asked: Promise<void>;
  private stopping = false;

  constructor() {
    this.asked = new Promise((resolve) => {
      const stop = () => {
        if (this.stopping) process.exit(130);
        this.stopping = true;
        resolve();
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    });
  }

  /** Throws `Stopped` once somebody asked. */
  check(): void {
    if (this.stopping) throw new Stopped();
  }
}
