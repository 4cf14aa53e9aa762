import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** Somebody signed in. */
export interface SignedIn {
  readonly programme: string;
  readonly staff: string;
}

/** What is known of the session itself: on which phone it is, and who enrolled that phone. */
export interface SessionState {
  readonly device: string | null;
  /** The member of staff who made the code; null when it began with a password. */
  readonly enrolledBy: string | null;
  readonly startedMs: number;
}

/** Somebody with the session that she is in. */
export type Seated = SignedIn & { readonly session: SessionState };

/** How a session begins. */
export interface Opening {
  readonly agent?: string | undefined;
  readonly enrolledBy?: string | null;
  /** The phone that it goes on with: the session before this one was on it. */
  readonly device?: string | null;
  /** Ends then, however much it is used; otherwise it lasts as long as it is used. */
  readonly untilMs?: number;
}

/** A session as its owner or an administrator sees it; the name says nothing that would open it. */
export interface SessionLine {
  readonly id: string;
  readonly staff: string;
  readonly started_ms: number;
  readonly seen_ms: number;
  readonly agent: string | null;
}

export const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const digestOf = (token: string) => createHash('sha256').update(token).digest();
export const foldedLogin = (login: string): string => login.trim().toLowerCase();
/** A session lasts this long without being used; the field is offline for weeks. */
const idleMs = 90 * 86_400_000;
/** No session begins so: its tokens are 43 letters without a point. */
const readerMark = 'read.';
/** Another process (the command line) may have closed a session: what was seen is looked up again after this. */
const rememberedMs = 60_000;
const shortest = { login: 3, password: 8 };

/** A login is at least three characters. */
export function checkLogin(login: string): void {
  if (foldedLogin(login).length < shortest.login)
    throw new Refused([refuse('access.login-too-short', { minimum: shortest.login }, 'login')]);
}

/** A password is at least eight characters; nothing else is asked of it. */
export function checkPassword(password: string): void {
  if (password.length < shortest.password)
    throw new Refused([refuse('access.password-too-short', { minimum: shortest.password }, 'password')]);
}

/** Opaque server sessions and logins. Keeps what it saw in memory, so that a request costs no query. */
export class Sessions {
  readonly pool: Pool;
  private readonly seen = new Map<string, Seated & { until: number }>();
  /** Compared when there is no such login, so that the answer takes as long. */
  private readonly nobody = hash(randomBytes(16), argon);

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Gives or replaces somebody's login. Passwords under 8 characters are refused. */
  async setLogin(who: SignedIn, login: string, password: string): Promise<void> {
    checkLogin(login);
    checkPassword(password);
    await this.free(who, login);
    await this.pool.query(
      `insert into access_login (login, programme, staff, hash) values ($1, $2, $3, $4)
       on conflict (programme, staff) do update set login = excluded.login, hash = excluded.hash`,
      [foldedLogin(login), who.programme, who.staff, await hash(password, argon)],
    );
  }

  /** Refuses a login that is somebody else's. */
  async free(who: SignedIn, login: string): Promise<void> {
    const { rows } = await this.pool.query('select programme, staff from access_login where login = $1', [
      foldedLogin(login),
    ]);
    const [owner] = rows as SignedIn[];
    if (owner && (owner.staff !== who.staff || owner.programme !== who.programme))
      throw new Refused([refuse('access.login-taken', {}, 'login')]);
  }

  async loginOf(who: SignedIn): Promise<string | null> {
    const { rows } = await this.pool.query('select login from access_login where programme = $1 and staff = $2', [
      who.programme,
      who.staff,
    ]);
    return (rows[0]?.login as string | undefined) ?? null;
  }

  /** Who has this login and password, or null. Always costs one argon2id. */
  async whose(login: string, password: string): Promise<SignedIn | null> {
    const { rows } = await this.pool.query('select programme, staff, hash from access_login where login = $1', [
      foldedLogin(login),
    ]);
    const found = rows[0] as { programme: string; staff: string; hash: string } | undefined;
    const right = await verify(found?.hash ?? (await this.nobody), password).catch(() => false);
    return found && right ? { programme: found.programme, staff: found.staff } : null;
  }

  /** A new session's token. Never an old one: what was planted before signing in opens nothing. */
  async open(who: SignedIn, how: Opening = {}): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.pool.query(
      `insert into access_session (token, programme, staff, started_ms, seen_ms, agent, enrolled_by, device, until_ms)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
      [
        digestOf(token),
        who.programme,
        who.staff,
        Date.now(),
        how.agent?.slice(0, 200) ?? null,
        how.enrolledBy ?? null,
        how.device ?? null,
        how.untilMs ?? null,
      ],
    );
    return token;
  }

  /**
   * A token that only reads maps, for a program of hers: it stands among her sessions, ends with them, and opens no other
   * door, because every other door refuses tokens of this shape.
   */
  async openReader(who: SignedIn, agent: string): Promise<string> {
    const token = `${readerMark}${randomBytes(24).toString('base64url')}`;
    await this.pool.query(
      `insert into access_session (token, programme, staff, started_ms, seen_ms, agent) values ($1, $2, $3, $4, $4, $5)`,
      [digestOf(token), who.programme, who.staff, Date.now(), agent.slice(0, 200)],
    );
    return token;
  }

  /** Whose reading token this is; null for what is none. */
  async ofReader(token: string): Promise<Seated | null> {
    return token.startsWith(readerMark) ? this.found(token) : null;
  }

  /** The session is on this phone. */
  async isOn(token: string, device: string): Promise<void> {
    this.seen.delete(token);
    await this.pool.query('update access_session set device = $2 where token = $1', [digestOf(token), device]);
  }

  async of(token: string): Promise<Seated | null> {
    return token.startsWith(readerMark) ? null : this.found(token);
  }

  private async found(token: string): Promise<Seated | null> {
    const now = Date.now();
    const known = this.seen.get(token);
    if (known && known.until > now) return known;
    const { rows } = await this.pool.query(
      `update access_session set seen_ms = $2 where token = $1 and seen_ms > $3 and coalesce(until_ms > $2, true)
       returning programme, staff, device, enrolled_by, started_ms, until_ms`,
      [digestOf(token), now, now - idleMs],
    );
    const [row] = rows;
    if (!row) return null;
    const session = { device: row.device, enrolledBy: row.enrolled_by, startedMs: Number(row.started_ms) };
    const found: Seated = { programme: row.programme, staff: row.staff, session };
    if (this.seen.size > 10_000) this.seen.clear();
    this.seen.set(token, { ...found, until: Math.min(now + rememberedMs, Number(row.until_ms ?? Infinity)) });
    return found;
  }

  async close(token: string): Promise<void> {
    this.seen.delete(token);
    await this.pool.query('delete from access_session where token = $1', [digestOf(token)]);
  }

  /** Ends somebody's sessions: all of them, one of them, or all but the one that she is in. */
  async end(who: SignedIn, which: { id?: string; except?: string } = {}): Promise<void> {
    this.forget();
    await this.pool.query(
      `delete from access_session where programme = $1 and staff = $2
         and ($3::text is null or substr(encode(token, 'hex'), 1, 16) = $3) and ($4::bytea is null or token <> $4)`,
      [who.programme, who.staff, which.id ?? null, which.except ? digestOf(which.except) : null],
    );
  }

  /** Sessions of a programme, or of one member of staff, last used first. */
  async list(programme: string, staff: string | null): Promise<SessionLine[]> {
    const { rows } = await this.pool.query(
      `select substr(encode(token, 'hex'), 1, 16) as id, staff, started_ms, seen_ms, agent from access_session
       where programme = $1 and ($2::uuid is null or staff = $2) and seen_ms > $3 order by seen_ms desc limit 5000`,
      [programme, staff, Date.now() - idleMs],
    );
    return rows;
  }

  /** Drops what is remembered: sessions were ended in the database. */
  forget(): void {
    this.seen.clear();
  }

  /** The first administrator's token, made when nobody can sign in yet; null when somebody can. */
  async setupToken(): Promise<string | null> {
    const { rows } = await this.pool.query('select 1 from access_login limit 1');
    if (rows.length > 0) return null;
    const token = randomBytes(12).toString('base64url');
    await this.pool.query(
      'insert into access_setup (token) values ($1) on conflict (only_one) do update set token = excluded.token',
      [digestOf(token)],
    );
    return token;
  }

  /** Uses the set-up token up; false when it is not the one, or when somebody can sign in by now. */
  async takeSetup(token: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      'delete from access_setup where token = $1 and not exists (select from access_login)',
      [digestOf(token)],
    );
    return rowCount === 1;
  }
}
