import { type ReactNode, useCallback } from 'react';
import { useLive, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { type Matters, mattersKinds, mattersOf } from './matters.ts';

/** What the programme did with her, each as far as this phone holds it for this role. */
export function PersonMatters({ id, plots }: { id: string; plots?: ReactNode }) {
  const say = useSay();
  const { store } = useSeat();
  const of = useLive(
    useCallback(async () => {
      const lists = await Promise.all(mattersKinds.map((kind) => store.documents(kind)));
      const held = Object.fromEntries(mattersKinds.map((kind, i) => [kind, lists[i] ?? []])) as never;
      return mattersOf(id, held, await store.facts());
    }, [store, id]),
  );
  if (!of) return null;
  return (
    <>
      {of.waiting > 0 && <p className="card amber">{say('people.phone.waiting', { n: of.waiting })}</p>}
      <Advice of={of} />
      {plots}
      <Trainings of={of} />
      {of.credit !== null && of.credit > 0 && (
        <div className="card">
          <h2>{say('people.phone.credit')}</h2>
          <p className="big-figure">S/ {(of.credit / 100).toFixed(2)}</p>
          <p className="soft">{say('people.phone.credit-why')}</p>
        </div>
      )}
    </>
  );
}

interface Of {
  readonly of: Matters;
}

function Advice({ of }: Of) {
  const say = useSay();
  return (
    <div className="card">
      <h2>{say('people.phone.visits')}</h2>
      <p>
        <b>{of.visits}</b>
        {of.lastVisit && ` · ${say('people.phone.last-visit', { day: dayText(of.lastVisit) })}`}
      </p>
      {of.advice.length > 0 && (
        <ul className="agreed">
          {of.advice.map((advice) => (
            <li key={`${advice.practice}-${advice.due}`}>
              <span className="row-text">
                <b>{say(`visits.practice.${advice.practice}`)}</b>
                <span className="soft">
                  {say(`visits.state.${advice.state}`)} · {dayText(advice.due)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {of.adoption.length > 0 && (
        <details>
          <summary>{say('people.phone.adoption', { n: of.adoption.length })}</summary>
          <dl className="facts">
            {of.adoption.map(({ practice, score }) => (
              <div key={practice} style={{ display: 'contents' }}>
                <dt>{say(`visits.practice.${practice}`)}</dt>
                <dd>
                  <b>{score}</b> / 3
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

function Trainings({ of }: Of) {
  const say = useSay();
  const { store } = useSeat();
  const modules = useLive(
    useCallback(
      async () =>
        new Map((await store.documents('training.module')).map((d) => [d.id, (d.body as { title: string }).title])),
      [store],
    ),
  );
  return (
    <div className="card">
      <h2>{say('people.phone.trainings')}</h2>
      <p>
        <b>{of.trainings.length}</b>
      </p>
      <ul className="agreed">
        {of.trainings.slice(0, 3).map((training) => (
          <li key={training.id}>
            {dayText(training.on)} · {modules?.get(training.module) ?? ''}
          </li>
        ))}
      </ul>
    </div>
  );
}

const dayText = (day: string): string => day.split('-').reverse().join('/');
