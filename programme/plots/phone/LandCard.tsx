import { Link } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { type LandDoc, landOverlays } from './land.ts';

const grounds = { low: '', more_info: 'amber', high: 'red', none: '' } as const;

/** What the ground of a plot says, and the way to go and look where nobody can tell from above. */
export function LandCard({ plot }: { readonly plot: string }) {
  const say = useSay();
  const land = useRecords<LandDoc>('plots.land', landOverlays)?.find((one) => one.id === plot)?.body;
  if (!land || land.verdict === 'none') return null;
  const open = land.caseState === 'open';
  return (
    <section className={`card ${grounds[land.verdict]}`} aria-label={say('plots.phone.land')}>
      <p>
        <b>{say(`plots.land_verdict.${land.verdict}`)}</b>
      </p>
      <p>{say(`plots.land_reason.${land.reason}`)}</p>
      {open && land.why && <p className="mend">{land.why}</p>}
      {open && land.visits > 0 && <p>{say('plots.phone.land-visited')}</p>}
      {open && (
        <Link href={`/plots/${plot}/look`} className="second-button">
          {say(land.visits > 0 ? 'plots.phone.land-look-again' : 'plots.phone.land-look')}
        </Link>
      )}
    </section>
  );
}
