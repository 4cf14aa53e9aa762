const name = 'minka-reserve';
const entry = '/phone/reserve';
const bytes = 2_000_000;
/** With less than this left, no more is taken away. */
const plenty = 50_000_000;

/**
 * Two megabytes kept for the day when the disk is full: a year of facts. What IndexedDB deletes, Chromium gives back only
 * when it tidies up some time later (measured: nothing after clearing 11 MB for six seconds); a cache it gives back at once.
 */
async function keepReserve(): Promise<void> {
  if (!('caches' in globalThis)) return;
  try {
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const cache = await caches.open(name);
    if (quota - usage > plenty && !(await cache.match(entry)))
      await cache.put(entry, new Response(new Uint8Array(bytes)));
  } catch {
    // No room for a reserve, or no cache in this browser.
  }
}

/** Not in the moment in which somebody waits for the first list. */
export function keepReserveSoon(): void {
  if ('caches' in globalThis) setTimeout(() => void keepReserve(), 3000);
}

/** Gives the reserve up, and waits a moment until the browser counts it as free; false when there is none. */
export async function giveUpReserve(): Promise<boolean> {
  if (!('caches' in globalThis)) return false;
  try {
    const usage = async () => (await navigator.storage.estimate()).usage ?? 0;
    const before = await usage();
    // The one thing in it: a whole cache is kept as long as any page has it open.
    if (!(await (await caches.open(name)).delete(entry))) return false;
    for (let tries = 0; tries < 20 && (await usage()) > before - bytes / 2; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return true;
  } catch {
    return false;
  }
}
