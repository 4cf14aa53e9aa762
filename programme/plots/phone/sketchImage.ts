import { imageOf } from '#kernel/phone/sharing.ts';
import type { Ring } from '#kernel/pure/geo.ts';
import { planeOf, scaleOf } from './plane.ts';

const side = 900;
const letters = 'system-ui, Roboto, "Noto Sans", sans-serif';

/** The plot with its size as a picture for WhatsApp: what a producer keeps of the day her plot was measured. */
export function sketchImage(of: {
  readonly ring: Ring;
  readonly name: string;
  readonly area: string;
  readonly lines: readonly string[];
}): Promise<File | null> {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side + 260;
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const plane = planeOf(of.ring);
  const [x, y, metres] = plane.view;
  const scale = side / metres;
  pen.beginPath();
  for (const place of of.ring) {
    const [east, south] = plane.to(place);
    pen.lineTo((east - x) * scale, (south - y) * scale);
  }
  pen.closePath();
  pen.fillStyle = '#d5e8d8';
  pen.fill();
  pen.lineWidth = 6;
  pen.strokeStyle = '#1f6b3a';
  pen.stroke();
  pen.fillStyle = '#000';
  const ruler = scaleOf(metres);
  pen.fillRect(40, side - 30, ruler.length * scale, 6);
  written(pen, `${ruler.metres} m`, 40, side - 44, 30);
  written(pen, 'N ↑', side - 90, 60, 40);
  written(pen, of.area, 40, side + 90, 84, 700);
  written(pen, of.name, 40, side + 155, 46, 600);
  written(pen, `${of.lines.join(' · ')} · Minka`, 40, side + 215, 30);
  return imageOf(canvas, `parcela-${of.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`);
}

function written(pen: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, weight = 400): void {
  pen.font = `${weight} ${size}px ${letters}`;
  pen.fillText(text, x, y, side - x - 40);
}
