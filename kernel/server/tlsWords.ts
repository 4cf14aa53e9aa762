import { words } from '#kernel/pure/words.ts';

/** What is said of a certificate and its key. */
export const tlsWords = words({
  es: {
    'tls.no-file': 'No se encuentra o no se puede leer {file}',
    'tls.no-certificate': '{file} no es un certificado PEM',
    'tls.no-key': '{file} no es una clave privada PEM',
    'tls.locked-key': 'La clave {file} tiene contraseña; guárdela sin ella y protéjala con permisos de archivo',
    'tls.other-key': 'La clave {key} no es la del certificado {cert}',
    'tls.ends': 'El certificado vence en {days} día(s). Renuévelo.',
    'tls.ended': 'El certificado está vencido: los teléfonos no se podrán conectar.',
  },
  en: {
    'tls.no-file': '{file} is not there or cannot be read',
    'tls.no-certificate': '{file} is no PEM certificate',
    'tls.no-key': '{file} is no PEM private key',
    'tls.locked-key': 'The key {file} has a passphrase; keep it without one and guard it by file permissions',
    'tls.other-key': 'The key {key} is not the one of the certificate {cert}',
    'tls.ends': 'The certificate ends in {days} day(s). Renew it.',
    'tls.ended': 'The certificate has ended: phones will not be able to connect.',
  },
});
