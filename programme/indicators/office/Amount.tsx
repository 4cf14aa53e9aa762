import './results.css';
import { useSay } from '#kernel/office/language.tsx';
import { TargetBar } from '#kernel/office/sparkLine.tsx';
import type { Result } from '../results.ts';
import { figureText, shareOfTarget } from './figures.ts';

/** One figure over its target. */
export function Amount({ of }: { readonly of: Result }) {
  const say = useSay();
  const value =
    of.value === null
      ? say(of.evidence > 0 ? 'indicators.page.few' : 'indicators.page.none')
      : figureText(of.value, of.unit);
  return (
    <span className="amount">
      <strong className={of.value === null ? 'none' : ''}>{value}</strong>
      {of.target !== null && (
        <>
          <TargetBar
            label={say('indicators.page.progress', {
              value,
              target: figureText(of.target, of.unit),
              percent: shareOfTarget(of.value ?? 0, of.target),
            })}
            value={of.value ?? 0}
            target={of.target}
          />
          <small>{say('indicators.page.of-target', { target: figureText(of.target, of.unit) })}</small>
        </>
      )}
    </span>
  );
}
