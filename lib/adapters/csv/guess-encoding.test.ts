import { describe, expect, test } from 'vitest';
import { guessEncoding } from './guess-encoding.ts';

const western = (text: string) => Buffer.from([...text].map((letter) => WESTERN.get(letter) ?? letter.charCodeAt(0)));
const decoder = new TextDecoder('windows-1252');
const WESTERN = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
const hex = (text: string) => Buffer.from(text, 'hex');

describe('the likely encoding', () => {
  test.each<[string, Buffer, string | undefined]>([
    ['German', western('Jörg Müller,Straße 5,Köln,12,50 €'), 'windows-1252'],
    ['French', western('Hélène,Besançon,“à l’étranger” – déjà'), 'windows-1252'],
    ['Spanish', western('Peña,¿Qué?,Ñuñoa,1.º'), 'windows-1252'],
    ['Portuguese', western('São João,coração,avó'), 'windows-1252'],
    ['Swedish', western('Åsa Öberg,Malmö'), 'windows-1252'],
    ['one apostrophe', western('O’Brien'), 'windows-1252'],
    ['two adjacent accents', western('Noëéx,père'), 'windows-1252'],
    // メールアドレス,金額
    ['Japanese from a spreadsheet', hex('8381815b838b83418368838c83582c8be08a7a'), 'shift_jis'],
    // ひらがな,東京
    ['Japanese from a Unix system', hex('a4d2a4e9a4aca4ca2cc5ecb5fe'), 'euc-jp'],
    // 山田
    ['Japanese from an email', Buffer.from('\x1b$B;3ED\x1b(B'), 'iso-2022-jp'],
    ['Cyrillic', Buffer.from('Ïðèâåò,Ìîñêâà', 'latin1'), undefined],
    ['bytes that encode no letter', Buffer.from('\x81 \x8d \x9d', 'latin1'), undefined],
    ['symbols', Buffer.from('\xa6 \xbc \xd7 \xac', 'latin1'), undefined],
    ['binary data', Buffer.from('\xe9\0\xe8\0', 'latin1'), undefined],
    ['UTF-8', Buffer.from('Jörg 東京'), undefined],
    ['UTF-8 with one broken byte', Buffer.concat([Buffer.from('Jörg Müller Köln'), hex('ff')]), undefined],
    ['ASCII', Buffer.from('em,ph'), undefined],
    ['nothing', Buffer.from(''), undefined],
  ])('of %s', (_, sample, encoding) => {
    expect(guessEncoding(sample)?.encoding).toBe(encoding);
  });

  test('comes with its most frequent letters, and their bytes', () => {
    expect(guessEncoding(western('ö ö ö ü ü ß É Å'))).toEqual({
      encoding: 'windows-1252',
      letters: ['ö', 'ü', 'ß', 'É'],
      bytes: ['F6', 'FC', 'DF', 'C9'],
    });
  });
});
