import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { uncounted } from '#kernel/phone/counting.ts';
import { useKept, useRecords, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { type KeptFact, type Status, statusOf } from '#kernel/phone/keeping.ts';
import { PhotosMissing } from '#kernel/phone/PhotosMissing.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { nameOf, type PersonDoc, personOverlays } from '#programme/people/phone/people.ts';
import { corrections, openCorrection, takenBack } from './corrections.ts';

const sections: readonly { readonly title: string; readonly why?: string; readonly statuses: readonly Status[] }[] = [
  { title: 'phone.tray-correct', why: 'phone.tray-correct-why', statuses: ['correct'] },
  { title: 'phone.tray-waiting', statuses: ['saved', 'sent'] },
  { title: 'phone.tray-held', why: 'phone.tray-held-why', statuses: ['held'] },
  { title: 'phone.tray-flagged', why: 'phone.tray-flagged-why', statuses: ['flagged'] },
  { title: 'phone.tray-done', statuses: ['accepted'] },
];
const most = 50;

/** Everything recorded on this phone and what became of it; first what somebody must look at. */
export function TrayPage() {
  const say = useSay();
  const kept = useKept();
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const names = new Map(people?.map((p) => [p.id, nameOf(p.body)]));
  const facts = [...(kept?.facts ?? [])]
    .filter((k) => !k.handled)
    .sort((a, b) => b.fact.at.localeCompare(a.fact.at) || b.fact.seq - a.fact.seq);
  const through = kept?.meta.through ?? 0;
  const missing = uncounted(facts).length;
  return (
    <Screen title={say('phone.tray')} up="/">
      {kept && facts.length === 0 && <p className="empty">{say('phone.tray-empty')}</p>}
      {missing > 0 && <p className="card amber">{say('phone.not-in-it', { n: missing })}</p>}
      {sections.map(({ title, why, statuses }) => {
        const rows = facts.filter((k) => statuses.includes(statusOf(k, through)));
        if (rows.length === 0) return null;
        return (
          <section key={title} className="matter" style={{ padding: 0, gap: 8 }}>
            <h2 className="section-title">
              {say(title)} ({rows.length})
            </h2>
            {why && <p className="soft">{say(why)}</p>}
            <ul className="list">
              {rows.slice(0, most).map((k) => (
                <li key={k.id}>
                  <Entry kept={k} status={statusOf(k, through)} name={names.get(whom(k)) ?? ''} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Screen>
  );
}

const whom = (k: KeptFact): string => (k.fact.body as { person?: string }).person ?? k.id;

function Entry({ kept, status, name }: { kept: KeptFact; status: Status; name: string }) {
  const say = useSay();
  const at = new Date(kept.fact.at).toLocaleString('es-PE', {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const text = (
    <span className="row-text">
      <span className="row-title">{say(kept.fact.kind)}</span>
      <span className="row-under">{[name, at].filter(Boolean).join(' · ')}</span>
      {(kept.receipt?.flags ?? []).map((flag) => (
        <span key={flag.code} style={{ whiteSpace: 'normal' }}>
          {say(flag.code, flag.params)}
        </span>
      ))}
      <StatusTag status={status} />
      {kept.fact.files.length > 0 && <PhotosMissing fact={kept.id} />}
    </span>
  );
  return (
    <>
      {name ? (
        <Link href={`/people/${whom(kept)}`} className="row">
          {text}
        </Link>
      ) : (
        <div className="row">{text}</div>
      )}
      <Mending kept={kept} status={status} />
    </>
  );
}

/** What was flagged or sent back opens its form again with what was said; what has no form is marked as dealt with. */
function Mending({ kept, status }: { kept: KeptFact; status: Status }) {
  const say = useSay();
  const { phone, store } = useSeat();
  const [, go] = useLocation();
  const [other, setOther] = useState<string | null>(null);
  const correction = corrections[kept.fact.kind];
  if (status !== 'correct' && (status !== 'flagged' || !correction)) return null;
  const mend = () => {
    if (!correction) return void phone.handled(kept.id);
    const counts = status === 'flagged';
    void openCorrection({ kept, counts, store, newId: () => phone.newId() }).then(({ href, begun }) =>
      begun ? setOther(href) : go(href),
    );
  };
  if (other)
    return (
      <div className="card amber">
        <p>{say('phone.correct-begun')}</p>
        <button type="button" className="second-button" onClick={() => go(other)}>
          {say('phone.continue')}
        </button>
      </div>
    );
  return (
    <div style={{ padding: '0 16px 12px' }}>
      <button type="button" className="second-button" onClick={mend}>
        {say(takenBack.includes(kept.fact.kind) ? 'phone.to-void' : correction ? 'phone.correct' : 'phone.handled')}
      </button>
    </div>
  );
}
