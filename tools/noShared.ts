import { type Finding, hits, type Source } from './sources.ts';

// Written so that this file does not find itself.
const outside = /\.\.\/share{1}d\/|\/work\/(?:share{1}d|mai{1}n)\b/;

/** The project is whole in itself: no code, query, style or script names a place outside of it. */
export function noShared(files: readonly Source[]): Finding {
  return { complaints: files.flatMap((file) => hits(file, outside)) };
}
