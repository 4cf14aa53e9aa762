import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { me, people, staff, zone, zones } from '#programme/partners/queries.ts';

describe('who works together', () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory();
  });
  afterAll(() => story.close());

  test('nobody grants herself a right, and a grant says where it holds', async () => {
    const luisa = await story.joins('Luisa Paz', 'administrator');
    const own = { staff: luisa, role: 'auditor', scopes: [], on: story.on };
    expect(await story.tell('partners.roleGranted', own, { by: luisa })).toMatchObject({
      outcome: 'rejected',
      codes: ['partners.own-grant'],
    });
    const rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
    const value = await story.ask(staff, { staff: rosa });
    expect(value.grants).toMatchObject([{ role: 'technician', places: 'Satipo', revoked_on: null }]);
    expect(value.history.map((line) => line.kind)).toEqual(['partners.roleGranted', 'partners.staffJoined']);
  });

  test('a right that was taken back ends what may be recorded, and voiding the taking back restores it', async () => {
    const elmer = await story.tell('partners.staffJoined', { names: 'Elmer Soto', on: story.on });
    const grant = await story.tell('partners.roleGranted', {
      staff: elmer.id,
      role: 'technician',
      scopes: [],
      on: story.on,
    });
    const household = { zone: story.zone, members: 4, on: story.on };
    expect((await story.tell('people.householdRegistered', household, { by: elmer.id })).outcome).toBe('accepted');
    const revoked = await story.tell('partners.roleRevoked', { grant: grant.id, reason: 'left', on: story.on });
    expect((await story.tell('people.householdRegistered', household, { by: elmer.id })).outcome).toBe('quarantined');
    expect(
      (await story.tell('partners.roleRevoked', { grant: grant.id, reason: 'again', on: story.on })).codes,
    ).toEqual(['partners.already-revoked']);
    await story.tell('ledger.voided', { fact: revoked.id, reason: 'wrong person', on: story.on });
    expect((await story.tell('people.householdRegistered', household, { by: elmer.id })).outcome).toBe('accepted');
  });

  test('the last administrator stays', async () => {
    const other = await openStory();
    const only = await other.tell('partners.staffJoined', { names: 'Nelly', on: other.on });
    const grant = await other.tell('partners.roleGranted', {
      staff: only.id,
      role: 'administrator',
      scopes: [],
      on: other.on,
    });
    const taken = await other.tell('partners.roleRevoked', { grant: grant.id, reason: 'x', on: other.on });
    expect(taken).toMatchObject({ outcome: 'rejected', codes: ['partners.last-administrator'] });
    await other.close();
  });

  test('an address belongs to one person, whatever its case', async () => {
    const first = { names: 'Ana', email: 'ana@x.pe', on: story.on };
    expect((await story.tell('partners.staffJoined', first)).outcome).toBe('accepted');
    const again = await story.tell('partners.staffJoined', { ...first, email: 'ANA@x.pe' });
    expect(again.codes).toEqual(['partners.email-taken']);
  });

  test('zones nest and say who works there', async () => {
    const below = await story.tell('partners.zoneOpened', {
      name: 'Pangoa',
      parent: story.zone,
      districts: ['120606'],
      on: story.on,
    });
    await story.joins('Félix Vega', 'promoter', [below.id]);
    expect((await story.ask(zone, { zone: story.zone })).below).toEqual([{ id: below.id, name: 'Pangoa' }]);
    expect((await story.ask(zone, { zone: below.id })).working).toMatchObject([
      { names: 'Félix Vega', role: 'promoter' },
    ]);
    expect((await story.ask(zones)).rows).toMatchObject([
      { name: 'Pangoa', parent_name: 'Satipo' },
      { name: 'Satipo' },
    ]);
  });

  test('a district code that lost its zero is named with its place in the list', async () => {
    const zone = { name: 'Lejos', districts: ['120601', '10101'], on: story.on };
    expect((await story.tell('partners.zoneOpened', zone)).flags).toEqual([
      { code: 'partners.unknown-district', params: { district: '10101' }, at: 'body.districts.1' },
    ]);
  });

  test('the list of people shows roles held now', async () => {
    const listed = (await story.ask(people)).rows.find((row) => row['names'] === 'Félix Vega');
    expect(listed).toMatchObject({ role: 'promoter', places: 'Pangoa' });
    expect((await story.ask(me)).roles).toEqual(['administrator']);
  });
});
