import type { Seeded } from '#kernel/pure/ids.ts';

// Given names and surnames as they are heard between Satipo and Aguaytía: Spanish, Quechua, Asháninka, Yánesha, and the
// German ones of Pozuzo and Oxapampa. No list of real people stands behind any combination.
const women =
  'María Rosa Ana Luz Carmen Julia Elena Flor Gladys Norma Yolanda Nelly Edith Marisol Maribel Rocío Sonia Vilma Zenaida Olinda Eusebia Felícita Hilda Irma Juana Lidia Magda Nancy Olga Paulina Raquel Sabina Teodora Úrsula Victoria Wilma Yesenia Zoila Delia Esther'.split(
    ' ',
  );
const men =
  'José Juan Luis Carlos Víctor Pedro Jorge Raúl Óscar Percy Elmer Wilder Edwin Abel Adrián Agustín Benito César Daniel Eleuterio Fausto Gregorio Hugo Isaías Jacinto Lázaro Marcos Néstor Orlando Pablo Quintín Rolando Saúl Teófilo Uriel Vidal Walter Yónel Zósimo Misael'.split(
    ' ',
  );
const second = {
  F: 'Isabel Beatriz Teresa Lucía Inés Leonor Mercedes Ofelia Pilar Rosario Consuelo Elvira'.split(' '),
  M: 'Alberto Antonio Ángel Manuel Enrique Ernesto Félix Gabriel Javier Noé Ramón Santos Tomás Valentín Wilfredo'.split(
    ' ',
  ),
};
const surnames =
  'Quispe Mamani Huamán Flores Rojas García Sánchez Ramos Torres Díaz Vásquez Castillo Chávez Espinoza Cárdenas Poma Ccora Taype Paucar Ñaupari Camarena Yauri Inga Capcha Orihuela Samaniego Cochachi Matos Baldeón Meza Aliaga Rivas Santos Shareva Chumpate Quinchoker Pérez Antúnez Camacho Ríos Shirari Mahuanca Vargas Pishagua Ñaco Chiricente Casancho Bardales Gamarra Tello Ruiz Saldaña Tuesta Pinedo Panduro Shupingahua Tapullima Amasifuén Böttger Schuler Müller Ruffner Egg Heidinger Palomino Ataucusi Huaringa Cuyubamba Lazo Ricse Solano Munive Véliz Zevallos Olivera Ayala Bendezú Contreras Dávila Escobar'.split(
    ' ',
  );

export interface Name {
  readonly given: string;
  readonly family: string;
}

/** A believable name; two surnames, often two given names. */
export function nameOf(chance: Seeded, sex: 'F' | 'M'): Name {
  const first = chance.pick(sex === 'F' ? women : men);
  const given = chance.chance(0.6) ? `${first} ${chance.pick(second[sex])}` : first;
  return { given, family: `${chance.pick(surnames)} ${chance.pick(surnames)}` };
}
