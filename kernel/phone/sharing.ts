/** What became of handing a file on. */
export type Shared = 'shared' | 'saved' | 'given-up';

/**
 * Hands an image to WhatsApp or whatever the person chooses; without Web Share it is saved on the phone. The file must be
 * there before the tap, since the tap's permission soon expires, and goes without a text: WhatsApp drops the image of a
 * share that has both (mdn/browser-compat-data#13439).
 */
export async function shareFile(file: File): Promise<Shared> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return 'shared';
    } catch (trouble) {
      if ((trouble as Error).name === 'AbortError') return 'given-up';
    }
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return 'saved';
}

/** A picture of what was drawn, ready to be handed on. */
export function imageOf(canvas: HTMLCanvasElement, name: string): Promise<File | null> {
  return new Promise((resolve) =>
    canvas.toBlob((blob) => resolve(blob ? new File([blob], `${name}.png`, { type: 'image/png' }) : null), 'image/png'),
  );
}
