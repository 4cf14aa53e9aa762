import { useSay } from '#kernel/phone/hooks.tsx';
import { headcount } from '#programme/training/rules.ts';

/** Who came, in figures: those with a record, and apart from them whoever has none yet. */
export function Headcount(props: {
  readonly people: readonly { readonly sex: string; readonly birthYear: number | null }[];
  readonly walkIns: number;
  readonly on: string;
}) {
  const say = useSay();
  const counts = headcount(props.people, props.on);
  const figures: [string, number][] = [
    ['training.phone.women', counts.women],
    ['training.phone.men', counts.men],
    ['training.phone.young', counts.young],
  ];
  return (
    <>
      <p className="big-figure">{say('training.phone.present', { n: counts.people })}</p>
      <dl className="facts">
        {figures.map(([word, n]) => (
          <div key={word} style={{ display: 'contents' }}>
            <dt>{say(word)}</dt>
            <dd>
              <b>{n}</b>
            </dd>
          </div>
        ))}
      </dl>
      {props.walkIns > 0 && <p className="not-counted">{say('training.phone.walk-ins-wait', { n: props.walkIns })}</p>}
    </>
  );
}
