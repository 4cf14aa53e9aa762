import { useSay } from '#kernel/phone/hooks.tsx';

/** How old what the office told is: a balance is as of the last contact, and says so. */
export function AsOf({ ms }: { readonly ms: number | null }) {
  const say = useSay();
  if (ms === null) return <>{say('purchasing.phone.as-of-never')}</>;
  const when = new Date(ms).toLocaleString('es-PE', {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  return <>{say('purchasing.phone.as-of', { when })}</>;
}
