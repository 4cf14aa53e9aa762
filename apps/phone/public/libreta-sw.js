// Lets a producer who agreed to it open her passbook without network. It keeps the page and the page's own files, nothing
// of hers: her records lie sealed with her PIN (passbook/keeping.ts). Its scope is /phone/libreta alone.
const cacheName = 'minka-libreta';
const page = '/phone/libreta';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep([page, ...event.data.keep]));
});

/** The files of this version; those of the one before go only when all are there. */
async function keep(paths) {
  const cache = await caches.open(cacheName);
  await cache.addAll(paths);
  const wanted = new Set(paths.map((path) => new URL(path, self.location.origin).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/phone/')) return;
  event.respondWith(request.mode === 'navigate' ? newest(request) : kept(request));
});

async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const there = await (await caches.open(cacheName)).match(page);
    if (there) return there;
    throw error;
  }
}

async function kept(request) {
  return (await (await caches.open(cacheName)).match(request)) ?? fetch(request);
}
