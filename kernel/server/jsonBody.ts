import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** The deepest fact is a plot's outline, twelve levels down; what is deeper was made to break a reader. */
const deepest = 64;

/** Reads JSON bodies: UTF-8 as it is and nothing replaced, no bottomless nesting, no `__proto__` keys. */
export function readJsonBodies(app: FastifyInstance): void {
  const plain = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (!isUtf8(body)) return done(new Refused([refuse('http.unreadable')]));
    if (isDeeper(body, deepest)) return done(new Refused([refuse('http.too-deep', { levels: deepest })]));
    return plain(request, body.toString('utf8'), done);
  });
}

const code = { quote: 0x22, backslash: 0x5c, openList: 0x5b, closeList: 0x5d, open: 0x7b, close: 0x7d };

/** Counts brackets outside of strings, before anything recursive sees the text. */
export function isDeeper(text: Uint8Array, levels: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (c === code.quote) i = endOfString(text, i + 1);
    else if (c === code.open || c === code.openList) {
      depth += 1;
      if (depth > levels) return true;
    } else if (c === code.close || c === code.closeList) depth -= 1;
  }
  return false;
}

function endOfString(text: Uint8Array, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== code.quote) i += text[i] === code.backslash ? 2 : 1;
  return i;
}
