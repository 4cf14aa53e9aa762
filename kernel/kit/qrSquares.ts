import draw from 'qrcode-generator';

/** A QR code as one path: `size` squares on each side, without the quiet border. */
export interface QrSquares {
  readonly size: number;
  readonly path: string;
}

/** Capitals and digits go in half the squares of other text, so that a cheap camera reads them from a worn card. */
const fewSquares = /^[0-9A-Z $%*+\-./:]+$/;

/** A card's address is capitals all but its `#`, which is then the only character that needs more room. */
function partsOf(text: string): string[] {
  const parts = text.split(/(#)/).filter((part) => part !== '');
  return parts.every((part) => part === '#' || fewSquares.test(part)) ? parts : [text];
}

/** Draws a text; `M` still reads with one square in seven gone. */
export function qrSquares(text: string): QrSquares {
  const code = draw(0, 'M');
  for (const part of partsOf(text)) code.addData(part, fewSquares.test(part) ? 'Alphanumeric' : 'Byte');
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!code.isDark(y, x)) continue;
      let wide = 1;
      while (x + wide < size && code.isDark(y, x + wide)) wide += 1;
      path += `M${x} ${y}h${wide}v1h-${wide}z`;
      x += wide - 1;
    }
  }
  return { size, path };
}
