import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** Somebody signed in. */
export interface SignedIn {
  readonly programme: string;
  readonly staff: string;
}

const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const digest = (token: string) => createHash('sha256').update(token).digest();
/** A session lasts this long without being used; the field is offline for weeks. */
const idleMs = 90 * 86_400_000;
/** Opaque server sessions and logins. Keeps what it saw in memory, so that a request costs no query. */
export class Sessions {
  private readonly pool: Pool;
  private readonly seen = new Map<string, SignedIn & { until: number }>();
  /** Compared when there is no such login, so that the answer takes as long. */
  private readonly nobody = hash(randomBytes(16), argon);

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Gives or replaces somebody's login. Passwords under 8 characters are refused. */
  async setLogin(who: SignedIn, login: string, password: string): Promise<void> {
    if (login.trim().length < 3) throw new Refused([refuse('access.login-too-short', { minimum: 3 }, 'login')]);
    if (password.length < 8) throw new Refused([refuse('access.password-too-short', { minimum: 8 }, 'password')]);
    const taken = await this.pool.query('select staff from access_login where login = $1', [folded(login)]);
    if (taken.rows[0] && taken.rows[0].staff !== who.staff)
      throw new Refused([refuse('access.login-taken', {}, 'login')]);
    await this.pool.query(
      `insert into access_login (login, programme, staff, hash) values ($1, $2, $3, $4)
       on conflict (programme, staff) do update set login = excluded.login, hash = excluded.hash`,
      [folded(login), who.programme, who.staff, await hash(password, argon)],
    );
  }

  /** A new session's token, or null. Always costs one argon2id. */
  async signIn(login: string, password: string): Promise<{ token: string; who: SignedIn } | null> {
    const { rows } = await this.pool.query('select programme, staff, hash from access_login where login = $1', [
      folded(login),
    ]);
    const found = rows[0] as { programme: string; staff: string; hash: string } | undefined;
    const right = await verify(found?.hash ?? (await this.nobody), password).catch(() => false);
    if (!found || !right) return null;
    const who = { programme: found.programme, staff: found.staff };
    return { token: await this.open(who), who };
  }

  async open(who: SignedIn): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    await this.pool.query('insert into access_session values ($1, $2, $3, $4, $4)', [
      digest(token),
      who.programme,
      who.staff,
      now,
    ]);
    return token;
  }

  async of(token: string): Promise<SignedIn | null> {
    const now = Date.now();
    const known = this.seen.get(token);
    if (known && known.until > now) return known;
    const { rows } = await this.pool.query(
      'update access_session set seen_ms = $2 where token = $1 and seen_ms > $3 returning programme, staff',
      [digest(token), now, now - idleMs],
    );
    const found = rows[0] as SignedIn | undefined;
    if (!found) return null;
    if (this.seen.size > 10_000) this.seen.clear();
    this.seen.set(token, { ...found, until: now + 60_000 });
    return found;
  }

  async close(token: string): Promise<void> {
    this.seen.delete(token);
    await this.pool.query('delete from access_session where token = $1', [digest(token)]);
  }

  /** The first administrator's token, made when nobody can sign in yet; null when somebody can. */
  async setupToken(): Promise<string | null> {
    const { rows } = await this.pool.query('select 1 from access_login limit 1');
    if (rows.length > 0) return null;
    const token = randomBytes(12).toString('base64url');
    await this.pool.query(
      'insert into access_setup (token) values ($1) on conflict (only_one) do update set token = excluded.token',
      [digest(token)],
    );
    return token;
  }

  /** Uses the set-up token up; false when it is not the one. */
  async takeSetup(token: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('delete from access_setup where token = $1', [digest(token)]);
    return rowCount === 1;
  }
}

const folded = (login: string): string => login.trim().toLowerCase();
