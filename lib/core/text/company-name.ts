/** Recognizes names of companies by their legal form, which cash registers and shops keep in columns of names. */

/** Legal forms after a name, in any case. */
const AFTER_NAME = [
  'g?mbh|gmbh & co\\.? kg|ohg|gbr|e\\.\\s?k\\.|e\\.\\s?v\\.|haftungsbeschränkt\\)',
  'inc\\.?|incorporated|llc|l\\.l\\.c\\.|ltd\\.?|limited|llp|plc|corp\\.?|corporation|pty\\.?(?: ltd\\.?)?|&\\s?co\\.?',
  'sarl|s\\.à\\s?r\\.l\\.|s\\.\\s?a\\.(?:\\s?r\\.l\\.|\\s?s\\.|\\s?de\\s?c\\.v\\.)?|eurl|s\\.r\\.l\\.?|srl|s\\.p\\.a\\.?|spa|s\\.l\\.u?\\.?|ltda\\.?|lda\\.?|eireli',
  'b\\.v\\.|n\\.v\\.|aps|a/s|oyj?|sp\\.\\s?z\\s?o\\.\\s?o\\.?|s\\.r\\.o\\.|d\\.o\\.o\\.|kft\\.?|zrt\\.?|a\\.ş\\.|şti\\.?',
  'k\\.k\\.|sdn\\.? bhd\\.?|pte\\.?(?: ltd\\.?)?|pvt\\.?(?: ltd\\.?)?',
].join('|');
/** Legal forms that are also names or initials, unless only they are in capitals: `Acme AG`, but not `MARIA SA`. */
const IN_CAPITALS = 'AG|KG|UG|SE|SA|SAS|AB|AS|BV|NV|KK|GK';
const LATIN = new RegExp(`[\\p{L}\\d.)]{2}[,\\s(]+(?:${AFTER_NAME})$`, 'iu');
const LATIN_IN_CAPITALS = new RegExp(`\\p{Ll}.*\\s(?:${IN_CAPITALS})$`, 'u');
/** Legal forms that are written before or after a name, without a blank. */
const WITHIN =
  /(?:株式|有限|合同|合資|合名)会社|[（(][株有同주][）)]|[㈱㈲㈜]|(?:社団|財団|学校|医療)法人|(?:有限|股份)公司|(?:주식|유한)회사/u;
const CYRILLIC = /^(?:ООО|ОАО|ЗАО|ПАО|ТОО|ТОВ|ФОП|ИП)\s/u;
/** Legal forms without a name, as the last word of a divided name. Those that can be names are not included. */
const ALONE =
  /^(?:g?mbh|ohg|gbr|inc\.|incorporated|llc|ltd\.?|corp\.|corporation|sarl|s\.r\.l\.|(?:株式|有限|合同)会社|(?:有限|股份)公司|주식회사)$/i;
/** The fast path: longer names that do not match have no legal form. */
const MAY_HAVE_FORM = /\s|[株有公사司社주㈱㈲㈜）)]|法人/u;

export function isCompanyName(text: string): boolean {
  if (ALONE.test(text)) return true;
  if (!MAY_HAVE_FORM.test(text)) return false;
  return [LATIN, LATIN_IN_CAPITALS, WITHIN, CYRILLIC].some((pattern) => pattern.test(text));
}
