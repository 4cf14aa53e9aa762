import { useSay } from '#kernel/phone/hooks.tsx';
import { fold } from '#kernel/pure/fold.ts';
import { differences } from '#programme/people/facts.ts';
import { Face } from './Face.tsx';
import { documentOf, type Match } from './matching.ts';
import type { Registering } from './registering.ts';

/** Somebody of this phone who may be the one at the door, side by side with what is typed; the person at the form decides. */
export function LookAlike(props: {
  readonly match: Match;
  readonly form: Registering;
  readonly onSame: () => void;
  readonly onOther: (because: (typeof differences)[number]) => void;
}) {
  const say = useSay();
  const { match, form } = props;
  const { body, name } = match.person;
  const rows = compared(form, body);
  return (
    <section className={match.certain ? 'card red' : 'card amber'} role="alert" aria-label={say('people.phone.same')}>
      <h2>{say('people.phone.same')}</h2>
      <p>{match.reasons.map((reason) => say(`people.reason.${reason}`)).join(' · ')}</p>
      <div className="beside">
        <div className="beside-head">
          <Face of={form} large />
          <span className="soft">{say('people.phone.typed')}</span>
        </div>
        <div className="beside-head">
          <Face of={body} large />
          <span className="soft">{say('people.phone.registered')}</span>
        </div>
        <b>{`${form.givenNames} ${form.familyNames}`.trim() || '—'}</b>
        <b>{name}</b>
        {rows.map(({ word, here, there, same }) => (
          <div key={word} className="beside-row">
            <span className="beside-word">
              {say(word)}
              {same && <b> = {say('people.phone.equal')}</b>}
            </span>
            <span>{here || '—'}</span>
            <span>{there || '—'}</span>
          </div>
        ))}
      </div>
      <button type="button" className="second-button" onClick={props.onSame}>
        {say('people.phone.is-same')}
      </button>
      <p>
        <b>{say('people.phone.is-other')}</b>
      </p>
      <div className="choice-row">
        {differences.map((because) => (
          <button key={because} type="button" className="choice" onClick={() => props.onOther(because)}>
            {say(`people.difference.${because}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

function compared(form: Registering, of: Match['person']['body']) {
  const rows = [
    ['people.phone.document-number', documentOf(form) ?? form.documentNumber, of.documentNumber ?? ''],
    ['people.phone.birth-year', form.birthYear, of.birthYear === null ? '' : String(of.birthYear)],
    ['people.phone.phone', form.phone, of.phone ?? ''],
    ['people.phone.community', form.community, of.community ?? ''],
  ] as const;
  return rows
    .filter(([, here, there]) => here !== '' || there !== '')
    .map(([word, here, there]) => ({ word, here, there, same: here !== '' && fold(here) === fold(there) }));
}
