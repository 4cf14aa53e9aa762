import { useState } from 'react';
import { useLocation } from 'wouter';
import { TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, replacedBy } from '#kernel/phone/mending.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { DayClosed, DayOpened } from '../facts.ts';
import { AsOf } from './AsOf.tsx';
import { type Counting, countBody, countedOf, emptyCounting, isMistyped, money, piecesOf } from './cash.ts';
import { useBuying } from './useBuying.ts';
import './buying.css';

export const OpenDay = () => <CashCount moment="opening" />;
export const CloseDay = () => <CashCount moment="close" />;

/** The cash box counted note by note. What differs needs a reason here, and a second person in the office. */
function CashCount({ moment }: { readonly moment: Counting['moment'] }) {
  const say = useSay();
  const buying = useBuying();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [counting, change, finish, ready] = useDraft<Counting>(`purchasing.count-${moment}`, emptyCounting);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const title = say(moment === 'close' ? 'purchasing.phone.close-day' : 'purchasing.phone.open-day');
  if (!buying?.centre || !ready)
    return (
      <Screen title={title} up="/cash">
        {null}
      </Screen>
    );
  const { centre, today, meta } = buying;
  const cash = counting.expected ?? buying.cash;
  const counted = countedOf(counting);
  const difference = counted - cash;
  const unexplained = difference !== 0 && counting.note.trim() === '';
  const mistyped = isMistyped(counting);
  const save = async () => {
    setShows(true);
    if (unexplained || mistyped) return showTrouble();
    setBusy(true);
    const body = countBody(counting, centre.id, today);
    const extras = correcting(counting);
    const fact =
      moment === 'close'
        ? { kind: DayClosed, body: { ...body, expected: cash }, extras }
        : { kind: DayOpened, body, extras };
    await phone.recordAll([fact], replacedBy(counting));
    await finish();
    void contacts.now();
    go('/cash?saved', { replace: true });
  };
  return (
    <Screen
      title={title}
      up="/cash"
      action={
        <MainButton busy={busy} onClick={() => void save()}>
          {say('purchasing.phone.save-count', { counted: soles(counted) })}
        </MainButton>
      }
    >
      <div className="notes">
        {money.map((value) => (
          <Pieces key={value} value={value} counting={counting} change={change} />
        ))}
      </div>
      {mistyped && <p className="said wrong">{say('purchasing.phone.wrong.pieces')}</p>}
      <dl className="card lines">
        <div>
          <dt>{say('purchasing.phone.counted')}</dt>
          <dd>{soles(counted)}</dd>
        </div>
        <div>
          <dt>
            {say('purchasing.phone.should-be')}
            <span className="said">
              <AsOf ms={meta.syncedMs} />
            </span>
          </dt>
          <dd>{soles(cash)}</dd>
        </div>
        <div className="bold">
          <dt>{say(difference < 0 ? 'purchasing.phone.short' : 'purchasing.phone.over')}</dt>
          <dd>{soles(Math.abs(difference))}</dd>
        </div>
      </dl>
      {difference !== 0 && (
        <>
          <TextField
            label={say('purchasing.phone.why-differs')}
            value={counting.note}
            maxLength={300}
            error={shows && unexplained ? say('purchasing.phone.wrong.explain') : undefined}
            onChange={(note) => change({ note })}
          />
          <p className="soft">{say('purchasing.phone.second-person')}</p>
        </>
      )}
    </Screen>
  );
}

function Pieces(props: {
  readonly value: number;
  readonly counting: Counting;
  readonly change: (patch: Partial<Counting>) => void;
}) {
  const say = useSay();
  const { value, counting, change } = props;
  const kind = value >= 1000 ? 'purchasing.phone.note' : 'purchasing.phone.coin';
  return (
    <div className="pieces">
      <TextField
        label={say(kind, { value: soles(value) })}
        mode="numeric"
        value={counting.pieces[String(value)] ?? ''}
        onChange={(typed) => change({ pieces: { ...counting.pieces, [String(value)]: typed } })}
      />
      <output>{soles(value * piecesOf(counting, value))}</output>
    </div>
  );
}
