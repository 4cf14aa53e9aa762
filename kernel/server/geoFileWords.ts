import { words } from '#kernel/pure/words.ts';

/** What may be wrong with a file of shapes as a whole. */
export const geoFileWords = words({
  es: {
    'geo.too-large': 'El archivo pesa más de {megabytes} MB',
    'geo.too-deep': 'El archivo anida más de {most} niveles: no es un mapa',
    'geo.too-many-positions': 'El archivo tiene más de {most} puntos',
    'geo.too-many-features': 'El archivo tiene más de {most} parcelas: divídalo',
    'geo.number-too-long': 'El archivo trae un número de más de {most} cifras',
    'geo.unreadable': 'El archivo no se puede leer: está incompleto o dañado',
    'geo.not-geojson': 'El archivo no es GeoJSON',
    'geo.empty': 'El archivo no trae ninguna parcela',
    'geo.no-fixes': 'El archivo no trae los puntos de un recorrido',
    'geo.bad-fix': 'El punto {line} no tiene hora, longitud y latitud que se puedan leer',
    'geo.policy-unreadable': 'Los límites no se pueden leer: se espera un objeto JSON de números',
    'geo.projected': 'El archivo usa otro sistema de coordenadas ({system}); se necesita WGS84 en grados',
  },
  en: {
    'geo.too-large': 'The file is larger than {megabytes} MB',
    'geo.too-deep': 'The file nests more than {most} levels deep: it is no map',
    'geo.too-many-positions': 'The file has more than {most} positions',
    'geo.too-many-features': 'The file has more than {most} plots: divide it',
    'geo.number-too-long': 'The file holds a number of more than {most} digits',
    'geo.unreadable': 'The file cannot be read: it is incomplete or broken',
    'geo.not-geojson': 'The file is no GeoJSON',
    'geo.empty': 'The file holds no plot',
    'geo.no-fixes': 'The file holds no fixes of a walk',
    'geo.bad-fix': 'Fix {line} has no time, longitude and latitude that can be read',
    'geo.policy-unreadable': 'The limits cannot be read: a JSON object of numbers is expected',
    'geo.projected': 'The file uses another reference system ({system}); WGS84 in degrees is needed',
  },
});
