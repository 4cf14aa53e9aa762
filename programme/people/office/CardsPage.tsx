import { Alert, Button, Group, Select } from '@mantine/core';
import { QrCode } from '#kernel/kit/QrCode.tsx';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { useWord } from '#kernel/office/GoTo.tsx';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { PageHead } from '#kernel/office/PageHead.tsx';
import { usePresent } from '#kernel/office/session.tsx';
import { cardAddress, cardCode } from '#kernel/pure/signedCode.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useZones } from '#programme/partners/office/useZones.ts';
import type { cards } from '../cards.ts';
import './cards.css';

type CardValue = AnswerOf<typeof cards>[number];

/** More than the question answers at once: the rest is printed zone by zone. */
const most = 600;

/** Cards on sheets, to print and cut: ten to a page, each with the code that its phone reads. */
export function CardsPage() {
  const say = useSay();
  const zones = useZones();
  const [zone, setZone] = useWord('zone', '');
  const [person] = useWord('person', '');
  const asked = useAsk<typeof cards>('people.cards', person ? { person } : zone ? { zone } : {}, { keep: true });
  return (
    <>
      <div className="no-print">
        <PageHead
          about={say('people.cards.about')}
          actions={
            <Button leftSection={<Icon name="download" size={18} />} onClick={() => print()}>
              {say('people.cards.print')}
            </Button>
          }
        />
        {!person && (
          <Group mb="lg">
            <Select
              label={say('people.producers.zone_name')}
              placeholder={say('people.cards.all')}
              data={zones.map((z) => ({ value: z.id, label: z.name }))}
              value={zone || null}
              onChange={(value) => setZone(value ?? '')}
              clearable
            />
          </Group>
        )}
      </div>
      <Asked of={asked}>
        {(list) => (
          <>
            {list.length >= most && (
              <Alert className="tone-amber no-print" mb="lg">
                {say('people.cards.most', { most })}
              </Alert>
            )}
            <ul className="id-cards">
              {list.map((of) => (
                <li key={of.id}>
                  <IdCard of={of} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Asked>
    </>
  );
}

function IdCard({ of }: { readonly of: CardValue }) {
  const say = useSay();
  const { session } = usePresent();
  return (
    <article className="id-card">
      <div>
        <p className="id-card-programme">{session.programme.name}</p>
        <p className="id-card-name">{of.names}</p>
        <p>{of.community ?? of.zone_name}</p>
        <p className="id-card-code">{of.code}</p>
      </div>
      <QrCode text={cardAddress(location.origin, cardCode(of.id, of.mark))} label={say('people.cards.qr')} />
    </article>
  );
}
