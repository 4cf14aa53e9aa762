import { isAnswer } from '#kernel/sync/protocol.ts';
import type { Network } from './phone.ts';

const patienceMs = 90_000;

/** The way out of a browser. Only an answer of ours counts: a captive portal's page, half a body or noise is no contact. */
export const fetchNetwork: Network = async (request) => {
  const json = JSON.stringify(request);
  const zips = json.length > 600 && 'CompressionStream' in globalThis;
  try {
    const response = await fetch('/api/sync', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-minka': 'phone',
        ...(zips ? { 'content-encoding': 'gzip' } : {}),
      },
      body: zips ? await zipped(json) : json,
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return isAnswer(answer) ? { ok: true, answer } : { ok: false, why: 'not-ours' };
    const ours = Array.isArray((answer as { refusals?: unknown } | null)?.refusals);
    if (!ours) return { ok: false, why: response.status === 413 ? 'refused' : 'not-ours' };
    if (response.status === 401) return { ok: false, why: 'signed-out' };
    return { ok: false, why: response.status === 429 ? 'offline' : 'refused' };
  } catch {
    return { ok: false, why: 'offline' };
  }
};

function zipped(text: string): Promise<Blob> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).blob();
}
