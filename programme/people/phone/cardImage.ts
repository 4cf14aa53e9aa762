import { qrSquares } from '#kernel/kit/qrSquares.ts';
import { imageOf } from '#kernel/phone/sharing.ts';

/** What stands on a card: what the producer herself may show to anybody. No document, no phone number. */
export interface CardFace {
  readonly programme: string;
  readonly name: string;
  readonly community: string;
  readonly code: string;
  readonly qr: string;
  readonly heading: string;
}

const [width, height, margin] = [900, 1240, 60];
const letters = 'system-ui, Roboto, "Noto Sans", sans-serif';

/** The card as a picture for WhatsApp or the photo shop: black on white, the code large enough to be read aloud. */
export async function cardImage(face: CardFace): Promise<File | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#5b3418';
  pen.fillRect(0, 0, width, 120);
  pen.textAlign = 'center';
  pen.fillStyle = '#fff';
  written(pen, `${face.heading} · ${face.programme}`, 76, 40, 600);
  pen.fillStyle = '#000';
  written(pen, face.name, 220, 58, 700);
  written(pen, face.community, 290, 40, 400);
  const { size, path } = qrSquares(face.qr);
  const each = Math.floor(700 / (size + 8));
  pen.save();
  pen.translate((width - each * size) / 2, 330 + 4 * each);
  pen.scale(each, each);
  pen.fill(new Path2D(path));
  pen.restore();
  written(pen, face.code, height - 90, 96, 700);
  return imageOf(canvas, `minka-${face.code}`);
}

/** One centred line, made smaller until it fits: a long name is not cut. */
function written(pen: CanvasRenderingContext2D, text: string, y: number, size: number, weight: number): void {
  let fitting = size;
  const set = () => {
    pen.font = `${weight} ${fitting}px ${letters}`;
  };
  set();
  while (fitting > 18 && pen.measureText(text).width > width - 2 * margin) {
    fitting -= 2;
    set();
  }
  pen.fillText(text, width / 2, y);
}
