import { words } from '#kernel/pure/words.ts';

/** What the server says of photos and files. */
export const fileWords = words({
  es: {
    'file.erased': 'La persona pidió que se borre: la foto ya no se guarda',
    'file.other-hash': 'Lo que llegó no es la foto que se tomó: se envía de nuevo',
    'file.no-picture': 'No es una foto JPEG, WebP o PNG',
    'file.tells-more': 'La foto trae datos escondidos (lugar, equipo): tómela con Minka',
    'file.no-hash': 'Falta la huella SHA-256 del archivo',
    'file.no-size': 'Falta el tamaño del archivo',
    'file.missing': 'Falta la foto: todavía no llegó',
    'file.no-upload': 'Ese envío ya no existe: se empieza de nuevo',
    'file.other-offset': 'El envío sigue en otro lugar: pregunte hasta dónde llegó',
    'file.photos': 'Fotos',
    'file.falta-foto': 'Falta foto',
    'file.gone': 'Foto retirada',
    'file.photo-of': 'Foto {n}, {when}',
    'file.open-large': 'Abrir grande',
    'file.photo-place': 'Tomada en {lat}, {lon} (± {metres} m)',
  },
  en: {
    'file.erased': 'The person asked for erasure: the photo is no longer kept',
    'file.other-hash': 'What arrived is not the photo that was taken: it is sent again',
    'file.no-picture': 'Not a JPEG, WebP or PNG photo',
    'file.tells-more': 'The photo carries hidden data (place, device): take it with Minka',
    'file.no-hash': 'The SHA-256 of the file is missing',
    'file.no-size': 'The size of the file is missing',
    'file.missing': 'The photo is missing: it has not arrived yet',
    'file.no-upload': 'That upload no longer exists: it begins again',
    'file.other-offset': 'The upload goes on elsewhere: ask how far it came',
    'file.photos': 'Photos',
    'file.falta-foto': 'Photo missing',
    'file.gone': 'Photo withdrawn',
    'file.photo-of': 'Photo {n}, {when}',
    'file.open-large': 'Open large',
    'file.photo-place': 'Taken at {lat}, {lon} (± {metres} m)',
  },
});
