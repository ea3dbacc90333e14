/** What programs and people write for a missing value. Compared in lower case. */

/** Spreadsheet errors, also in the languages that translate them. */
const SPREADSHEET_ERRORS = new Set(
  `#n/a #ref! #value! #name? #div/0! #null! #num! #spill! #calc! #error! #field!
  #busy! #blocked! #connect! #unknown! #getting_data #python! #external! #timeout!
  #nv #bezug! #wert! #zahl! #valeur! #nom? #nombre? #¡ref! #¡valor! #¡div/0! #¡num! #¡nulo! #¿nombre?
  #überlauf! #kalk! #nul! #propagation! #¡desbordamiento!
  #n/d #nome? #valore! #valor! #rif! #nullo! #nulo! #núm! #despejar! #espansione!
  #n/b #naam? #waarde! #verw! #getal! #leeg! #deel/0!
  #n/d! #arg! #adr! #nazwa? #liczba! #zero! #dziel/0!
  #н/д #знач! #ссылка! #имя? #число! #дел/0! #пусто!
  #yok #değer! #başv! #ad? #sayi! #sayi/0! #boş!
  #saknas! #värdefel! #referens! #namn? #ogiltigt! #skärning! #division/0!
  #i/t #verdi! #værdi! #reference! #navn?
  #puuttuu! #arvo! #viittaus! #nimi? #luku! #jako/0!`.split(/\s+/),
);

const NO_VALUE = new Set([
  'n/a',
  'n.a.',
  'n.a',
  'undefined',
  'unknown',
  'not set',
  'not provided',
  'not available',
  'not applicable',
  'not specified',
  'not given',
  'not_set',
  'not-set',
  'no_value',
  '--none--',
  'no value',
  'redacted',
  'not logged in',
  'anonymous',
  'no name',
  '[object object]',
  '{}',
  '[]',
  'k.a.',
  'keine angabe',
  'unbekannt',
  'inconnu',
  'desconocido',
  'desconhecido',
  '不明',
  'なし',
  '未設定',
  '未入力',
  '該当なし',
  '同上',
  '〃',
  'ー',
  'ーー',
  '匿名',
  '名無し',
  '退会済み',
  '退会済',
  '匿名用户',
  '匿名用戶',
  '없음',
  '미상',
  '익명',
]);

/** What programs and people write for a missing value only in brackets, since the word alone may be a value. */
const NO_VALUE_IN_BRACKETS = new Set([
  'na',
  'missing',
  'other',
  'blank',
  'empty',
  'data not available',
  'deleted',
  'removed',
  'hidden',
  'private',
  'guest',
  'leer',
  'vide',
  'vacío',
  'vuoto',
  'vazio',
  '空',
  '空白',
  '空欄',
]);

/** Placeholders that are also names. */
const AMBIGUOUS = new Set(['null', 'none', 'nil', 'nan', 'true', 'false', '无', '無', '未知']);

/** What R and pandas write, only in this spelling: Na and Nat are names. */
const NOT_AVAILABLE = new Set(['NA', 'na', 'NaT']);

/** What shops call all people without an account. */
const SHARED = new Set([
  ...['user', 'customer', 'checkout', 'account'].flatMap((word) =>
    ['', ' ', '_', '-'].map((sign) => `guest${sign}${word}`),
  ),
  'not-logged-in',
  'not_logged_in',
  'logged out',
  'logged_out',
  'anonymous user',
  'anonymous_user',
  'no id',
  'no_id',
  'invitado',
  'invité',
  'ゲスト',
  'ｹﾞｽﾄ',
  '非会員',
  '会員以外',
  '会員外',
  '비회원',
  '게스트',
  '游客',
  '访客',
  '訪客',
]);

/** Words that shops use for people without an account, and that are also names. */
const SHARED_OR_NAME = new Set(['guest', 'gast', 'visitor', 'anon']);

/** What people and cash registers write where a name or city is required. */
const NO_NAME = new Set([
  'customer',
  'valued customer',
  'test customer',
  'amazon customer',
  'ebay customer',
  'facebook user',
  'instagram user',
  'google user',
  'apple user',
  '微信用户',
  '匿名希望',
  '名無しの権兵衛',
  'walk-in',
  'walk in',
  'walk-in customer',
  'walk in customer',
  'walkin customer',
  'deleted user',
  'first name',
  'firstname',
  'last name',
  'lastname',
  'sconosciuto',
  'onbekend',
  'ukendt',
  'ukjent',
  'okänd',
  'tuntematon',
  'ismeretlen',
  'nieznany',
  'brak danych',
  'neznámý',
  'bilinmiyor',
  'неизвестно',
  'не указано',
  'нет данных',
  'غير معروف',
  'لا يوجد',
  'ไม่ระบุ',
  'ไม่มี',
  'không có',
  'tidak ada',
  'nicht angegeben',
  'non renseigné',
  'no especificado',
  'não informado',
  '未登録',
  '未回答',
  '回答なし',
  '无名',
  '暂无',
  '未填写',
  '모름',
  '미입력',
  'no last name',
  'nolastname',
  'no first name',
  'nofirstname',
  'no_name',
  'noname',
  'first_name',
  'last_name',
  'full name',
  'username',
  'user name',
  'vorname',
  'nachname',
  'prénom',
  'apellido',
  'apellidos',
  'sobrenome',
  'cognome',
  'imię',
  'nazwisko',
  'имя',
  'фамилия',
  'без имени',
  '氏名',
  '名前',
  'お名前',
  '姓名',
  '이름',
  'laufkunde',
  'laufkundschaft',
  'cliente final',
  'consumidor final',
  'público en general',
  'publico en general',
  'anonyme',
  'anónimo',
  'anónima',
  'anonim',
  'anonym',
  'anonymer',
  'anonymisiert',
  'anonymized',
  'anonymised',
  'gelöscht',
  'gastbestellung',
  'barverkauf',
  'misafir',
  'müşteri',
  'same as above',
  'same as billing',
  'same as shipping',
  'siehe oben',
  '本人',
  'ご本人',
  'お客様',
  'お客さま',
  '顧客',
  'ご担当者様',
  '退会者',
  '退会会員',
  '削除済み',
  'テスト',
  '会员',
  '買家',
  '买家',
  '用户',
  '顾客',
  '회원',
  '고객',
  '고객님',
  '손님',
  '散客',
  '送付先と同じ',
  'お届け先と同じ',
  '注文者と同じ',
]);

/**
 * Texts that people write where a form requires a name, and that are also names or initials. A form of address alone
 * comes from a column of salutations.
 */
const NO_NAME_OR_NAME = new Set(
  `test tester teste prueba тест 测试 測試 테스트 ダミー サンプル kunde cliente client user name admin administrator
  asd asdf asdfg asdfgh qwe qwert qwerty abc xyz aaa aaaa bbb ccc ddd sss zzz n.n. s.o. nn tbd tba brak nessuno geen keine keiner nincs yok нет other
  others deleted removed mustermann musterfrau mr mr. mrs mrs. ms ms. miss herr frau monsieur madame mme mlle señor
  señora 先生 女士`
    .split(/\s+/)
    .concat('n. n.', 's. o.', 'john doe', 'jane doe', 'max mustermann', 'erika mustermann', 'foo bar'),
);

/** Punctuation and other signs alone, such as `-`, `...` or `""`. */
const ONLY_SIGNS = /^[\p{P}\p{S}\s]+$/u;
/** An x repeated, where a form requires a text. */
const REPEATED_X = 'x{3,}';
const ONLY_X = new RegExp(`^${REPEATED_X}$`, 'i');

/** A word in brackets: `[not provided]`, `<unknown>`, `（なし）`. */
const IN_BRACKETS = /^[([{<（［【〈「]\s*(.+?)\s*[)\]}>）］】〉」]$/u;
/**
 * A variable that a program did not replace by its value: `{{ customer.id }}`, `${id}`, `%%id%%`, `%EMAIL%`,
 * `*|FNAME|*`, `<%= id %>`, `__IDFA__`. A name in single braces can be an ID.
 */
const TEMPLATE_VARIABLE =
  /^(?:\{\{.*\}\}|\$\{[^{}]*\}|%%.+%%|%[A-Za-z][A-Za-z_.]*[A-Za-z]%|\*\|.*\|\*|<%.*%>|__[A-Z][A-Z_]*[A-Z]__)$/s;

/** The words that begin with a letter, as alternatives of a pattern. */
function patternOf(...sets: readonly ReadonlySet<string>[]): string {
  return sets
    .flatMap((set) => [...set])
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word.replaceAll('.', '\\.'))
    .join('|');
}

export const PLACEHOLDER_WORDS = patternOf(NO_VALUE, AMBIGUOUS, NOT_AVAILABLE);

/** The placeholders of names and cities. */
export const NAME_PLACEHOLDER_WORDS = `${PLACEHOLDER_WORDS}|${patternOf(SHARED, SHARED_OR_NAME, NO_NAME, NO_NAME_OR_NAME)}|${REPEATED_X}`;

/**
 * The fast path: texts that do not match are not placeholders. This test is ten times as fast as a search in the
 * sets. Matches the words, and all texts that begin with a sign.
 */
const MAY_BE_PLACEHOLDER = new RegExp(`^(?:(?:${PLACEHOLDER_WORDS})$|[^\\p{L}\\d])`, 'iu');

export function isSpreadsheetError(text: string): boolean {
  return text[0] === '#' && (SPREADSHEET_ERRORS.has(text.toLowerCase()) || /^#+$/.test(text));
}

/** Whether a text is certainly a placeholder: `N/A`, `-`, `#REF!`. */
export function isPlaceholder(text: string): boolean {
  if (!MAY_BE_PLACEHOLDER.test(text)) return false;
  const lower = text.toLowerCase();
  return NO_VALUE.has(lower) || isSpreadsheetError(text) || ONLY_SIGNS.test(text) || isMarkedPlaceholder(lower, text);
}

/** Whether signs around a word show that it is not a value. */
function isMarkedPlaceholder(lower: string, text: string): boolean {
  const inside = IN_BRACKETS.exec(lower)?.[1] ?? '';
  const isNoValueInside = NO_VALUE.has(inside) || AMBIGUOUS.has(inside) || NO_VALUE_IN_BRACKETS.has(inside);
  return isNoValueInside || TEMPLATE_VARIABLE.test(text);
}

/** Whether a text is a placeholder that can also be a name: `null`, `None`, `NA`. */
export function isNullWord(text: string): boolean {
  return MAY_BE_PLACEHOLDER.test(text) && (NOT_AVAILABLE.has(text) || AMBIGUOUS.has(text.toLowerCase()));
}

/**
 * Like `isPlaceholder`, for a field whose values are not names: also `NA`, but not `null`, which may be meant
 * literally.
 */
export function isNoValue(text: string): boolean {
  return isPlaceholder(text) || NOT_AVAILABLE.has(text);
}

/** Whether a text means all people without an account: as an ID, it would merge them. */
export function isSharedName(text: string): boolean {
  const lower = text.toLowerCase();
  return SHARED.has(lower) || SHARED_OR_NAME.has(lower) || ONLY_X.test(lower);
}

/**
 * Whether a text is certainly not a name of a person or city: `N/A`, `Guest user`, `same as above`. Programs also join
 * two such words, one for each part of a name: `Unknown Unknown`.
 */
export function isNoName(text: string): boolean {
  return isNoNameAlone(text) || isEachWord(text, isNoNameAlone);
}

function isNoNameAlone(text: string): boolean {
  const lower = text.toLowerCase();
  return isPlaceholder(text) || SHARED.has(lower) || NO_NAME.has(lower) || ONLY_X.test(lower);
}

/** Whether a text can be a placeholder as well as the name of a person or city: `null`, `Guest`, `Test Test`. */
export function isAmbiguousName(text: string): boolean {
  return isAmbiguousAlone(text) || isEachWord(text, (word) => isAmbiguousAlone(word) || isNoNameAlone(word));
}

function isAmbiguousAlone(text: string): boolean {
  const lower = text.toLowerCase();
  return isNullWord(text) || SHARED_OR_NAME.has(lower) || NO_NAME_OR_NAME.has(lower);
}

/** Whether a text has several words, and all of them are of a kind. */
function isEachWord(text: string, isOfKind: (word: string) => boolean): boolean {
  const words = text.split(/\s+/);
  return words.length > 1 && words.every(isOfKind);
}
