import { useCallback, useState } from 'react';

const key = 'minka.sun';

/** Black on white with bold figures, for a screen in full sun (offline.md 4.2, rule 2). Set before the first paint. */
export function startSunMode(): void {
  document.documentElement.toggleAttribute('data-sun', localStorage.getItem(key) === 'on');
}

export function useSunMode(): readonly [boolean, () => void] {
  const [on, setOn] = useState(() => localStorage.getItem(key) === 'on');
  const toggle = useCallback(() => {
    localStorage.setItem(key, on ? 'off' : 'on');
    startSunMode();
    setOn(!on);
  }, [on]);
  return [on, toggle];
}
