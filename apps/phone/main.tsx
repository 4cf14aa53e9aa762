import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { startSunMode } from '#kernel/phone/sunMode.ts';
import '#kernel/kit/tokens.css';
import '#kernel/phone/phone.css';
import '#kernel/phone/sun.css';
import { App } from './App.tsx';

const root = document.getElementById('minka');
if (!root) throw new Error('no place on the page');
startSunMode();
// A producer's own passbook is a house beside this one: no seat, no shelf, no sign-in of whoever works with the phone.
const PassbookApp = lazy(async () => ({ default: (await import('./passbook/PassbookApp.tsx')).PassbookApp }));
createRoot(root).render(
  location.pathname.replace(/\/$/, '') === '/phone/libreta' ? (
    <Suspense fallback={null}>
      <PassbookApp />
    </Suspense>
  ) : (
    <App />
  ),
);
