import languages from 'iso-639-1';

/** Spells a name as Pinterest does: `Add To Cart`, `addToCart` and `add-to-cart` become `add_to_cart`. */
export function normalizeSpelling(text: string): string {
  const separated = text.normalize('NFKC').replace(/([a-z])([A-Z])/g, '$1_$2');
  return separated
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/gu, '_');
}

/** What shops and other services call Pinterest's events, with words joined by `_`. */
const EVENT_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  checkout: [
    'purchase',
    'purchased',
    'order',
    'order_placed',
    'order_completed',
    '購入',
    '購入完了',
    '注文',
    '注文完了',
  ],
  add_to_cart: ['cart_add', 'added_to_cart', 'カート追加', 'カートに追加', 'カート投入'],
  signup: ['sign_up', 'register', 'registration', 'complete_registration', '会員登録', '新規登録', '登録'],
  page_visit: ['page_view', 'pageview', 'ページ閲覧', 'ページビュー', 'ページ訪問'],
  lead: ['generate_lead', 'リード', '資料請求'],
  search: ['検索'],
  add_to_wishlist: ['wishlist', 'お気に入り', 'お気に入り追加'],
  initiate_checkout: ['begin_checkout', '購入手続き開始'],
  contact: ['問い合わせ', 'お問い合わせ'],
  subscribe: ['subscription', '購読', '定期購入'],
};

const eventNamesByWord = new Map(
  Object.entries(EVENT_SYNONYMS).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
);

/** Pinterest's name for an event with another service's name. */
export function toEventName(text: string): string | undefined {
  return eventNamesByWord.get(normalizeSpelling(text));
}

/** Words for yes that the rule does not read. Among them are those that spreadsheets write for a true value. */
const YES = new Set([
  'on',
  'ja',
  'oui',
  'si',
  'sí',
  'sim',
  'はい',
  '是',
  '✓',
  '1.0',
  'wahr',
  'vrai',
  'vero',
  'verdadero',
  'verdadeiro',
  'истина',
]);
/** Words for no that the rule does not read. */
const NO = new Set(['off', 'nein', 'non', 'não', 'いいえ', '否', '0.0', 'falsch', 'faux', 'falso', 'ложь']);

export function toYesOrNo(text: string): string | undefined {
  const word = text.normalize('NFKC').toLowerCase();
  if (YES.has(word)) return 'yes';
  return NO.has(word) ? 'no' : undefined;
}

const FEMALE = new Set(['woman', 'girl', '女', '女性', 'weiblich', 'frau', 'femme', 'féminin', 'mujer', 'femenino']);
const MALE = new Set(['man', 'boy', '男', '男性', 'männlich', 'mann', 'homme', 'masculin', 'hombre', 'masculino']);
const NEITHER = new Set(['nonbinary', 'non binary', 'divers', 'x', 'ノンバイナリー']);

export function toGender(text: string): string | undefined {
  const word = text.normalize('NFKC').toLowerCase();
  if (FEMALE.has(word)) return 'f';
  if (MALE.has(word)) return 'm';
  return NEITHER.has(word) ? 'n' : undefined;
}

/** Former codes of ISO 639-1, which Java and Android still write. Not in capitals: `IN` is the code of a country. */
const REPLACED_LANGUAGES = new Map(Object.entries({ iw: 'he', in: 'id', ji: 'yi' }));

/** The code of the language of a locale such as `en-US`, or of a language given by its English or native name. */
export function toLanguageCode(text: string): string | undefined {
  const [base = ''] = text.split(/[-_]/);
  const code = REPLACED_LANGUAGES.get(base) ?? base.toLowerCase();
  const isDerivedCode = code.length === 2 && code !== text.toLowerCase();
  if (isDerivedCode) return languages.validate(code) ? code : undefined;
  return languages.getCode(text) || undefined;
}
