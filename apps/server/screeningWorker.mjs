// A thread begins without the loader that reads TypeScript: it is registered first.
import { register } from 'tsx/esm/api';

register();
await import('./screeningWork.ts');
