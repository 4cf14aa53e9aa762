/** Looks at the picture as it is now; the text of a QR code in it, or null. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** The phone's own reader where it really reads QR codes, and a reader that the app brings where it does not. */
export async function openCodeReader(): Promise<CodeReader> {
  return (await ownReader()) ?? (await broughtReader());
}

/** Phones without Play Services have the class and no formats, or throw (offline.md, section 2). */
async function ownReader(): Promise<CodeReader | null> {
  const Own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  try {
    if (!Own || !(await Own.getSupportedFormats()).includes('qr_code')) return null;
    const detector = new Own({ formats: ['qr_code'] });
    let brought: CodeReader | null = null;
    return async (video) => {
      if (brought) return brought(video);
      try {
        return (await detector.detect(video))[0]?.rawValue ?? null;
      } catch {
        // It promised and does not deliver: from now on the app reads by itself.
        brought = await broughtReader();
        return brought(video);
      }
    };
  } catch {
    return null;
  }
}

/** Side of the square that is read: a card held at a hand's length fills it; a cheap phone reads it in under 60 ms. */
const side = 480;

async function broughtReader(): Promise<CodeReader> {
  const { default: read } = await import('jsqr');
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const across = Math.min(video.videoWidth, video.videoHeight);
    if (!context || across === 0) return null;
    const [x, y] = [(video.videoWidth - across) / 2, (video.videoHeight - across) / 2];
    context.drawImage(video, x, y, across, across, 0, 0, side, side);
    const { data } = context.getImageData(0, 0, side, side);
    return read(data, side, side, { inversionAttempts: 'dontInvert' })?.data ?? null;
  };
}
