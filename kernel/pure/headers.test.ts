import { expect, test } from 'vitest';
import { type FieldSpec, guessMapping } from '#kernel/pure/headers.ts';

const people: readonly FieldSpec[] = [
  { name: 'document', words: ['DNI', 'Documento', 'Documento de identidad', 'ID card'], required: true },
  { name: 'givenNames', words: ['Nombres', 'Nombre', 'Given names', 'First name'], required: true },
  { name: 'familyNames', words: ['Apellidos', 'Apellidos y nombres', 'Family names', 'Last name', 'Surname'] },
  { name: 'birthDate', words: ['Fecha de nacimiento', 'Nacimiento', 'Date of birth', 'Birth date'] },
  { name: 'sex', words: ['Sexo', 'Género', 'Sex', 'Gender'] },
  { name: 'district', words: ['Distrito', 'Ubigeo', 'District'] },
  { name: 'weight', words: ['Peso', 'Peso neto', 'Kilos', 'Weight'] },
];

test('Spanish headings, with accents, capitals, units and numbers of their own', () => {
  const columns = ['N°', 'D.N.I.', 'APELLIDOS', 'NOMBRES', 'Fecha Nac.', 'GENERO', 'Distrito', 'Peso (kg)'];
  expect(guessMapping(columns, people)).toEqual({
    document: 'D.N.I.',
    givenNames: 'NOMBRES',
    familyNames: 'APELLIDOS',
    birthDate: 'Fecha Nac.',
    sex: 'GENERO',
    district: 'Distrito',
    weight: 'Peso (kg)',
  });
});

test('English headings, headings cut to ten letters, and typing errors', () => {
  const columns = ['First Name', 'Last_Name', 'Date of birth', 'Gender', 'Distrto', 'N° DOCUMENTO', 'weight_kg'];
  expect(guessMapping(columns, people)).toEqual({
    document: 'N° DOCUMENTO',
    givenNames: 'First Name',
    familyNames: 'Last_Name',
    birthDate: 'Date of birth',
    sex: 'Gender',
    district: 'Distrto',
    weight: 'weight_kg',
  });
});

test('one column is one field: the surest takes it', () => {
  expect(guessMapping(['Nombre', 'Nombre del distrito'], people)).toMatchObject({
    givenNames: 'Nombre',
    district: 'Nombre del distrito',
  });
  expect(guessMapping(['Fecha de nacimiento', 'Fecha'], people).birthDate).toBe('Fecha de nacimiento');
  expect(guessMapping(['Fecha'], people).birthDate).toBeNull();
  expect(guessMapping(['Observaciones'], people)).toEqual(Object.fromEntries(people.map(({ name }) => [name, null])));
});
