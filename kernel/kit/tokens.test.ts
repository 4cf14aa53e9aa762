import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { colours, radius, space, touch } from './tokens.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const light = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [hi, lo] = [Math.max(light(a), light(b)), Math.min(light(a), light(b))];
  return (hi + 0.05) / (lo + 0.05);
};

test('every text stands at 7:1 or more on the ground it is used on', () => {
  const { paper, surface, sunken } = colours;
  for (const ground of [paper, surface, sunken])
    for (const ink of [colours.ink, colours.inkSoft, colours.cocoa, colours.leafText])
      expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
  expect(contrast('#ffffff', colours.leaf)).toBeGreaterThanOrEqual(7);
  for (const tone of ['leaf', 'amber', 'red', 'blue'] as const)
    expect(contrast(colours[`${tone}Text`], colours[`${tone}Soft`]), tone).toBeGreaterThanOrEqual(7);
});

test('the style sheet says what the tokens say', () => {
  for (const [name, value] of Object.entries(colours)) expect(css).toContain(`--${name}: ${value};`);
  for (const [name, value] of Object.entries(space)) expect(css).toContain(`--space-${name}: ${value}px;`);
  for (const [name, value] of Object.entries(radius)) expect(css).toContain(`--radius-${name}: ${value}px;`);
  for (const [name, value] of Object.entries(touch)) expect(css).toContain(`--touch-${name}: ${value}px;`);
});
