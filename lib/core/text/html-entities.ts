/** HTML entities of letters and of what is written between them, decoded without the DOM. */

export const HTML_ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/i;
const EVERY_ENTITY = new RegExp(HTML_ENTITY, 'gi');

/** The characters of windows-1252 at 0x80 to 0x9F. Numeric entities from 128 to 159 mean these characters, too. */
export const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** The combining marks that entities are named after: `eacute` is an e with an acute accent. */
const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  ring: '\u030a',
  dblac: '\u030b',
  caron: '\u030c',
  cedil: '\u0327',
  ogon: '\u0328',
};
/** The name of a letter with a mark. `dot` may follow only some letters: `sdot` is the name of a sign. */
const MARKED = /^([a-z])(?:(grave|acute|circ|tilde|macr|breve|uml|ring|dblac|caron|cedil|ogon)|(?<=[cegiz])(dot))$/i;

/** Entities that MARKED does not match. A map, because an entity may be named like an inherited member of objects. */
const OTHER_ENTITIES = new Map(
  Object.entries({
    AElig: 'Æ',
    aelig: 'æ',
    OElig: 'Œ',
    oelig: 'œ',
    szlig: 'ß',
    Oslash: 'Ø',
    oslash: 'ø',
    IJlig: 'Ĳ',
    ijlig: 'ĳ',
    ETH: 'Ð',
    eth: 'ð',
    THORN: 'Þ',
    thorn: 'þ',
    Lstrok: 'Ł',
    lstrok: 'ł',
    Dstrok: 'Đ',
    dstrok: 'đ',
    Hstrok: 'Ħ',
    hstrok: 'ħ',
    Tstrok: 'Ŧ',
    tstrok: 'ŧ',
    inodot: 'ı',
    imath: 'ı',
    ordf: 'ª',
    ordm: 'º',
    apos: "'",
    quot: '"',
    amp: '&',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    middot: '·',
    ndash: '–',
    mdash: '—',
    hyphen: '‐',
    nbsp: '\u00a0',
    shy: '\u00ad',
    comma: ',',
    period: '.',
  }),
);

/** The text with its entities decoded; undefined if one of them is unknown. */
export function withoutEntities(text: string): string | undefined {
  let areAllKnown = true;
  const decoded = text.replace(EVERY_ENTITY, (_, decimal?: string, hex?: string, name?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const character = name === undefined ? numberedCharacter(code) : namedCharacter(name);
    areAllKnown &&= character !== undefined;
    return character ?? '';
  });
  return areAllKnown ? decoded : undefined;
}

function numberedCharacter(code: number): string | undefined {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80];
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** The character of a named entity. Also reads names in capitals, because programs may capitalize a text as a whole. */
function namedCharacter(name: string): string | undefined {
  const [, letter, mark, dot] = MARKED.exec(name) ?? [];
  if (letter === undefined) return OTHER_ENTITIES.get(name) ?? OTHER_ENTITIES.get(name.toLowerCase());
  const composed = `${letter}${MARKS[(mark ?? dot ?? '').toLowerCase()] ?? ''}`.normalize('NFC');
  return composed.length === 1 ? composed : undefined;
}
