import { Button, FileInput, Group, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportAnswer, Importable } from '#apps/server/imports.ts';
import { answers } from '#kernel/office/ask.ts';
import { call, NotDone, queryOf, type Said } from '#kernel/office/door.ts';
import { Icon } from '#kernel/office/Icon.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import { PageHead, Section } from '#kernel/office/PageHead.tsx';
import { Failed, Refusals } from '#kernel/office/Refusals.tsx';
import { ImportGround } from './ImportGround.tsx';
import { ImportMapping } from './ImportMapping.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';

export type ColumnOf = Readonly<Record<string, string | null>>;

/** Spreadsheets: tried out first, then recorded; what is wrong comes back as a file. */
export function ImportPage() {
  const { say, language } = useSpeaking();
  const kinds = useQuery({
    queryKey: ['imports', language],
    queryFn: () => call<Importable[]>(`/api/imports${queryOf({ lang: language })}`),
  });
  return (
    <>
      <PageHead about={say('import.page.about')} />
      {kinds.isError && <Failed error={kinds.error} again={() => void kinds.refetch()} />}
      {kinds.data?.length === 0 && <div className="section-body">{say('import.page.nothing-yours')}</div>}
      {kinds.data && kinds.data.length > 0 && <Bring kinds={kinds.data} />}
    </>
  );
}

const tables = '.csv,.tsv,.txt,.xlsx';
const maps = '.geojson,.json,.kml,.kmz,.gpx,.zip';

function useSending() {
  const { language } = useSpeaking();
  const [busy, setBusy] = useState(false);
  const [refused, refuse] = useState<readonly Said[]>([]);
  const [answer, hear] = useState<ImportAnswer | null>(null);
  const sendFile = async (as: string, file: File, map: ColumnOf, dryRun: boolean) => {
    const form = new FormData();
    form.set('map', JSON.stringify(map));
    form.set('file', file);
    setBusy(true);
    refuse([]);
    try {
      const query = queryOf({ as, lang: language, dryRun: dryRun ? '1' : null });
      hear(await call<ImportAnswer>(`/api/import${query}`, { method: 'POST', body: form }));
      if (!dryRun) await answers.invalidateQueries({ queryKey: ['ask'] });
    } catch (error) {
      refuse(error instanceof NotDone ? error.refusals : [{ code: 'office.failed', params: {} }]);
    }
    setBusy(false);
  };
  return { busy, refused, answer, forget: () => hear(null), sendFile };
}

function Bring({ kinds }: { readonly kinds: readonly Importable[] }) {
  const { say } = useSpeaking();
  const { busy, refused, answer, forget, sendFile } = useSending();
  const [as, choose] = useState(kinds[0]?.as ?? '');
  const [file, pick] = useState<File | null>(null);
  const [map, remap] = useState<ColumnOf>({});
  const go = (dryRun: boolean, corrected: ColumnOf = map) => file && void sendFile(as, file, corrected, dryRun);
  const anew = () => {
    forget();
    remap({});
  };
  const good = answer ? answer.counts.new + answer.counts.flagged : 0;
  return (
    <>
      <Section title={say('import.page.file')}>
        <Stack gap="md">
          <Group align="flex-end" gap="md">
            <NativeSelect
              label={say('import.page.what')}
              value={as}
              onChange={(event) => {
                choose(event.currentTarget.value);
                anew();
              }}
              data={kinds.map((kind) => ({ value: kind.as, label: kind.name }))}
            />
            <FileInput
              className="file-input"
              label={say('import.page.choose')}
              placeholder={say(as === 'plots' ? 'import.page.formats.plots' : 'import.page.formats')}
              value={file}
              onChange={(next) => {
                pick(next);
                anew();
              }}
              accept={as === 'plots' ? `${tables},${maps}` : `${tables},.geojson,.json`}
              clearable
            />
            <Button
              onClick={() => go(true)}
              loading={busy}
              disabled={!file}
              leftSection={<Icon name="check" size={18} />}
            >
              {say('import.page.try')}
            </Button>
          </Group>
          <Refusals of={refused} />
        </Stack>
      </Section>
      {answer && (
        <>
          {answer.dryRun && answer.fields.length > 0 && (
            <ImportMapping
              of={answer}
              change={(field, column) => {
                const next = { ...map, [field]: column };
                remap(next);
                go(true, next);
              }}
            />
          )}
          <ImportGround of={answer} />
          <ImportOutcome of={answer} />
          {answer.dryRun && (
            <Group justify="flex-end" mb="xl">
              <Button
                size="md"
                loading={busy}
                disabled={good === 0 || answer.missing.length > 0}
                onClick={() => go(false)}
              >
                {say('import.page.record', { rows: good })}
              </Button>
            </Group>
          )}
        </>
      )}
    </>
  );
}
