import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { daysSaid } from '#programme/visits/priority.ts';
import type { Due } from './useDue.ts';

/** One producer to be visited and why, in words; opens her page. */
export function DueRow({ of }: { readonly of: Due }) {
  const say = useSay();
  const [first, ...others] = of.reasons.map((reason) => say(`visits.due.${reason.code}`, { days: daysSaid(reason) }));
  return (
    <Link href={`/people/${of.id}`} className="row">
      <span className="row-text">
        <span className="row-title">{of.name}</span>
        <b style={{ whiteSpace: 'normal' }}>{first}</b>
        <span className="row-under" style={{ whiteSpace: 'normal' }}>
          {[of.community, ...others].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Icon name="forward" />
    </Link>
  );
}
