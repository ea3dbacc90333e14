/** Recognizes names of companies by their legal form, which cash registers and shops keep in columns of names. */

/** Last words of names with a legal form, in lower case. */
const LAST_WORDS = new Set(
  `gmbh mbh ohg gbr e.k. e.v. (haftungsbeschränkt) inc inc. incorporated llc l.l.c. ltd ltd. limited llp plc corp corp.
  corporation pty pty. sarl s.à.r.l. r.l. eurl s.a. s.a.s. s.a.r.l. s.r.l. srl s.p.a. spa s.l. s.l.u. c.v. ltda ltda. lda
  lda. eireli b.v. n.v. aps a/s oy oyj o.o. s.r.o. d.o.o. kft kft. zrt zrt. a.ş. şti şti. k.k. bhd bhd. pte pte. pvt
  pvt.`.split(/\s+/),
);
/** Last words that are also names or initials, unless only they are in capitals: `Acme AG`, but not `MARIA SA`. */
const LAST_IN_CAPITALS = new Set('AG KG UG SE SA SAS AB AS BV NV KK GK'.split(' '));
/** Legal forms without a name, as the last word of a divided name. Those that can be names are not included. */
const FORMS_ALONE = '^(?:g?mbh|ohg|gbr|inc\\.|incorporated|llc|ltd\\.?|corp\\.|corporation|sarl|s\\.r\\.l\\.)$';
const ALONE = new RegExp(FORMS_ALONE, 'i');
/** Legal forms that are written before or after a name, most of them without a blank, and `& Co.`. */
const WITHIN =
  /(?:株式|有限|合同|合資|合名)会社|[（(][株有同주][）)]|[㈱㈲㈜]|(?:社団|財団|学校|医療)法人|(?:有限|股份)公司|(?:주식|유한)회사|^(?:ООО|ОАО|ЗАО|ПАО|ТОО|ТОВ|ФОП|ИП)\s|&\s?[Cc][Oo]\.?(?:\s|$)/u;
/** A letter or a digit before the last word, and another: the legal form of `A. S.A.` is no legal form. */
const NAME = /[\p{L}\d].*[\p{L}\d]/u;
/** The fast path: texts that do not match have no form alone, before or within a name. */
const MAY_HAVE_FORM = new RegExp(`[&\\u0400-\\uffff]|${FORMS_ALONE}`, 'i');
const LOWER_CASE_LETTER = /\p{Ll}/u;

export function isCompanyName(text: string): boolean {
  if (MAY_HAVE_FORM.test(text) && (WITHIN.test(text) || ALONE.test(text))) return true;
  return text.includes(' ') && endsWithForm(text);
}

function endsWithForm(text: string): boolean {
  const blank = text.lastIndexOf(' ');
  const name = text.slice(0, blank);
  const last = text.slice(blank + 1);
  if (LAST_WORDS.has(last.toLowerCase())) return NAME.test(name);
  return LAST_IN_CAPITALS.has(last) && LOWER_CASE_LETTER.test(name);
}
