import { words } from '#kernel/pure/words.ts';

/** What the phone says of the ground of a plot. */
export const landPhoneWords = words({
  es: {
    'plots.phone.land': 'Verificación de tierras',
    'plots.phone.land-look': 'Ir a ver la parcela',
    'plots.phone.land-look-again': 'Anotar otra visita',
    'plots.phone.land-visited': 'Ya se visitó: la oficina decide.',
    'plots.phone.land-found': '¿Qué encontró?',
    'plots.phone.land-shade': 'Árboles de sombra por hectárea',
    'plots.phone.land-note': 'Detalle',
    'plots.phone.land-year': 'Escriba el año, por ejemplo 2008.',
    'plots.phone.land-trees': 'Escriba cuántos, de 0 a 5000.',
    'plots.phone.land-no-case': 'Esta parcela no tiene un caso abierto.',
  },
  en: {
    'plots.phone.land': 'Land screening',
    'plots.phone.land-look': 'Go and see the plot',
    'plots.phone.land-look-again': 'Note another visit',
    'plots.phone.land-visited': 'It was visited: the office decides.',
    'plots.phone.land-found': 'What did you find?',
    'plots.phone.land-shade': 'Shade trees on a hectare',
    'plots.phone.land-note': 'Details',
    'plots.phone.land-year': 'Write the year, for example 2008.',
    'plots.phone.land-trees': 'Write how many, 0 to 5000.',
    'plots.phone.land-no-case': 'This plot has no open case.',
  },
});
