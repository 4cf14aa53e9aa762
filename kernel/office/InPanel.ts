import { createContext } from 'react';

/** Inside a panel of another page: a short table does without its tools. */
export const InPanel = createContext(false);
