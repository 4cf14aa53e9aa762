import { useEffect, useState } from 'react';
import { useSeat } from '#kernel/phone/hooks.tsx';
import { initialsOf, type PersonDoc } from './people.ts';
import './people.css';

type Seen = Pick<PersonDoc, 'givenNames' | 'familyNames'> & Partial<Pick<PersonDoc, 'photo' | 'photoSha256'>>;

/** Her picture where this phone has it or can fetch it, and her initials where not. The name stands beside it in words. */
export function Face({ of, large }: { readonly of: Seen; readonly large?: boolean }) {
  const { files } = useSeat();
  const [source, setSource] = useState<string | null>(null);
  const { photo, photoSha256 } = of;
  useEffect(() => {
    setSource(null);
    if (!photo) return;
    let current = true;
    files.get(photo).then(
      (file) => current && setSource(file ? file.thumb : photoSha256 ? `/api/files/${photoSha256}` : null),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [files, photo, photoSha256]);
  return (
    <span className={large ? 'face face-large' : 'face'} aria-hidden="true">
      {source ? <img src={source} alt="" loading="lazy" onError={() => setSource(null)} /> : initialsOf(of) || '?'}
    </span>
  );
}
