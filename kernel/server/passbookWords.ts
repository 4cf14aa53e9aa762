import { words } from '#kernel/pure/words.ts';

/** What is said at the door of a passbook. */
export const passbookWords = words({
  es: {
    'access.wrong-passbook':
      'El carné o la clave no son correctos. Después de varios intentos espere 15 minutos. Si olvidó su clave, pida otra a su técnico o en la oficina.',
    'access.no-passbook': 'Primero hay que abrirle la libreta.',
    'policy.not-your-own': 'Con la libreta cada persona registra solo lo suyo.',
  },
  en: {
    'access.wrong-passbook':
      'Card or PIN are not right. After several tries wait 15 minutes. If you forgot your PIN, ask your technician or the office for another one.',
    'access.no-passbook': 'Her passbook has to be opened first.',
    'policy.not-your-own': 'With a passbook each person records only what is hers.',
  },
});
