import { createContext, useContext } from 'react';
import type { Row } from './ask.ts';

/** Where the things of one kind are listed, and what one is called there. */
export interface EntityList {
  /** The listing: `people.producers`. */
  readonly of: string;
  readonly label: (row: Row) => string;
}

/** Lists by the entity that a fact's field refers to; the office fills it in. */
export const EntitiesContext = createContext<Readonly<Record<string, EntityList>>>({});

export function useEntityList(entity: string): EntityList | undefined {
  return useContext(EntitiesContext)[entity];
}
