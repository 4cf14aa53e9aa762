/** What bytes are by themselves, whatever somebody called them. */
export type PictureType = 'image/jpeg' | 'image/webp' | 'image/png';

export interface Picture {
  readonly type: PictureType;
  /** It carries more than a picture: where it was taken, by whose phone, or what anybody hid in it. */
  readonly told: boolean;
}

/** Reads a picture's frame, not its picture; null when the bytes are something else or are cut short. */
export function pictureIn(bytes: Uint8Array): Picture | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpeg(bytes);
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return webp(bytes);
  return text(bytes, 1, 3) === 'PNG' && bytes[0] === 0x89 ? png(bytes) : null;
}

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Segments up to the picture; APP1 holds EXIF and XMP, APP13 what editors write. */
function jpeg(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let told = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xda) {
      const ends = bytes[bytes.length - 2] === 0xff && bytes[bytes.length - 1] === 0xd9;
      return ends ? { type: 'image/jpeg', told } : null;
    }
    // APP0 is the frame and APP2 its colours; whatever else stands there tells something.
    if ((marker > 0xe0 && marker <= 0xef && marker !== 0xe2) || marker === 0xfe) told = true;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function webp(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(4, true) + 8 > bytes.length + 1) return null;
  let told = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = text(bytes, at, 4);
    if (name === 'EXIF' || name === 'XMP ') told = true;
    const long = view.getUint32(at + 4, true);
    at += 8 + long + (long % 2);
  }
  return { type: 'image/webp', told };
}

function png(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let told = false;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = text(bytes, at + 4, 4);
    if (name === 'IEND') return { type: 'image/png', told };
    if (['eXIf', 'tEXt', 'zTXt', 'iTXt'].includes(name)) told = true;
    at += 12 + view.getUint32(at);
  }
  return null;
}
