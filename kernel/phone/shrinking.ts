/** A photo small enough for a slow network, without anything but its picture. */
export interface Shrunk {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  readonly thumb: string;
}

const longestSide = 1600;
export const mostPhotoBytes = 200 * 1024;
const thumbSide = 160;
const qualities = [0.76, 0.66, 0.55, 0.45];

/**
 * Draws a picture anew, ever smaller until it fits. What a camera writes beside the picture (the place, the owner, the
 * phone's number) is not drawn, so it is not in the file either.
 */
export async function shrink(source: CanvasImageSource, wide: number, high: number): Promise<Shrunk> {
  const thumb = drawn(source, wide, high, thumbSide).toDataURL('image/jpeg', 0.6);
  for (let side = longestSide; side >= 300; side = Math.round(side * 0.8)) {
    const canvas = drawn(source, wide, high, side);
    for (const quality of qualities) {
      const blob = await encoded(canvas, quality);
      if (blob.size <= mostPhotoBytes) return { blob, width: canvas.width, height: canvas.height, thumb };
    }
  }
  throw new Error('a picture that cannot be made small');
}

/** A file of the phone's own camera, the right way up. */
export async function shrinkFile(file: Blob): Promise<Shrunk> {
  const picture = await createImageBitmap(file);
  try {
    return await shrink(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}

function drawn(source: CanvasImageSource, wide: number, high: number, most: number): HTMLCanvasElement {
  const scale = Math.min(1, most / Math.max(wide, high));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(wide * scale));
  canvas.height = Math.max(1, Math.round(high * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality),
  );
}
