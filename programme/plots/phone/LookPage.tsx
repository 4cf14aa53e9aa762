import { useState } from 'react';
import { useLocation } from 'wouter';
import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { type PhotoRef, refsOf } from '#kernel/phone/fileShelf.ts';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { correcting, dayOf, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { PhotoField } from '#kernel/phone/PhotoField.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { usePlace } from '#kernel/phone/usePlace.ts';
import { CaseVisited, groundsFound } from '#programme/plots/screeningFacts.ts';
import { caseKey, type LandDoc, lacksOf, landOverlays, nothingSeen, type Seeing, visitedBody } from './land.ts';
import { type PlotDoc, plotOverlays } from './plots.ts';

interface Looking extends Seeing, Mending {
  readonly photos: readonly PhotoRef[];
}
const empty: Looking = { ...nothingSeen, photos: [] };

/** She stands in the plot of a case and says what grows there, since when, with a picture. */
export function LookPage({ id = '' }: { readonly id?: string }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const today = useToday();
  const [seen, change, finish] = useDraft<Looking>(caseKey(id), empty);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [full, setFull] = useState(false);
  const land = useRecords<LandDoc>('plots.land', landOverlays)?.find((one) => one.id === id)?.body;
  const plot = useRecords<PlotDoc>('plots.plot', plotOverlays)?.find((one) => one.id === id)?.body;
  // A visit that came back stays where it was made.
  usePlace((place) => change({ place }), seen.place === null && !seen.mends);
  const about = seen.case ?? land?.caseId ?? null;
  const lacks = lacksOf(seen, today);
  const save = async () => {
    setTried(true);
    if (lacks.length > 0 || about === null) return;
    setBusy(true);
    const body = visitedBody({ ...seen, case: about }, id, dayOf(seen, today));
    const extras = { files: refsOf(seen.photos), ...correcting(seen) };
    const made = await phone.recordAll([{ kind: CaseVisited, body, extras }], replacedBy(seen)).catch(() => null);
    setBusy(false);
    if (!made) return setFull(true);
    await finish();
    void contacts.now();
    go(`/plots/${id}`, { replace: true });
  };
  return (
    <Screen
      title={say('plots.phone.land-look')}
      up={`/plots/${id}`}
      action={
        <MainButton busy={busy} onClick={() => void save()}>
          {say('phone.save')}
        </MainButton>
      }
    >
      <h2>{plot?.name ?? '…'}</h2>
      {land && <p className="soft">{say(`plots.land_reason.${land.reason}`)}</p>}
      {land && about === null && <p className="card amber">{say('plots.phone.land-no-case')}</p>}
      <Choices
        label={say('plots.phone.land-found')}
        value={seen.found}
        choices={groundsFound.map((value) => ({ value, label: say(`plots.found.${value}`) }))}
        error={tried && lacks.includes('found') ? say('field.empty') : undefined}
        onChange={(found) => change({ found })}
      />
      <TextField
        label={say('plots.phone.planted')}
        value={seen.plantedYear}
        mode="numeric"
        maxLength={4}
        optional
        error={tried && lacks.includes('year') ? say('plots.phone.land-year') : undefined}
        onChange={(plantedYear) => change({ plantedYear })}
      />
      <TextField
        label={say('plots.phone.land-shade')}
        value={seen.shadeTrees}
        mode="numeric"
        maxLength={4}
        optional
        error={tried && lacks.includes('trees') ? say('plots.phone.land-trees') : undefined}
        onChange={(shadeTrees) => change({ shadeTrees })}
      />
      <TextField
        label={say('plots.phone.land-note')}
        value={seen.note}
        maxLength={500}
        optional
        onChange={(note) => change({ note })}
      />
      <PhotoField
        label={say('plots.phone.photos')}
        photos={seen.photos}
        most={4}
        onChange={(photos) => change({ photos })}
      />
      {full && <p className="card red">{say('phone.no-room')}</p>}
    </Screen>
  );
}
