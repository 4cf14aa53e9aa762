import { createContext } from 'react';
import type { OfficePage } from './page.ts';

/** The pages that the person who sits here may open. */
export const MyPages = createContext<readonly OfficePage[]>([]);
