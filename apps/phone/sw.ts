interface Entry {
  readonly url: string;
  readonly revision: string | null;
}
declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly Entry[] };

// The build names the icons twice, and a cache refuses to take one thing twice at once. Everything of one version lies in one cache: pages and scripts of two versions never meet.
const entries = [...new Map(self.__WB_MANIFEST.map((entry) => [entry.url, entry])).values()];
const version = entries.map((entry) => `${entry.url}@${entry.revision ?? ''}`).join('\n');
const cacheName = `minka-phone-${hashed(version)}`;
const base = new URL('./', self.location.href).href;
const page = new URL('index.html', base).href;

function hashed(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36);
}

self.addEventListener('install', (event) => {
  const urls = entries.map((entry) => new Request(new URL(entry.url, base), { cache: 'reload' }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(urls)));
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('minka-phone-') && name !== cacheName);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

// A new version waits until the person says so; the page asks only while no form is open.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.href.startsWith(base)) return;
  event.respondWith(answered(request));
});

/** From this version's cache, and from the network only what is not in it. Every page of the app is the one page. */
async function answered(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request.mode === 'navigate' ? page : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
