import { Button, FileInput, NativeSelect, Progress, Stack } from '@mantine/core';
import { useState } from 'react';
import { NotDone, type Said, send } from '#kernel/office/door.ts';
import { DayField, FactFormFrame, TextField, YesField } from '#kernel/office/Fields.tsx';
import { countText, degreesText, todayText } from '#kernel/office/format.ts';
import { useGo } from '#kernel/office/GoTo.tsx';
import { useSay } from '#kernel/office/language.tsx';
import { Refusals } from '#kernel/office/Refusals.tsx';
import { useFactForm } from '#kernel/office/useFactForm.ts';
import { groundKinds, LayerBrought, outlineKinds } from '../screeningFacts.ts';
import type { LayerFile } from '../screeningState.ts';
import { sendLayer } from './sendingLayer.ts';

interface Sent {
  readonly kind: string;
  readonly fileName: string;
  readonly file: LayerFile;
}

/** A layer comes in two steps: its file is uploaded and looked at, then somebody says what it is. */
export function BringLayer({ close }: { readonly close: () => void }) {
  const [sent, keep] = useState<Sent | null>(null);
  return sent ? <SayWhatItIs of={sent} close={close} /> : <ChooseFile keep={keep} />;
}

function ChooseFile({ keep }: { readonly keep: (sent: Sent) => void }) {
  const say = useSay();
  const [kind, choose] = useState<string>(groundKinds[0]);
  const [file, pick] = useState<File | null>(null);
  const [share, progress] = useState<number | null>(null);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const upload = async () => {
    if (!file) return;
    refuse([]);
    progress(0);
    try {
      keep({ kind, fileName: file.name, file: await sendLayer(file, kind, progress) });
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    progress(null);
  };
  const outlines = outlineKinds.some((known) => known === kind);
  return (
    <Stack gap="md">
      <p className="page-about">{say('plots.layers.bring.about')}</p>
      <NativeSelect
        label={say('plots.layerBrought.kind')}
        value={kind}
        onChange={(event) => choose(event.currentTarget.value)}
        data={groundKinds.map((value) => ({ value, label: say(`plots.ground.${value}`) }))}
      />
      <FileInput
        label={say('plots.layers.file')}
        placeholder={say('plots.layers.choose')}
        value={file}
        onChange={pick}
        accept={outlines ? '.geojson,.json,.kml,.kmz,.zip' : '.tif,.tiff,.geotiff'}
        clearable
      />
      {share !== null && (
        <div>
          <Progress value={share * 100} color="leaf" aria-label={say('plots.layers.check')} />
          <p className="page-about" aria-live="polite">
            {share < 1
              ? say('plots.layers.sending', { percent: Math.floor(share * 100) })
              : say('plots.layers.examining')}
          </p>
        </div>
      )}
      <Refusals of={refused} />
      <Button onClick={() => void upload()} disabled={!file} loading={share !== null}>
        {say('plots.layers.check')}
      </Button>
    </Stack>
  );
}

function SayWhatItIs({ of, close }: { readonly of: Sent; readonly close: () => void }) {
  const say = useSay();
  const go = useGo();
  const { west, south, east, north, cells } = of.file;
  const outlines = outlineKinds.some((known) => known === of.kind);
  const form = useFactForm(LayerBrought, {
    kind: of.kind,
    fileName: of.fileName,
    ...of.file,
    name: '',
    version: '',
    source: '',
    licence: '',
    shows: '',
    synthetic: false,
    from: todayText(),
    until: '',
    on: todayText(),
  });
  const done = (id: string) => {
    // Whoever brings a layer wants to know what it says.
    void send('POST', '/api/screening', {}).catch(() => undefined);
    close();
    go(`/screening/layers/${id}`);
  };
  const box = { west, south, east, north };
  const where = Object.fromEntries(Object.entries(box).map(([side, degrees]) => [side, degreesText(degrees)]));
  return (
    <FactFormFrame form={form} done={done} cancel={close} label={say('plots.layers.save')}>
      <p className="page-about">
        {say(outlines ? 'plots.layers.found-outlines' : 'plots.layers.found', { cells: countText(cells), ...where })}
      </p>
      <TextField form={form} name="name" required />
      <TextField form={form} name="version" required />
      <TextField form={form} name="source" required long />
      <TextField form={form} name="licence" required />
      <DayField form={form} name="shows" required />
      <DayField form={form} name="from" required />
      <DayField form={form} name="until" />
      <YesField form={form} name="synthetic" />
    </FactFormFrame>
  );
}
