import { useEffect, useRef, useState } from 'react';
import type { PhotoRef } from './fileShelf.ts';
import { useSay, useSeat } from './hooks.tsx';
import { Icon } from './Icon.tsx';
import { shelve } from './shelving.ts';
import type { Shrunk } from './shrinking.ts';
import { usePhotoPlace } from './usePhotoPlace.ts';
import { Viewfinder } from './Viewfinder.tsx';
import './photo.css';

/**
 * Photos of a form. Each is on this phone's disk before `onChange` tells of it; give `refsOf(photos)` to the fact as its
 * files, and it is sent by itself once the fact has arrived.
 */
export function PhotoField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly photos: readonly PhotoRef[];
  readonly onChange: (photos: PhotoRef[]) => void;
  readonly most: number;
  readonly error?: string | undefined;
}) {
  const say = useSay();
  const { files, phone } = useSeat();
  const [open, setOpen] = useState(false);
  const place = usePhotoPlace(open);
  const latest = useRef(props.photos);
  latest.current = props.photos;
  const taken = async (photo: Shrunk) => {
    const kept = await shelve(files, phone.newId(), photo, place.current);
    const next = [...latest.current, kept];
    latest.current = next;
    props.onChange(next);
    if (next.length >= props.most) setOpen(false);
  };
  const remove = (id: string) => {
    props.onChange(props.photos.filter((photo) => photo.id !== id));
    void files.drop(id).catch(() => undefined);
  };
  const { length } = props.photos;
  return (
    <div className="field">
      <p className="photo-label">
        {props.label} <span className="soft">{say('phone.photo.count', { n: length, of: props.most })}</span>
      </p>
      <ul className="photos">
        {props.photos.map((photo, i) => (
          <li key={photo.id}>
            <Thumb id={photo.id} label={say('phone.photo.nth', { n: i + 1 })} />
            <button type="button" aria-label={say('phone.photo.remove', { n: i + 1 })} onClick={() => remove(photo.id)}>
              ×
            </button>
          </li>
        ))}
      </ul>
      {length < props.most && (
        <button
          type="button"
          className="second-button"
          onClick={() => void files.settled().finally(() => setOpen(true))}
        >
          <Icon name="camera" />
          {say(length === 0 ? 'phone.photo.take' : 'phone.photo.another')}
        </button>
      )}
      {props.error ? <p className="said wrong">{props.error}</p> : props.hint && <p className="said">{props.hint}</p>}
      {open && (
        <Viewfinder
          title={props.label}
          onTaken={taken}
          onClose={() => setOpen(false)}
          beforeLeaving={() => files.settled()}
        />
      )}
    </div>
  );
}

/** A photo of this phone, small; once it was sent and put away, the server's. */
export function Thumb({ id, label, sha256 }: { id: string; label: string; sha256?: string }) {
  const { files } = useSeat();
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    files.get(id).then(
      (file) => current && setSource(file ? file.thumb : sha256 ? `/api/files/${sha256}` : null),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [files, id, sha256]);
  return source ? <img className="thumb" src={source} alt={label} /> : <span className="thumb">{label}</span>;
}
