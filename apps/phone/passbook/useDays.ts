import { useMemo } from 'react';
import { useSpeech } from '#kernel/phone/hooks.tsx';

/** Days as she says them: 10 de junio de 2021; from an ISO instant the day there is. */
export function useDays(): (day: string) => string {
  const { language } = useSpeech();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(language === 'es' ? 'es-PE' : 'en', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return (day) => format.format(new Date(day.slice(0, 10)));
  }, [language]);
}
