/**
 * Words for sources, sexes, countries, yes and no, and currencies, in English, German, Japanese, French, Spanish and
 * Portuguese, in addition to those of the repairs. They are only suggested, never applied automatically.
 */
export const ACTION_SOURCE_WORDS: Readonly<Record<string, readonly string[]>> = {
  web: [
    'website',
    'site',
    'online',
    'online shop',
    'onlineshop',
    'online store',
    'webshop',
    'web shop',
    'e-commerce',
    'ec',
    'internet',
    'webseite',
    'internetseite',
    'desktop',
    'browser',
    'shopify',
    'ウェブ',
    'ウェブサイト',
    'サイト',
    'オンライン',
    'オンラインショップ',
    'ネット',
    'ネットショップ',
    '通販',
    'ecサイト',
    'site web',
    'en ligne',
    'boutique en ligne',
    'sitio web',
    'en línea',
    'tienda online',
    'tienda en línea',
    'página web',
    'loja online',
    'loja virtual',
    'site da loja',
  ],
  offline: [
    ...[
      'store',
      'in store',
      'in-store',
      'shop',
      'retail',
      'branch',
      'pos',
      'point of sale',
      'physical store',
      'outlet',
    ],
    ...['filiale', 'laden', 'ladengeschäft', 'geschäft', 'kasse', 'vor ort', 'stationär', 'markt', 'einzelhandel'],
    ...['店舗', '実店舗', '店頭', 'オフライン', '直営店', 'レジ', '百貨店'],
    ...['magasin', 'en magasin', 'boutique', 'hors ligne', 'point de vente', 'caisse'],
    ...['tienda', 'en tienda', 'tienda física', 'sucursal', 'fuera de línea', 'punto de venta', 'caja'],
    ...['loja', 'loja física', 'filial', 'na loja', 'ponto de venda', 'caixa'],
    ...['phone order', 'telephone', 'call center', 'telefon', 'telefonverkauf', 'telefonisch', '電話', '電話注文'],
    ...['téléphone', 'teléfono', 'telefone', 'mail order', 'katalog', 'catalogue', 'カタログ', 'catálogo'],
  ],
  app_ios: [
    'ios',
    'ios app',
    'app ios',
    'iphone',
    'ipad',
    'iphone app',
    'iosアプリ',
    'iphoneアプリ',
    'application ios',
  ],
  app_android: [
    'android',
    'android app',
    'app android',
    'androidアプリ',
    'アンドロイド',
    'アンドロイドアプリ',
    'application android',
    'google play',
  ],
};

/** The operating system of an app. “App” alone may mean either. Matched against a `wordKey`. */
export const APP_SYSTEMS = {
  app_android: /\bandroid\b|アンドロイド/u,
  app_ios: /\bios\b|\biphone\b|\bipad\b/u,
} as const;
export const APP_WORDS =
  /\b(?:apps?|appli|aplicativo|application|anwendung|aplicacion|aplicacao|applicazione|mobile|movil|native|nativa|nativo|shop|store|google|apple|play|phone|para|for|fur|pour|de|do|da|del|no|na|en|in|on|sur|o|la|l)\b|アプリ(?:版)?|モバイル|版|用|から/gu;

export const GENDER_WORDS: Readonly<Record<string, readonly string[]>> = {
  f: [
    ...[
      'ms',
      'mrs',
      'miss',
      'madam',
      'lady',
      'women',
      'w',
      'dame',
      'fräulein',
      'damen',
      'おんな',
      '婦人',
      '女子',
      'f（女性）',
    ],
    ...['mme', 'madame', 'mlle', 'mademoiselle', 'féminine', 'sra', 'señora', 'señorita', 'srta', 'femenina'],
    ...['doña', 'dña', 'd.ª', 'dª', 'dona', 'senhora', 'mulher', 'feminino', 'feminina'],
  ],
  m: [
    ...['mr', 'mister', 'sir', 'gentleman', 'men', 'herr', 'herren', 'おとこ', '紳士', '男子'],
    ...['monsieur', 'masculine', 'sr', 'señor', 'don', 'varón', 'masculina', 'senhor', 'homem'],
  ],
  n: [
    ...['d', 'div', 'nb', 'enby', 'inter', 'andere', 'anderes', 'sonstiges', 'third gender', '第三の性'],
    ...['mx', 'diverse', 'other', 'neutral', 'weiteres', 'その他', '中性', 'non binaire', 'non-binaire', 'autre'],
    ...['no binario', 'otro', 'não binário', 'não-binário', 'outro'],
  ],
};

/** Don or, in Portuguese, Dona; but beside `M.` and `F.`, divers. Without the period, `d` has one meaning. */
export const UNCLEAR_GENDER_WORDS: readonly string[] = ['d.'];

/** Answers that do not name a sex, and words for companies. */
export const NO_GENDER_WORDS: readonly string[] = [
  ...['unknown', 'not specified', 'unspecified', 'not provided', 'prefer not to say', 'n/a', 'none', 'company', '-'],
  ...['unbekannt', 'keine angabe', 'k.a.', 'ohne', 'firma', 'familie', 'eheleute'],
  ...['不明', '回答しない', '無回答', '未回答', '未設定', '未選択', '法人'],
  ...['inconnu', 'non précisé', 'non renseigné', 'société', 'desconocido', 'no especificado', 'prefiero no decirlo'],
  ...['empresa', 'desconhecido', 'não informado', 'prefiro não dizer', 'prefiro não informar', 'prefere não informar'],
  ...['prefiro não responder', 'não quero informar', 'não declarado', 'sem informação', 'não se aplica'],
  ...['prefer not to answer', 'rather not say', 'prefer not to disclose', 'not disclosed', 'undisclosed', 'decline'],
  ...['keine auskunft', 'nicht angegeben', 'möchte ich nicht angeben', 'möchte ich nicht sagen', 'ohne angabe'],
  ...['prefiero no responder', 'prefiero no contestar', 'sin especificar', 'no indicado', 'no consta', 'no aplica'],
  ...['ne souhaite pas répondre', 'ne se prononce pas', 'non communiqué', 'non spécifié', 'sans réponse'],
  ...['答えたくない', '回答したくない', '回答なし', '未記入', '非公開', '選択しない', '選択なし', '該当なし'],
  ...['m et mme', 'mme et m', 'm ou mme', 'mr and mrs', 'mr & mrs', 'herr und frau', 'sr y sra', 'sr e sra'],
];

/**
 * Names of countries that the lists of the packages lack: vehicle codes (`D`, `F`), former names and short names. A
 * vehicle code that is also the country's code, such as `CH`, is not repeated.
 */
export const COUNTRY_WORDS: Readonly<Record<string, readonly string[]>> = {
  DE: [
    'd',
    'brd',
    'frg',
    'bundesrepublik',
    'bundesrepublik deutschland',
    'deu',
    'ger',
    'allem',
    'rfa',
    'alemania',
    '独',
    'ドイツ連邦共和国',
  ],
  AT: ['a', 'aut', 'ö', 'oe', 'oesterreich', 'autriche', '墺'],
  CH: ['sui', 'eidgenossenschaft', 'schweizerische eidgenossenschaft', 'confédération suisse'],
  FR: ['f', 'fra', '仏', 'france métropolitaine'],
  IT: ['i', 'ita', '伊'],
  ES: ['e', 'esp', '西'],
  PT: ['p', 'por'],
  BE: ['b', 'bel'],
  LU: ['l', 'lux'],
  NL: ['ned', 'holland', 'hollande', 'holanda', 'オランダ'],
  GB: [
    ...['great britain', 'britain', 'england', 'scotland', 'wales', 'northern ireland', 'großbritannien', 'schottland'],
    ...['grande-bretagne', 'angleterre', 'gran bretaña', 'inglaterra', 'イングランド', '英国', '英', 'u.k.'],
  ],
  IE: ['irl', 'eire', 'republic of ireland'],
  SE: ['s', 'swe'],
  NO: ['n', 'nor'],
  DK: ['den'],
  US: [
    ...['america', 'u.s.', 'u.s.a.', 'the united states', 'united states of america', 'amerika', 'états-unis', 'usa'],
    ...['ee. uu.', 'ee.uu.', 'eeuu', 'estados unidos de américa', '米国', '米', 'アメリカ', 'アメリカ合衆国'],
  ],
  JP: ['j', 'jap', 'nippon', 'nihon', '日', '日本国'],
  CZ: ['czech republic', 'tschechien', 'tschechische republik', 'チェコ'],
  HU: ['h'],
  KR: ['south korea', 'korea', 'südkorea', 'corée du sud', 'corea del sur', '韓国'],
  BR: ['bra', 'brasil'],
  RE: ['la réunion', 'reunion', 'ile de la réunion'],
};

/** Without words for consent: a person who agrees does not opt out. */
export const YES_OR_NO_WORDS: Readonly<Record<string, readonly string[]>> = {
  yes: [
    ...['x', 'ok', 'j', 'あり', '有', '有り', '○'],
    ...['〇', 'する', 'oui', 'o', 's', 'verdad', 'activado', 'ativo', 'activo'],
  ],
  no: [...['none', 'なし', '無', '無し', '×', '✗', 'しない'], ...['falsa', 'desactivado', 'inativo', 'inactivo', '-']],
};

/** Words for the choice itself: in a column for consent, they mean the same as in one for opting out. */
export const OPT_OUT_WORDS: Readonly<Record<string, readonly string[]>> = {
  yes: ['opted out', 'opt-out', 'widersprochen', 'abgemeldet'],
  no: ['opted in', 'opt-in', 'nicht widersprochen', 'angemeldet'],
};

/** `$`, `¥` and names such as `dollar` belong to several currencies. */
export const CURRENCY_WORDS: Readonly<Record<string, readonly string[]>> = {
  EUR: ['euro', 'euros', 'ユーロ', '€'],
  USD: [
    'us dollar',
    'us dollars',
    'us$',
    'us-dollar',
    '米ドル',
    'dollar américain',
    'dólar estadounidense',
    'dólar americano',
  ],
  GBP: ['pound sterling', 'british pound', '£', 'pfund', '英ポンド', 'ポンド', 'livre sterling', 'libra esterlina'],
  JPY: ['yen', '日本円', '円', '¥（円）', 'yen japonais', 'yen japonés', 'iene'],
  CHF: [
    'franken',
    'schweizer franken',
    'swiss franc',
    'sfr',
    'スイスフラン',
    'franc suisse',
    'franco suizo',
    'franco suíço',
  ],
  BRL: ['real', 'reais', 'r$', 'brazilian real', 'ブラジルレアル', 'réal brésilien', 'real brasileño'],
  MXN: ['mexican peso', 'mexikanischer peso', 'メキシコペソ', 'peso mexicain', 'peso mexicano'],
  CAD: ['canadian dollar', 'c$', 'ca$', 'カナダドル', 'dollar canadien', 'dólar canadiense', 'dólar canadense'],
  AUD: ['australian dollar', 'a$', 'au$', '豪ドル', 'オーストラリアドル', 'dollar australien', 'dólar australiano'],
  PLN: ['zloty', 'zł', 'złoty', 'ズウォティ'],
  SEK: ['schwedische krone', 'swedish krona', 'スウェーデンクローナ'],
  DKK: ['dänische krone', 'danish krone', 'デンマーククローネ'],
  NOK: ['norwegische krone', 'norwegian krone', 'ノルウェークローネ'],
};
