import type { SessionState } from './sessions.ts';

/** A phone that the office gave up: lost, stolen, or kept by somebody who left. */
export interface Revocation {
  readonly device: string;
  /** It is to delete what it holds, once everything of its own has arrived. */
  readonly wipe: boolean;
  readonly sinceMs: number;
}

/** How long they may be remembered when another process recorded one. */
const rememberedMs = 5_000;

/** Knows which phones are revoked. Few are, so all of a programme are remembered together for a moment. */
export class Revocations {
  private readonly read: (programme: string) => Promise<Revocation[]>;
  private readonly known = new Map<string, { of: ReadonlyMap<string, Revocation>; until: number }>();

  constructor(read: (programme: string) => Promise<Revocation[]>) {
    this.read = read;
  }

  forget(): void {
    this.known.clear();
  }

  async of(programme: string, device: string | null): Promise<Revocation | null> {
    if (device === null) return null;
    const found = this.known.get(programme);
    if (found && found.until > Date.now()) return found.of.get(device) ?? null;
    const of = new Map((await this.read(programme)).map((line) => [line.device, line]));
    this.known.set(programme, { of, until: Date.now() + rememberedMs });
    return of.get(device) ?? null;
  }
}

/** A phone that turned up again is enrolled anew, by a code that somebody made after the revocation. */
export function isLifted(of: Revocation, session: SessionState | undefined): boolean {
  return session !== undefined && session.enrolledBy !== null && session.startedMs > of.sinceMs;
}
