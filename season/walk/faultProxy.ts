import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to the next contacts of a phone on their way. */
export type Fault =
  | 'none'
  /** The request reaches the server up to this byte, and the line is dead. */
  | { readonly request: number }
  /** The server did its work; of its answer this many bytes arrive. */
  | { readonly answer: number }
  /** A captive portal: a page of somebody else, with 200. */
  | 'portal'
  /** Says gzip, and is not. */
  | 'garbage'
  /** Nothing comes back. */
  | 'silence';

/** Stands before a server and does to `/api/sync` what networks do. `pages` are its own: what it serves under a path. */
export async function faultProxy(to: string, pages: Readonly<Record<string, { type: string; body: string }>>) {
  const state = { fault: 'none' as Fault, contacts: 0 };
  const server = createServer((incoming, answer) => {
    const page = pages[incoming.url ?? ''];
    if (page) return void answer.writeHead(200, { 'content-type': page.type }).end(page.body);
    const own = incoming.url === '/api/sync';
    if (own) state.contacts += 1;
    forward(new URL(to), incoming, answer, own ? state.fault : 'none').catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { address, state, close };
}

async function forward(to: URL, incoming: IncomingMessage, answer: ServerResponse, fault: Fault): Promise<void> {
  const body = await bytesOf(incoming);
  if (fault === 'portal')
    return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bienvenido al WiFi</html>');
  if (fault === 'garbage')
    return void answer
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(Buffer.from('1f8b0800000000000003ffffffffffff', 'hex'));
  if (fault === 'silence') return;
  const { hostname, port } = to;
  const { method, url: path, headers } = incoming;
  const on = request({ hostname, port, method, path, headers });
  if (typeof fault === 'object' && 'request' in fault) {
    on.on('error', () => undefined);
    on.write(body.subarray(0, fault.request), () => on.destroy());
    incoming.socket.destroy();
    return;
  }
  const came = await new Promise<IncomingMessage>((resolve, reject) =>
    on.on('response', resolve).on('error', reject).end(body),
  );
  const bytes = await bytesOf(came);
  answer.writeHead(came.statusCode ?? 502, { ...came.headers, 'content-length': bytes.length });
  if (typeof fault !== 'object') return void answer.end(bytes);
  answer.write(bytes.subarray(0, Math.min(fault.answer, bytes.length - 1)), () => incoming.socket.destroy());
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
