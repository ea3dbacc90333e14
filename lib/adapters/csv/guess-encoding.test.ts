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
    // A-1,2026年11月29日 2時00分,田中　花子,〒150-0001,￥1200
    [
      'Japanese dates and prices',
      hex(
        '412d312c32303236944e31318c8e323993fa20328e9e303095aa2c93639286814089d48e712c81a73135302d303030312c818f31323030',
      ),
      'shift_jis',
    ],
    // id,性別,名 A1,男,林 A2,女,愛
    ['Japanese cells of one character', hex('69642c90ab95ca2c96bc0a41312c926a2c97d10a41322c8f972c88a4'), 'shift_jis'],
    ['French cells that begin with a quote', western('“À,“É,mot\n“Ô,à “Été”,“Île”'), 'windows-1252'],
    // ひらがな,東京
    ['Japanese from a Unix system', hex('a4d2a4e9a4aca4ca2cc5ecb5fe'), 'euc-jp'],
    // 山田
    ['Japanese from an email', Buffer.from('\x1b$B;3ED\x1b(B'), 'iso-2022-jp'],
    ['Cyrillic', Buffer.from('Ïðèâåò,Ìîñêâà', 'latin1'), undefined],
    ['bytes that encode no letter', Buffer.from('\x81 \x8d \x9d', 'latin1'), undefined],
    ['letters next to symbols, as in Polish', Buffer.from('Micha\xb3,\xa3ukasz', 'latin1'), 'windows-1250'],
    ['symbols', Buffer.from('\xa6 \xbc \xd7 \xac', 'latin1'), undefined],
    ['binary data', Buffer.from('\xe9\0\xe8\0', 'latin1'), undefined],
    ['UTF-8', Buffer.from('Jörg 東京'), undefined],
    ['UTF-8 with one broken byte', Buffer.concat([Buffer.from('Jörg Müller Köln'), hex('ff')]), undefined],
    ['ASCII', Buffer.from('em,ph'), undefined],
    ['nothing', Buffer.from(''), undefined],
  ])('of %s', (_, sample, encoding) => {
    expect(guessEncoding(sample)?.encoding).toBe(encoding);
  });

  // Node encodes only UTF-8, UTF-16 and latin1.
  test.each<[what: string, text: string, bytes: string, encoding: string | undefined]>([
    ['Polish', 'Łukasz,Łódź,Michał', 'a3756b61737a2ca3f3649f2c4d69636861b3', 'windows-1250'],
    ['Polish in capitals', 'ŁUKASZ,ŁÓDŹ,MICHAŁ', 'a3554b41535a2ca3d3448f2c4d49434841a3', 'windows-1250'],
    [
      'Czech',
      'Dvořák,Plzeň,Jiří,Novotný,Tomáš,Kateřina',
      '44766ff8e16b2c506c7a65f22c4a69f8ed2c4e6f766f746efd2c546f6de19a2c4b617465f8696e61',
      'windows-1250',
    ],
    [
      'Hungarian',
      'Győr,Erdős,Szűcs,József,László',
      '4779f5722c457264f5732c537afb63732c4af37a7365662c4ce1737a6cf3',
      'windows-1250',
    ],
    [
      'Romanian',
      'Timişoara,Ştefan,Constanţa,Brăila',
      '54696d69ba6f6172612caa746566616e2c436f6e7374616efe612c4272e3696c61',
      'windows-1250',
    ],
    [
      'Croatian',
      'Božić,Čačak,Đorđe,Željko,Novaković',
      '426f9e69e62cc861e8616b2cd06f72f0652c8e656c6a6b6f2c4e6f76616b6f7669e6',
      'windows-1250',
    ],
    [
      'Turkish',
      'İrem,Iğdır,Şule,Muş,Çiğdem,Yılmaz',
      'dd72656d2c49f064fd722cde756c652c4d75fe2cc769f064656d2c59fd6c6d617a',
      'windows-1254',
    ],
    [
      'Lithuanian',
      'Šiauliai,Žemaitė,Panevėžys,Kęstutis,Jūratė,Ąžuolas',
      'd06961756c6961692cde656d616974eb2c50616e6576ebfe79732c4be67374757469732c4afb726174eb2cc0fe756f6c6173',
      'windows-1257',
    ],
    [
      'Latvian',
      'Rīga,Jānis,Bērziņš,Liepāja,Ģirts,Ķekava',
      '52ee67612c4ae26e69732c42e7727a69f2f02c4c696570e26a612ccc697274732ccd656b617661',
      'windows-1257',
    ],
    [
      'Icelandic',
      'Þór,Sigríður,Guðmundur,Reykjavík,Sæþór,Björk',
      'def3722c53696772edf075722c4775f06d756e6475722c5265796b6a6176ed6b2c53e6fef3722c426af6726b',
      'windows-1252',
    ],
    [
      'Danish',
      'Søren,Jørgensen,Ærø,Åse,Kærgaard,André',
      '53f872656e2c4af87267656e73656e2cc672f82cc573652c4be67267616172642c416e6472e9',
      'windows-1252',
    ],
    ['letters that Icelandic and Turkish share', 'Şule', 'de756c65', undefined],
    ['letters that Italian and Czech share', 'Cantù,Forlì', '43616e74f92c466f726cec', undefined],
    [
      'Polish from a Unix system',
      'Łukasz,Łódź,Michał,Święta,Ąfer',
      'a3756b61737a2ca3f364bc2c4d69636861b32ca67769ea74612ca1666572',
      undefined,
    ],
    [
      'French from a Unix system, with letters that windows-1252 has elsewhere',
      'Cœur,Lœuilly,Hélène,François,Œuvre',
      '43bd75722c4cbd75696c6c792c48e96ce86e652c4672616ee76f69732cbc75767265',
      undefined,
    ],
    [
      'Estonian with Baltic letters',
      'Šmidt,Žukov,Tõnu,Pärnu,Kõiv',
      'a96d6964742cae756b6f762c54f56e752c50e4726e752c4bf56976',
      undefined,
    ],
    ['Vietnamese', 'Lê,Đà,Hoàng,Hồ,Trần,Huế', '4cea2cd0e02c486fe06e672c48f4cc2c5472e2cc6e2c4875eaec', undefined],
    ['Cyrillic, words of two letters', 'Ян,Ия,Уфа', 'dfed2cc8ff2cd3f4e0', undefined],
    ['Greek', 'Ώρα,Αθήνα,Γιώργος', 'bff1e12cc1e8deede12cc3e9fef1e3eff2', undefined],
    ['Hebrew', 'תל,דוד,משה', 'faec2ce3e5e32ceef9e4', undefined],
    ['Arabic', 'محمد,علي', 'e3cde3cf2cdae1ed', undefined],
    ['Chinese in GB18030', '上海,王芳,刘洋', 'c9cfbaa32ccdf5b7bc2cc1f5d1f3', undefined],
    ['Chinese in Big5', '台北市,陳怡君', 'a578a55fa5ab2cb3afa9c9a767', undefined],
    ['Korean', '부산,김철수', 'bacebbea2cb1e8c3b6bcf6', undefined],
    ['half-width katakana from a Unix system', 'ﾔﾏﾀﾞ,ｻﾄｳ', '8ed48ecf8ec08ede2c8ebb8ec48eb3', 'euc-jp'],
    [
      'German from a Mac',
      'Jörg Müller,Köln,Straße,Jäger',
      '4a9a7267204d9f6c6c65722c4b9a6c6e2c53747261a7652c4a8a676572',
      undefined,
    ],
    [
      'German from DOS',
      'Jörg Müller,Köln,Straße,Jäger',
      '4a947267204d816c6c65722c4b946c6e2c53747261e1652c4a84676572',
      undefined,
    ],
    [
      'German from DOS of the USA',
      'Jörg Müller,Köln,Straße,Jäger',
      '4a947267204d816c6c65722c4b946c6e2c53747261e1652c4a84676572',
      undefined,
    ],
    [
      'Spanish from a Mac',
      'Peña,José García,Muñoz,León',
      '506596612c4a6f738e204761726392612c4d75966f7a2c4c65976e',
      undefined,
    ],
    [
      'Spanish from DOS',
      'Peña,José García,Muñoz,León',
      '5065a4612c4a6f73822047617263a1612c4d75a46f7a2c4c65a26e',
      undefined,
    ],
    [
      'Spanish from DOS of the USA',
      'Peña,José García,Muñoz,León',
      '5065a4612c4a6f73822047617263a1612c4d75a46f7a2c4c65a26e',
      undefined,
    ],
    [
      'Finnish from a Mac',
      'Hämäläinen,Ylöjärvi,Töölö,Väisänen',
      '488a6d8a6c8a696e656e2c596c9a6a8a7276692c549a9a6c9a2c568a69738a6e656e',
      undefined,
    ],
    [
      'Finnish from DOS',
      'Hämäläinen,Ylöjärvi,Töölö,Väisänen',
      '48846d846c84696e656e2c596c946a847276692c5494946c942c56846973846e656e',
      undefined,
    ],
    [
      'Finnish from DOS of the USA',
      'Hämäläinen,Ylöjärvi,Töölö,Väisänen',
      '48846d846c84696e656e2c596c946a847276692c5494946c942c56846973846e656e',
      undefined,
    ],
  ])('of %s is that of its words, or none: %s', (_, text, bytes, encoding) => {
    expect(guessEncoding(hex(bytes))?.encoding).toBe(encoding);
    if (encoding !== undefined) expect(new TextDecoder(encoding).decode(hex(bytes))).toBe(text);
  });

  test('comes with its most frequent letters, and their bytes', () => {
    expect(guessEncoding(western('Jörg Köln Böhm Müller Lübeck Straße Émile'))).toEqual({
      encoding: 'windows-1252',
      letters: ['ö', 'ü', 'ß', 'É'],
      bytes: ['F6', 'FC', 'DF', 'C9'],
    });
    expect(guessEncoding(Buffer.from('G\xfcl\xfeah \xc7i\xf0dem Mu\xfe Do\xf0an Y\xfdlmaz', 'latin1'))).toMatchObject({
      letters: ['ş', 'ğ', 'ü', 'Ç'],
      bytes: ['FE', 'F0', 'FC', 'C7'],
    });
  });

  test('after a word of a million ASCII letters is found in linear time', () => {
    const text = `${'x'.repeat(1_000_000)} Jörg Köln Böhm Müller Lübeck Straße Émile`;
    expect(guessEncoding(western(text))?.encoding).toBe('windows-1252');
  });

  test('of two long words is found in linear time', () => {
    const [other, withLetter] = ['\x8a\x9f', '\x8aA'].map((kanji) => kanji.repeat(150_000));
    expect(guessEncoding(Buffer.from(`${other} ${withLetter}${withLetter}`, 'latin1'))?.encoding).toBe('shift_jis');
  });
});
