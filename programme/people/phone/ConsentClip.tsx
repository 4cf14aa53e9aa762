import { useSay } from '#kernel/phone/hooks.tsx';

// A recorded voice, never the phone's own: it reads Spanish with an English voice where none is installed (offline 4.2, 6).
const clips = import.meta.glob<string>('./clips/consent-*.{opus,mp3}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Plays the consent in her language, when somebody has recorded it: `clips/consent-ashaninka.opus`. */
export function ConsentClip({ language }: { readonly language: string }) {
  const say = useSay();
  const found = Object.entries(clips).find(([path]) => path.includes(`consent-${language}.`))?.[1];
  if (!found) return null;
  return (
    <button type="button" className="second-button" onClick={() => void new Audio(found).play().catch(() => undefined)}>
      {say('people.phone.listen')}
    </button>
  );
}
