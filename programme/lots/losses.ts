import { mulDiv } from '#kernel/pure/quantity.ts';
import {
  afterDrying,
  dryFromFermented,
  dryFromFresh,
  fermentationLoss,
  type Making,
  mixedMoisture,
  stockTolerance,
  unitOf,
} from './rules.ts';

const full = 1_000_000;

/** What selection may take out and nobody asks: foreign matter, residues and sievings that ISO 2451 allows, ppm. */
export const selectionLoss = 57_500;

/** Grams that leave a process by the nature of it: pulp drained, water dried off, husks sorted out. Negative, or 0. */
export function physicsOf(of: Making): number {
  const before = of.inputs.reduce((sum, input) => sum + input.grams, 0);
  const change = of.grams - before;
  if (change >= 0) return 0;
  const atMost = (ppm: number) => Math.max(change, -mulDiv(before, ppm, full));
  if (of.process === 'fermentation') return atMost(fermentationLoss);
  if (of.process === 'selection') return atMost(selectionLoss);
  if (of.process !== 'drying') return 0;
  const [first] = of.inputs;
  if (first && unitOf(first.state) === 'g-wet') {
    return atMost(full - (first.state === 'wet' ? dryFromFresh : dryFromFermented).least);
  }
  return shrinkage(before, mixedMoisture(of.inputs), of.moisture);
}

/** Grams of water that beans took up or gave off between two moistures; 0 when one of them was not measured. */
export function shrinkage(grams: number, from: number | null, to: number | null): number {
  return from === null || to === null || from === full || to === full ? 0 : afterDrying(grams, from, to) - grams;
}

/** More than a scale explains, once physics is taken off. */
export function isBeyond(book: number, counted: number, physics: number): boolean {
  return Math.abs(counted - book - physics) > mulDiv(Math.max(0, book), stockTolerance, full);
}
