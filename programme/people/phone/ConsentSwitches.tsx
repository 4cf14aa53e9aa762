import { useState } from 'react';
import { Check, Choices } from '#kernel/phone/Fields.tsx';
import { useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { ConsentChanged, consentEvidence, purposes } from '#programme/people/facts.ts';
import { agreedTo, type PersonDoc } from './people.ts';

type Purpose = (typeof purposes)[number];

/** What she agrees to, each by itself. A change is written down with how she gave it; nothing happens by a stray touch. */
export function ConsentSwitches({ of }: { of: PersonDoc }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const on = useToday();
  const [changing, setChanging] = useState<Purpose | null>(null);
  const [full, setFull] = useState(false);
  const record = async (purpose: Purpose, evidence: string) => {
    const body = { person: of.id, purpose, given: !of[agreedTo[purpose]], evidence, on };
    const saved = await phone.record(ConsentChanged, body as never).catch(() => null);
    setFull(saved === null);
    setChanging(null);
    void contacts.now();
  };
  return (
    <div className="card">
      <h2>{say('people.phone.consent')}</h2>
      <div className="list">
        {purposes.map((purpose) => (
          <div key={purpose}>
            <Check
              label={say(`people.phone.consent-${purpose}`)}
              checked={of[agreedTo[purpose]]}
              onChange={() => setChanging(purpose === changing ? null : purpose)}
            />
            {changing === purpose && (
              <div style={{ padding: '0 16px 16px' }}>
                <Choices
                  label={say(of[agreedTo[purpose]] ? 'people.phone.taken-back' : 'people.phone.given-now')}
                  value=""
                  across={2}
                  choices={consentEvidence.map((value) => ({ value, label: say(`people.evidence.${value}`) }))}
                  onChange={(evidence) => void record(purpose, evidence)}
                />
              </div>
            )}
          </div>
        ))}
      </div>
      {full && <p className="said wrong">{say('phone.no-room')}</p>}
    </div>
  );
}
