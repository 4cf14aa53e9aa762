import { buildScreens, builtStamp, sourceStamp } from '#tools/build.ts';

/** The walks look at what `npm run build` made. `npm test` builds first; a walk alone builds what has changed, once. */
export async function setup(): Promise<void> {
  if (builtStamp() === sourceStamp()) return;
  if (!(await buildScreens())) throw new Error('the screens were not built');
}
