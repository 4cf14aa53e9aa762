import fc from 'fast-check';
import { expect, test } from 'vitest';
import { qrSquares } from '#kernel/kit/qrSquares.ts';
import { seeded, uuid7 } from './ids.ts';
import { base32, cardAddress, cardCode, humanCode, readCode, tailBits, tailOf } from './signedCode.ts';

const chance = seeded(7);
const someId = () => uuid7(1_584_000_000_000 + chance.int(9_000_000), chance.bytes);
const mark = base32(chance.bytes(new Uint8Array(5)));

test('a card says whose it is and nothing about her, in so few squares that a cheap camera reads it', () => {
  for (let n = 0; n < 200; n += 1) {
    const id = someId();
    const code = cardCode(id, mark);
    expect(readCode(code)).toEqual({ kind: 'card', id, mark });
    expect(qrSquares(code).size).toBe(25);
    expect(readCode(cardCode(id, null))).toEqual({ kind: 'card', id, mark: null });
    expect(readCode(code.slice(0, -1)).kind).toBe('other');
  }
});

test('the large code reads as it is said aloud, in any case, with or without its dash', () => {
  const id = someId();
  const code = humanCode(id);
  expect(code).toMatch(/^[A-HJKMNP-S][0-9A-Z]{3}-[0-9A-Z]{4}$/);
  for (const typed of [code, code.toLowerCase(), code.replace('-', ''), ` ${code.replace('-', ' ')} `])
    expect(readCode(typed)).toEqual({ kind: 'human', code });
  expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual({ kind: 'human', code });
});

test('one wrong character and two exchanged neighbours are noticed, save 0 for Z', () => {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  for (let n = 0; n < 40; n += 1) {
    const code = humanCode(someId()).replace('-', '');
    for (let i = 1; i < 8; i += 1) {
      for (const other of digits) {
        const both = [code[i], other].sort().join('');
        if (other === code[i] || both === '0Z') continue;
        expect(readCode(code.slice(0, i) + other + code.slice(i + 1)).kind).toBe('mistyped');
      }
      const next = code[i + 1];
      if (!next || next === code[i] || [code[i], next].sort().join('') === '0Z') continue;
      expect(readCode(code.slice(0, i) + next + code[i] + code.slice(i + 2)).kind, `${code} at ${i}`).toBe('mistyped');
    }
  }
});

test('a DNI, a phone number, a name and anybody else’s QR code are no codes of ours', () => {
  for (const text of ['45120987', '45120987-5', '987654321', 'Yolanda', '', 'https://wa.me/51987654321', 'M1.X.Y'])
    expect(readCode(text).kind).toBe('other');
  fc.assert(fc.property(fc.string(), (text) => ['card', 'human', 'mistyped', 'other'].includes(readCode(text).kind)));
});

test('among fifty thousand people hardly two share the large code', () => {
  const codes = new Set(Array.from({ length: 50_000 }, () => humanCode(someId())));
  expect(codes.size).toBeGreaterThan(49_990);
});

test('a card is read from its address as from the code alone, and only a marked one over TLS has an address', () => {
  const id = '018f0000-0000-7000-8000-0123456789ab';
  const code = cardCode(id, 'AB12CD34');
  const address = cardAddress('https://minka.pe', code);
  expect(address).toBe(`HTTPS://MINKA.PE/L#${code}`);
  for (const text of [address, address.toLowerCase(), code]) expect(readCode(text)).toEqual(readCode(code));
  expect(cardAddress('http://minka.pe', code)).toBe(code);
  expect(cardAddress('https://minka.pe', cardCode(id, null))).toBe(cardCode(id, null));
  expect(readCode('https://minka.pe/L#e=ABCD')).toEqual({ kind: 'other' });
});

test('the large code says the last bits of the id', () => {
  for (const id of ['018f0000-0000-7000-8000-0123456789ab', 'ffffffff-ffff-7fff-bfff-ffffffffffff'])
    expect(tailOf(humanCode(id))).toBe(BigInt(`0x${id.slice(-9)}`) & ((1n << tailBits) - 1n));
});
