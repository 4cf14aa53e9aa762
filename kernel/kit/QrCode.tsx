import { useMemo } from 'react';
import { qrSquares } from './qrSquares.ts';

/** A QR code in black on white with its quiet border, as large as the place it is given. Bring it in lazily on the phone. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => qrSquares(text), [text]);
  const border = 4;
  const whole = size + 2 * border;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`${-border} ${-border} ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect x={-border} y={-border} width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
