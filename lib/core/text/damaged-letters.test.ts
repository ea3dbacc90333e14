import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damageOf, decodedLetters } from './damaged-letters.ts';

/** Names and cities in many scripts and in capitals, with the signs that belong to a name. */
const NAMES = [
  ...['Ada', "O'Brien", 'O’Brien', 'Jean-Luc', 'St. John’s', 'Saint-Denis 2', 'Mª José', 'Sant Martí (Barcelona)'],
  ...['José', 'François', 'Ångström', 'Škoda', 'Łódź', 'Þór', 'Ístanbul', 'Ærøskøbing', 'Œuf', 'Dvořák', 'Nguyễn'],
  ...['JOÃO', 'SÃO PAULO', 'CONCEIÇÃO', 'IRMÃ\u00a0DULCE', 'PONTA PORÃ–MS', 'ANDRÉ–MARIE', 'JOSÉ\u00a0MARÍA', 'ÑUÑOA'],
  ...['GUIMARÃ\u00adES', 'PRÄ\u00adSIDENT', 'Jo\u00e3\u00ado', 'Å\u00a0i Åfjord', 'ANDRÉ’S', 'Zoé’s'],
  ...[
    'Å',
    'ÅÄÖ',
    'KÄRNÄ',
    'L´Aquila',
    'Marcel·lí',
    'Camil•la',
    'Vila-real • Castelló',
    '迪丽热巴•迪力木拉提',
    '一五〇团',
    '김민준',
    '山田　太郎',
    '葛\u{e0100}城',
    '𠮷田',
  ],
  ...[
    'タロー・ヤマダ',
    '繧',
    'Ƒoli',
    'Kofi ƒo',
    'ﾀﾛｳ',
    'Ｔａｒｏ',
    'Иван',
    'Γιώργος',
    'محمد',
    'علی\u200cرضا',
    'דוד',
    'สมชาย',
    'Ada 👩‍👩‍👧',
    'Smith & Sons',
    'Ada; Bob',
  ],
] as const;

describe('letters that are not damaged', () => {
  test.each(NAMES)('%s', (name) => {
    expect(damageOf(name)).toBeUndefined();
    expect(decodedLetters(name)).toBeUndefined();
  });
});

describe('hidden letters', () => {
  test.each([
    ...['J. ***', '김*준', '王**', '王＊＊', '王××', '山○太郎', '山〇太郎', '〇〇市', 'A•••', 'Alexan…', '██da'],
    ...['M?ller', 'M¿ller', 'M？ller', 'M\ufffdller', 'A\u0007da', 'M\u0081ller'],
    ...['\ue000橋', '陳\u{f0123}文', 'M\ud800ller', 'M\uffffller'],
  ])('%s', (text) => {
    expect(damageOf(text)).toBe('hidden');
    expect(decodedLetters(text)).toBeUndefined();
  });
});

describe('encoded letters', () => {
  test.each([
    ['O&#039;Brien', "O'Brien"],
    ['O&#x27;Brien', "O'Brien"],
    ['O&#146;Brien', 'O’Brien'],
    ['Andr&eacute;', 'André'],
    ['ANDR&EACUTE;', 'ANDRÉ'],
    ['Andr&amp;eacute;', 'André'],
    ['&Scaron;koda', 'Škoda'],
    ['&Idot;zmir', 'İzmir'],
    ['Stra&szlig;burg', 'Straßburg'],
    ['S&oslash;ren', 'Søren'],
    ['Ada&nbsp;Marie', 'Ada Marie'],
    ['Jos%C3%A9', 'José'],
    ['Ada%20Marie', 'Ada Marie'],
    ['Jos%E9', undefined],
    ['100%ab', undefined],
    ['Jos\\u00e9', 'José'],
    ['\\ud83d', undefined],
    ['JosÃ© MÃ¼ller', 'José Müller'],
    ['JosÃƒÂ©', 'José'],
    ['Oâ€™Brien', 'O’Brien'],
    ['O\u00e2\u0080\u0099Brien', 'O’Brien'],
    ['KrakÃ³w', 'Kraków'],
    ['GarcÃ\u00ada', 'García'],
    ['DÃ\u00adaz', 'Díaz'],
    ['Ã’scar', 'Òscar'],
    ['Å\u00a0imon', 'Šimon'],
    ['ÐšÐžÐœ', 'КОМ'],
    ['éƒŽ', '郎'],
    ['ÅÃ³dÅº'.replace('Å', 'Å\u0081'), 'Łódź'],
    ['æ\u009d±äº¬', '東京'],
    ['Ð\u0098Ð²Ð°Ð½', 'Иван'],
    ['Î“Î¹ÏŽÏ\u0081Î³Î¿Ï‚', 'Γιώργος'],
    ['GroÃŸ', 'Groß'],
    ['Bj√∂rn', 'Björn'],
    ['≈Åukasz', 'Łukasz'],
    ['Ay≈üe', 'Ayşe'],
    ['ƒ∞brahim', 'İbrahim'],
    ['Fran√ßois ¦', undefined],
    ['Fran=C3=A7ois', 'François'],
    ['Fran=E7ois', undefined],
    ['繝､繝槭ム', undefined],
    ['JosÃ© Peña', undefined],
    ['Mï¿½ller', undefined],
    ['A &nosuch; B', undefined],
    ['A &sdot; B', undefined],
    ['&#0;A', undefined],
    ['&#xd800;A', undefined],
    ['Andr&eacute; ***', undefined],
  ])('%s', (text, decoded) => {
    expect(damageOf(text)).toBe('encoded');
    expect(decodedLetters(text)).toBe(decoded);
  });

  test('become the name again, or are left to a person', () => {
    const letters = fc.array(fc.constantFrom(...'aEçéñöüßøåłśžőığČŠЖяΩ東郎김'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(letters, (parts) => {
        const name = `A${parts.join('')}z`;
        const bytes = [...new TextEncoder().encode(name)];
        const escaped = encodeURIComponent(name);
        const references = Array.from(name, (one) => `&#${one.codePointAt(0)};`).join('');
        const misread = bytes.map((byte) => String.fromCharCode(byte)).join('');
        expect(decodedLetters(references)).toBe(name);
        expect(decodedLetters(escaped)).toBe(escaped === name ? undefined : name);
        expect([undefined, name]).toContain(decodedLetters(misread));
      }),
    );
  });
});
