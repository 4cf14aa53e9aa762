import { createRoot } from 'react-dom/client';
import { SpeechProvider } from '#kernel/phone/hooks.tsx';
import { startSunMode } from '#kernel/phone/sunMode.ts';
import '#kernel/kit/tokens.css';
import '#kernel/phone/phone.css';
import '#kernel/phone/sun.css';
import { App } from './App.tsx';
import { phoneVocabulary } from './words.ts';

const root = document.getElementById('minka');
if (!root) throw new Error('no place on the page');
startSunMode();
createRoot(root).render(
  <SpeechProvider sets={phoneVocabulary}>
    <App />
  </SpeechProvider>,
);
