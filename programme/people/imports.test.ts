import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { splitName } from '#programme/people/importedName.ts';
import { peopleImport } from '#programme/people/imports.ts';
import { search } from '#programme/people/queries.ts';
import { peopleWords } from '#programme/people/words.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

const brings = (text: string, dryRun = false) =>
  story.brings(peopleImport(story.reader, story.programme, '2020-03-02'), 'lista.csv', text, {
    dryRun,
    words: [peopleWords],
  });
const codes = (row: { refusals: readonly { code: string }[] } | undefined) => row?.refusals.map((r) => r.code);

describe('a list of producers', () => {
  const list = [
    'N°;Apellidos y nombres;DNI;Sexo;Fecha de nacimiento;Distrito;Celular;Consentimiento',
    '1;Quispe Huamán, María Elena;10117410;M;05/04/1980;Satipo;964111222;Sí',
    '2;ROJAS DE LA CRUZ ELMER;4123456;H;12/11/1975;Pangoa;;Sí',
    '3;Soto Inga Nelly;10117410-3;M;01/02/1990;Satipo;;Sí',
    '4;Vega Paucar Luz;;M;31/02/1990;Satipo;;Sí',
    '5;Lazo Meza Pilar;40000001;M;1/2/1990;Lurigancho;;No',
  ].join('\n');

  test('a dry run says what each row would record and records nothing', async () => {
    const said = await brings(list, true);
    expect(said.rows.map((row) => row.outcome)).toEqual(['new', 'flagged', 'bad', 'bad', 'bad']);
    expect(said.rows[0]?.would).toBe('Registrar a Quispe Huamán, María Elena');
    expect(said.rows.slice(1).map(codes)).toEqual([
      ['people.dni-padded'],
      ['people.dni-check'],
      ['read.day-not-there'],
      ['people.import-no-zone'],
    ]);
    expect(await story.rows('select 1 from people_person')).toEqual([]);
  });

  test('good rows are recorded, bad ones come back, and the same file again records nothing', async () => {
    const first = await brings(list);
    expect(first.counts).toEqual({ new: 1, known: 0, flagged: 1, bad: 3 });
    expect(first.errorsFile).toContain('Soto Inga Nelly');
    const people = await story.rows(
      'select given_names, family_names, document_number, sex, district, on_day::text from people_person order by 1',
    );
    expect(people).toEqual([
      {
        given_names: 'ELMER',
        family_names: 'ROJAS DE LA CRUZ',
        document_number: '04123456',
        sex: 'M',
        district: '120606',
        on_day: '2020-03-02',
      },
      {
        given_names: 'María Elena',
        family_names: 'Quispe Huamán',
        document_number: '10117410',
        sex: 'F',
        district: '120601',
        on_day: '2020-03-02',
      },
    ]);
    const again = await story.brings(peopleImport(story.reader, story.programme, '2021-12-24'), 'lista.csv', list);
    expect(again.counts).toEqual({ new: 0, known: 2, flagged: 0, bad: 3 });
  });

  test('somebody registered in the field is known by her card, and looked at when only her name is alike', async () => {
    const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
    const body = { givenNames: 'Begoña', familyNames: 'Camacho Ríos', birthYear: 1988, sex: 'F', zone: story.zone };
    const document = { type: 'DNI', number: '43215678' };
    const { id } = await story.tell('people.producerRegistered', {
      ...body,
      document,
      district: '120601',
      consents,
      on: story.on,
    });
    const rows = [
      'Nombres,Apellidos,DNI,RUC,Año de nacimiento,Sexo,Ubigeo INEI',
      'Begoña,Camacho,43215678,,1988,F,120601',
      'Teodoro,Salazar,43215678,,1960,H,120601',
      'Vegoña,Camacho Rios,,,1988,F,120601',
      'Ana,Torres,10117410,10254824220,1990,F,120601',
    ].join('\n');
    const said = await brings(rows, true);
    expect(said.rows.map((row) => row.outcome)).toEqual(['known', 'bad', 'flagged', 'bad']);
    expect(said.rows[1]?.refusals).toMatchObject([{ code: 'people.same-document', params: { person: id } }]);
    // What only the ledger knows is said beforehand too: nobody has asked her.
    expect(said.rows[2]?.refusals).toMatchObject([
      { code: 'people.looks-like', params: { person: id } },
      { code: 'people.no-consent' },
    ]);
    expect(codes(said.rows[3])).toEqual(['people.ruc-other-person']);
    expect((await story.ask(search, { q: 'camacho' })).map((row) => row.id)).toEqual([id]);
  });

  test('INEI and RENIEC codes are never confused', async () => {
    const row = (heading: string, code: string) => `Nombres,Apellidos,${heading}\nRosa,Meza Lazo,${code}`;
    const outcomes = await Promise.all(
      [row('Ubigeo RENIEC', '110701'), row('Ubigeo INEI', '120606'), row('Ubigeo', '120606')].map((text) =>
        brings(text, true),
      ),
    );
    expect(outcomes.map((said) => said.rows[0]?.outcome)).toEqual(['flagged', 'flagged', 'bad']);
    expect(outcomes.slice(0, 2).map((said) => codes(said.rows[0]))).toEqual([
      ['people.no-consent'],
      ['people.no-consent'],
    ]);
    expect(codes(outcomes[2]?.rows[0])).toEqual(['district.ambiguous-code']);
  });
});

describe('names in one column', () => {
  test.each([
    [{ surnamesFirst: 'Quispe Huamán María Elena' }, 'María Elena', 'Quispe Huamán'],
    [{ surnamesFirst: 'de la Cruz Ríos Juan' }, 'Juan', 'de la Cruz Ríos'],
    [{ surnamesFirst: 'Vega Luz' }, 'Luz', 'Vega'],
    [{ givenFirst: 'María Elena Quispe Huamán' }, 'María Elena', 'Quispe Huamán'],
    [{ givenFirst: 'Juan Quispe' }, 'Juan', 'Quispe'],
    [{ givenNames: 'Rosa', father: 'Meza', mother: 'Lazo' }, 'Rosa', 'Meza Lazo'],
  ])('%o', (values, givenNames, familyNames) => {
    expect(splitName(values as Record<string, string>)).toEqual({ givenNames, familyNames });
  });

  test('one word is no name', () => {
    expect(splitName({ givenFirst: 'Rosa' })).toBeNull();
    expect(splitName({})).toBeNull();
  });
});
