/**
 * Names of columns that often mean a field, but can mean something else: German `Art` is a kind of anything. They are
 * suggested, and a person confirms them. In English, German, Japanese, French, Spanish and Portuguese, in any spelling.
 */
export const LIKELY_NAMES = {
  event_name: [
    ...['type', 'action', 'activity', 'kind'],
    // Their values tell paid orders from canceled and refunded ones, which are better left out.
    ...['order_status', 'financial_status', 'payment_status', 'transaction_status', 'zahlungsstatus', 'bestellstatus'],
    ...['statut de la commande', 'état de la commande', 'estado del pedido', 'estado de la orden', 'status do pedido'],
    ...['art', 'typ', 'belegart', 'buchungsart', 'aktion', 'aktivität'],
    ...['区分', '購入区分', '注文区分', '種類', '処理区分', '行動', 'アクション'],
    ...['nature', 'opération', 'type d’opération'],
    ...['tipo', 'acción', 'operación', 'tipo de operación'],
  ],
  action_source: [
    ...['source', 'origin', 'touchpoint'],
    ...['quelle', 'herkunft', 'verkaufsort', 'verkaufsstelle'],
    ...['経路', '流入経路', '購入場所', '媒体', 'プラットフォーム'],
    ...['origine', 'provenance', 'point de vente'],
    ...['origen', 'procedencia', 'punto de venta'],
  ],
  event_time: [
    ...['time', 'when', 'invoice_date', 'create_date', 'date_created', 'created', 'created (utc)'],
    ...['created_on', 'ordered_on', 'purchased_on', 'data', 'created_date', 'created_time', 'creation_date'],
    ...['created date (utc)', 'date_added', 'date_add', 'booked_on', 'close_date', 'won_time', 'optin_time'],
    'inscription',
    ...['wann', 'rechnungsdatum', 'erstellt am', 'angelegt am'],
    ...['登録日時', '作成日時', '受付日時'],
    ...['quand', 'date de facture', 'date de création'],
    ...['cuándo', 'fecha de factura', 'fecha de creación'],
  ],
  opt_out: [
    ...['newsletter opt out', 'marketing opt out', 'email opt out', 'unsubscribed', 'do not contact', 'do not sell'],
    ...['werbung abgelehnt', 'keine werbung', 'werbesperre', 'werbewiderspruch', 'newsletter abgemeldet', 'abgemeldet'],
    ...['配信停止', 'メール配信停止', '広告拒否', 'メルマガ停止', 'DM不可', 'DM拒否'],
    ...['publicité refusée', 'refus publicité', 'désinscrit', 'désabonné', 'ne pas contacter'],
    ...['publicidad rechazada', 'sin publicidad', 'no contactar', 'baja newsletter'],
  ],
  em: [
    ...['email_sha256', 'sha256_email', 'sha256_email_address', 'hashed_email', 'email_hash', 'email_hashed'],
    'smtp-adresse',
  ],
  ph: [
    ...['phone_sha256', 'sha256_phone', 'sha256_phone_number', 'hashed_phone', 'phone_hash', 'phone_number_sha256'],
    ...['home_phone', 'other_phone'],
    ...['tél', 'tél client', 'portable', 'téléphone portable', 'téléphone mobile', 'teléfono móvil', 'cel'],
  ],
  db: [
    ...['birth', 'geb', 'geb.-datum', 'geburtsdat.', 'geboren am', 'né(e) le', 'né le', 'née le', 'naissance'],
    ...['nacimiento', 'nacido el', 'nascimento', 'nascido em'],
  ],
  // Analytics exports have `Chrome` in such a column.
  client_user_agent: ['browser', 'navegador', 'navigateur', 'ブラウザ', 'ブラウザー'],
  currency: ['iso_code', 'curr', 'cur', 'ccy'],
  zp: ['cp'],
  // Without `H/M`, which is hombre or mujer in Spanish: the field would read M, a woman here, as a man.
  ge: ['titre', 'titre de civilité', 'salutation', 'm/w', 'm/w/d', 'f/m', '男女', '敬称', 'h/f', 'tratamiento'],
  ln: ['name', 'nom', '名字'],
  fn: ['nombre', 'nome', '名前', 'prenom'],
  ct: ['市区郡', 'localité', 'localidad', 'municipio', 'gemeinde'],
  // Without words for a prefecture, because the field takes codes of two letters and prefectures have none.
  // The state of a payment, in exports of PayPal.
  st: ['estado', 'région', 'región', 'departamento', 'uf'],
  value: [
    ...['gross_sales', 'net_sales', 'sale_price', 'avant commission', 'bruto', 'gesamt', 'total_paid_tax_incl'],
    ...['gross', 'price', 'sales', 'sum', 'invoice_amount'],
    ...['brutto', 'bruttobetrag', 'preis', 'gesamtpreis', 'rechnungsbetrag', 'zahlbetrag'],
    ...['価格', '代金', '請求金額', '小計'],
    ...['prix', 'prix total', 'ttc', 'montant ht', 'somme', 'chiffre d’affaires'],
    ...['precio', 'precio total', 'ingresos', 'suma'],
  ],
  // The reference of an order, in exports of PrestaShop.
  item_id: ['référence', 'referencia'],
  // In other exports, the cost is what the shop itself paid.
  item_price: ['item_cost'],
  order_id: [
    ...['receipt', 'invoice', 'invoice_number', 'invoice_no', 'reference', 'ref', 'ticket', 'book_number'],
    ...['beleg', 'rechnung', 'rechnungsnummer', 'rechnungsnr', 'kassenbon', 'bestellung', 'auftrag'],
    ...['伝票', '管理番号', 'レシート', '請求番号'],
    ...['commande', 'facture', 'numéro de facture', 'n° de facture', 'reçu'],
    ...['pedido', 'factura', 'número de factura', 'recibo'],
  ],
  external_id: [
    'customer_ref',
    'client_id',
    'contact_id',
    'profile_id',
    'subscriber_id',
    'buyer_id',
    'payer_id',
    'shopper_id',
    'n° client',
    'nº cliente',
    'debitor',
    'debitorennummer',
    '会員',
    '顧客コード',
    '会員コード',
    'code client',
    'socio',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
