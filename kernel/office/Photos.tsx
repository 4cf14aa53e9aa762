import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { photos } from '#kernel/server/photoQuestions.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { useAsk } from './ask.ts';
import { momentText } from './format.ts';
import { useSpeaking } from './language.tsx';
import { Section } from './PageHead.tsx';
import { usePresent } from './session.tsx';
import './photos.css';

type Photo = AnswerOf<typeof photos>[number];

/** Photos of a record and of what was recorded about it, as a part of its page; nothing when there are none. */
export function PhotosSection({ about }: { readonly about: string }) {
  const { say } = useSpeaking();
  const found = usePhotos(about);
  if (found.length === 0) return null;
  return (
    <Section title={say('file.photos')}>
      <Gallery photos={found} />
    </Section>
  );
}

/** The photos that one fact names. */
export function PhotosOfFact({ fact }: { readonly fact: string }) {
  const found = usePhotos(fact).filter((photo) => photo.fact === fact);
  return found.length === 0 ? null : <Gallery photos={found} />;
}

function usePhotos(about: string): readonly Photo[] {
  const { may } = usePresent();
  const asked = useAsk<typeof photos>('ledger.photos', { about }, { when: may.ask('ledger.photos') });
  return asked.data?.value ?? [];
}

function Gallery({ photos: list }: { readonly photos: readonly Photo[] }) {
  const { say, language } = useSpeaking();
  const [open, setOpen] = useState<Photo | null>(null);
  const nameOf = (photo: Photo, i: number) =>
    say('file.photo-of', { n: i + 1, when: photo.at ? momentText(Date.parse(photo.at), language) : '' });
  return (
    <>
      <ul className="gallery">
        {list.map((photo, i) => (
          <li key={`${photo.fact} ${photo.id}`}>
            {photo.arrived ? (
              <button
                type="button"
                aria-label={`${nameOf(photo, i)}. ${say('file.open-large')}`}
                onClick={() => setOpen(photo)}
              >
                <img src={`/api/files/${photo.sha256}`} alt={nameOf(photo, i)} loading="lazy" />
              </button>
            ) : (
              <span className={photo.gone ? 'gallery-none' : 'gallery-none gallery-missing'}>
                {say(photo.gone ? 'file.gone' : 'file.falta-foto')}
              </span>
            )}
            <Text size="xs" c="var(--inkSoft)">
              {say(photo.kind)}
            </Text>
          </li>
        ))}
      </ul>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="xl"
        title={open && nameOf(open, list.indexOf(open))}
      >
        {open && (
          <img className="gallery-large" src={`/api/files/${open.sha256}`} alt={nameOf(open, list.indexOf(open))} />
        )}
        {open?.place && (
          <Text size="sm" mt="sm">
            {say('file.photo-place', { lat: open.place.lat, lon: open.place.lon, metres: open.place.accuracyM })}
          </Text>
        )}
      </Modal>
    </>
  );
}
