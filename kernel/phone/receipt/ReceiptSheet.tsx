import { lazy, Suspense, useEffect, useState } from 'react';
import { useSay } from '../hooks.tsx';
import { type Receipt, voidMark } from './receipt.ts';
import './receipt.css';

const QrCode = lazy(async () => ({ default: (await import('#kernel/kit/QrCode.tsx')).QrCode }));
const PrintReceipt = lazy(async () => ({ default: (await import('./PrintReceipt.tsx')).PrintReceipt }));

/** A receipt as paper on the screen, and its ways to the producer: a picture by WhatsApp, a QR code, the printer. */
export function ReceiptSheet({ receipt }: { readonly receipt: Receipt }) {
  const say = useSay();
  const [large, setLarge] = useState(false);
  const mark = voidMark(receipt);
  return (
    <div className="receipt-and-ways">
      <article className="receipt" aria-label={say('phone.receipt.number', { number: receipt.number })}>
        <h2>{receipt.title}</h2>
        {receipt.under.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p className="receipt-number">{receipt.number}</p>
        {mark && <p className="receipt-void">{mark}</p>}
        {receipt.parts.map((lines, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: because the parts of a receipt never change places
          <dl key={i}>
            {lines.map(({ label, amount, bold }) => (
              <div key={label} className={bold ? 'bold' : undefined}>
                <dt>{label}</dt>
                <dd>{amount ?? ''}</dd>
              </div>
            ))}
          </dl>
        ))}
        {receipt.foot.map((text) => (
          <p key={text} className="soft">
            {text}
          </p>
        ))}
        {large && (
          <Suspense fallback={null}>
            <QrCode text={receipt.qr} label={say('phone.receipt.qr', { number: receipt.number })} />
          </Suspense>
        )}
      </article>
      <Share receipt={receipt} />
      <button type="button" className="second-button" aria-pressed={large} onClick={() => setLarge(!large)}>
        {say(large ? 'phone.receipt.hide-qr' : 'phone.receipt.show-qr')}
      </button>
      {('serial' in navigator || 'bluetooth' in navigator) && (
        <Suspense fallback={null}>
          <PrintReceipt receipt={receipt} />
        </Suspense>
      )}
    </div>
  );
}

/** The picture is drawn before the tap: the browser lets a share follow a tap only at once. */
function Share({ receipt }: { readonly receipt: Receipt }) {
  const say = useSay();
  const [picture, setPicture] = useState<File | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    setPicture(null);
    import('./drawing.ts')
      .then(({ receiptPicture }) => receiptPicture(receipt))
      .then(
        (made) => current && setPicture(made),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [receipt]);
  const shares = picture !== null && (navigator.canShare?.({ files: [picture] }) ?? false);
  const give = async () => {
    if (!picture) return;
    setFailed(false);
    if (!shares) return keep(picture);
    // Files alone: with a text beside them WhatsApp drops the picture.
    await navigator.share({ files: [picture] }).catch((error: Error) => setFailed(error.name !== 'AbortError'));
  };
  return (
    <>
      <button type="button" className="second-button" disabled={!picture} onClick={() => void give()}>
        {say(shares || !picture ? 'phone.receipt.share' : 'phone.receipt.save')}
      </button>
      {failed && (
        <p className="card amber" role="alert">
          {say('phone.receipt.not-shared')}
        </p>
      )}
    </>
  );
}

function keep(picture: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = picture.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
