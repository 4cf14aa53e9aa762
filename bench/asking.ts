import { request } from 'node:http';
import type { OpenHouse } from '#apps/server/house.ts';
import { cookieName } from '#kernel/server/http.ts';
import { onlyProgramme } from './places.ts';

export interface Answered {
  readonly status: number;
  readonly bytes: number;
  readonly text: string;
  /** Ms until the first byte of the body, and until the last. */
  readonly first: number;
  readonly whole: number;
}

export interface Asking {
  readonly address: string;
  readonly cookie: string;
}

/** One request over HTTP; keeps the text only when told to. */
export function get(to: Asking, path: string, keep = true): Promise<Answered> {
  return exchanged(to, path, 'GET', undefined, keep);
}

export function post(to: Asking, path: string, body: unknown): Promise<Answered> {
  return exchanged(to, path, 'POST', JSON.stringify(body), true);
}

function exchanged(
  to: Asking,
  path: string,
  method: string,
  body: string | undefined,
  keep: boolean,
): Promise<Answered> {
  const began = performance.now();
  const headers = {
    cookie: to.cookie,
    'x-minka': '1',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${to.address}${path}`, { method, headers }, (response) => {
      let [first, bytes] = [0, 0];
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => {
        if (bytes === 0) first = performance.now() - began;
        bytes += part.length;
        if (keep) parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const status = response.statusCode ?? 0;
        if (status === 200) resolve({ status, bytes, text, first, whole: performance.now() - began });
        else reject(new Error(`${path}: ${status} ${text.slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A session of somebody who has that role in the only programme there. */
export async function signedInAs(house: OpenHouse, role: string): Promise<string> {
  const programme = await onlyProgramme(house);
  const { rows } = await house.ledger.pool.query(
    'select staff from partners_grant where programme = $1 and role = $2 and not revoked order by staff limit 1',
    [programme, role],
  );
  const staff = rows[0]?.staff as string | undefined;
  if (!staff) throw new Error(`nobody is ${role}`);
  return `${cookieName}=${await house.sessions.open({ programme, staff })}`;
}
