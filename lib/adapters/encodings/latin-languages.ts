/**
 * A language written in Latin letters: the letters beyond ASCII in its names of people and places, in lower case, apart
 * from the Turkish `İ`.
 */
export interface LatinLanguage {
  readonly common: string;
  readonly rare?: string;
}

const ESTONIAN: LatinLanguage = { common: 'õäöü', rare: 'šž' };
const GERMAN: LatinLanguage = { common: 'äöüß', rare: 'é' };
const ALBANIAN: LatinLanguage = { common: 'ëç' };

const WESTERN: readonly LatinLanguage[] = [
  GERMAN,
  { common: 'éèçëêïôâî', rare: 'àûùœüÿæ' }, // French
  { common: 'áéíóúñ', rare: 'ü' }, // Spanish
  { common: 'ãçáéíóâê', rare: 'õôúàü' }, // Portuguese
  { common: 'àèéìòù' }, // Italian
  { common: 'åäö', rare: 'éü' }, // Swedish
  { common: 'æøå', rare: 'éöäü' }, // Danish and Norwegian
  { common: 'äö', rare: 'å' }, // Finnish
  { common: 'áéíóúýþæöð' }, // Icelandic
  { common: 'áíóúýøæð' }, // Faroese
  { common: 'ëïé', rare: 'üöèç' }, // Dutch
  { common: 'àèéíòóúç', rare: 'ïü' }, // Catalan
  { common: 'áéíóú' }, // Irish
  ESTONIAN,
  ALBANIAN,
];

const CENTRAL: readonly LatinLanguage[] = [
  { common: 'ąćęłńóśżź' }, // Polish
  { common: 'áčéěíňřšůýž', rare: 'ďťúó' }, // Czech
  { common: 'áčéíľšťýžúó', rare: 'äďĺňŕô' }, // Slovak
  { common: 'áéíóöőúüű' }, // Hungarian
  { common: 'ăâîşţ' }, // Romanian
  { common: 'čćđšž' }, // Croatian, Serbian and Bosnian
  { common: 'čšž' }, // Slovenian
];

const TURKISH: readonly LatinLanguage[] = [{ common: 'çğıİöşü', rare: 'âî' }];

const BALTIC: readonly LatinLanguage[] = [
  { common: 'ąčęėįšųūž' }, // Lithuanian
  { common: 'āčēģīķļņšūž' }, // Latvian
  ESTONIAN,
];

const VIETNAMESE: readonly LatinLanguage[] = [{ common: 'ăâêôơưđ\u0300\u0301\u0303\u0309\u0323', rare: 'áàéèíóúù' }];

/**
 * Encodings of Latin letters that are proposed. Other encodings only count as alternatives, because they are rare, or
 * because TextDecoder does not know them.
 */
export type ProposedLatin = 'windows-1252' | 'windows-1250' | 'windows-1254' | 'windows-1257';

/** A way to read bytes as Latin text. */
export interface LatinEncoding {
  /** The encoding to propose; undefined for one that only counts as an alternative. */
  readonly proposed?: ProposedLatin;
  readonly decode: (bytes: Uint8Array) => string;
  readonly languages: readonly LatinLanguage[];
}

function decoderOf(encoding: string): LatinEncoding['decode'] {
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}

function proposedEncoding(encoding: ProposedLatin, languages: readonly LatinLanguage[]): LatinEncoding {
  return { proposed: encoding, decode: decoderOf(encoding), languages };
}

/** The upper half of CP850, the encoding of old DOS programs, which TextDecoder does not know. */
const CP850 = [
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
  '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
].join('');

function decodeCp850(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : CP850[byte - 0x80])).join('');
}

/** How Latin text may be encoded, the most common way first. */
export const LATIN_ENCODINGS: readonly LatinEncoding[] = [
  proposedEncoding('windows-1252', WESTERN),
  proposedEncoding('windows-1250', CENTRAL),
  proposedEncoding('windows-1254', TURKISH),
  proposedEncoding('windows-1257', BALTIC),
  { decode: decoderOf('iso-8859-2'), languages: CENTRAL },
  { decode: decoderOf('windows-1258'), languages: VIETNAMESE },
  { decode: decoderOf('macintosh'), languages: WESTERN },
  { decode: decodeCp850, languages: WESTERN },
];
