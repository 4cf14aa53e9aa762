import { uncounted } from './counting.ts';
import { useKept, useSay } from './hooks.tsx';

/** Under a total: how many of these kinds are recorded here and not in it yet. Nothing when all are. */
export function NotCounted({ kinds }: { readonly kinds: readonly string[] }) {
  const say = useSay();
  const kept = useKept();
  const n = uncounted(kept?.facts ?? []).filter(({ fact }) => kinds.includes(fact.kind)).length;
  return n === 0 ? null : <small className="not-counted">{say('phone.not-in-it', { n })}</small>;
}
