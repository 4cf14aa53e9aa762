import { useCallback, useState } from 'react';
import { Check } from './Fields.tsx';
import { useLive, useSay, useSeat } from './hooks.tsx';
import { filesMissing, onlyByWifi, sendByWifiOnly } from './photoSender.ts';

/** How many photos the server has not got yet, of all facts or of one, and whether they wait for WiFi. */
export function PhotosMissing({ fact }: { readonly fact?: string }) {
  const say = useSay();
  const { store, files } = useSeat();
  const missing = useLive(
    useCallback(async () => {
      const found = await filesMissing(await store.facts(), files);
      return [...found.values()].filter((kept) => fact === undefined || kept.id === fact).length;
    }, [store, files, fact]),
  );
  if (!missing) return null;
  if (fact !== undefined) return <span className="not-counted">{say('phone.photo.missing', { n: missing })}</span>;
  return (
    <p className="card amber">
      {say('phone.photo.missing', { n: missing })}
      <span>{say('phone.photo.missing-why')}</span>
    </p>
  );
}

/** Photos cost most of what a month of work sends; who pays for the network herself lets them wait. */
export function PhotosByWifi({ onChange }: { readonly onChange: () => void }) {
  const say = useSay();
  const [only, setOnly] = useState(onlyByWifi);
  return (
    <Check
      label={say('phone.photo.wifi')}
      hint={say('phone.photo.wifi-why')}
      checked={only}
      onChange={(next) => {
        sendByWifiOnly(next);
        setOnly(next);
        onChange();
      }}
    />
  );
}
