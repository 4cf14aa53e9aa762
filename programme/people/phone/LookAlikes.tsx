import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import type { Likely } from '#programme/people/duplicates.ts';
import type { Found } from './people.ts';

/** People of this phone who may be the one at the door; the person at the form decides. */
export function LookAlikes(props: {
  readonly likely: readonly Likely[];
  readonly known: readonly Found[];
  readonly onOther: () => void;
}) {
  const say = useSay();
  return (
    <div className="card amber" role="alert">
      <h2>{say('people.phone.same')}</h2>
      <p>{say('people.phone.same-why')}</p>
      {props.likely.map(({ id, reasons }) => {
        const person = props.known.find((p) => p.id === id);
        if (!person) return null;
        return (
          <Link key={id} href={`/people/${id}`} className="row">
            <span className="row-text">
              <span className="row-title">{person.name}</span>
              <span>{reasons.map((reason) => say(`people.reason.${reason}`)).join(' · ')}</span>
            </span>
            <b>{say('people.phone.open')}</b>
          </Link>
        );
      })}
      <button type="button" className="second-button" onClick={props.onOther}>
        {say('people.phone.other')}
      </button>
    </div>
  );
}
