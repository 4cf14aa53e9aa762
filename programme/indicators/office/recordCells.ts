/** Codes of a record by their names. */
export const recordCells = {
  kind: { words: '' },
  part: { words: 'indicators.part' },
  sex: { words: 'indicators.sex' },
  age: { words: 'indicators.age' },
  standing: { words: 'indicators.standing' },
} as const;
