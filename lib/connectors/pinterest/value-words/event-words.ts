/**
 * Words for events in English, German, Japanese, French, Spanish and Portuguese, beside Pinterest's own names and those of
 * the repairs. They are only ever suggested.
 */
export const EVENT_WORDS: Readonly<Record<string, readonly string[]>> = {
  checkout: [
    ...[
      'sale',
      'sold',
      'transaction',
      'completed purchase',
      'order complete',
      'paid',
      'payment completed',
      'conversion',
    ],
    ...['kauf', 'gekauft', 'einkauf', 'verkauf', 'bestellung', 'bestellt', 'auftrag', 'bezahlt', 'kaufabschluss'],
    ...['購買', '購入済み', '注文確定', '受注', '売上', '決済完了', '会計', 'ご購入'],
    ...['achat', 'acheté', 'commande', 'commande passée', 'vente', 'vendu', 'payé', 'achat terminé'],
    ...['compra', 'comprado', 'pedido', 'pedido realizado', 'venta', 'vendido', 'pagado', 'compra finalizada'],
    ...['compra concluída', 'compra realizada', 'encomenda', 'venda', 'pago', 'pedido concluído'],
  ],
  add_to_cart: [
    ...['cart', 'basket', 'add to basket', 'added to basket', 'add to bag'],
    ...['warenkorb', 'in den warenkorb', 'in den warenkorb gelegt', 'warenkorb hinzugefügt', 'einkaufswagen'],
    ...['カート', 'かご', '買い物かご', 'カートへ追加', 'カート入れ'],
    ...['panier', 'ajout au panier', 'ajouté au panier', 'mise au panier'],
    ...['carrito', 'añadir al carrito', 'añadido al carrito', 'agregar al carrito', 'cesta'],
    ...['carrinho', 'adicionar ao carrinho', 'adicionado ao carrinho', 'sacola', 'cesto'],
  ],
  signup: [
    ...['sign up', 'signed up', 'registered', 'new account', 'account created', 'newsletter', 'newsletter signup'],
    ...['anmeldung', 'registrierung', 'registriert', 'newsletter anmeldung', 'neues konto', 'kontoerstellung'],
    ...['登録完了', 'メルマガ登録', 'アカウント作成', '入会', '新規会員'],
    ...['inscription', 'inscrit', 'enregistrement', 'création de compte', 'inscription newsletter'],
    ...['registro', 'inscripción', 'alta', 'registrado', 'cuenta creada', 'suscripción al boletín'],
    ...['cadastro', 'inscrição', 'registo', 'cadastrado', 'conta criada'],
  ],
  page_visit: [
    ...['visit', 'page', 'view', 'pv', 'visited'],
    ...['seitenaufruf', 'besuch', 'seitenbesuch', 'seitenansicht', 'aufruf'],
    ...['閲覧', '訪問', 'アクセス', 'サイト訪問'],
    ...['visite', 'page vue', 'vue de page', 'consultation'],
    ...['visita', 'página vista', 'vista de página', 'visita de página'],
    ...['visualização', 'visualização de página', 'visita à página', 'acesso'],
  ],
  view_category: [
    ...['category', 'category view', 'category page', 'kategorie', 'kategorieansicht', 'kategorieseite'],
    ...['カテゴリ', 'カテゴリー', 'カテゴリ閲覧', 'catégorie', 'vue de catégorie', 'categoría', 'vista de categoría'],
    ...['categoria', 'visualização de categoria'],
  ],
  lead: [
    ...['enquiry', 'inquiry', 'quote', 'quote request', 'request a quote'],
    ...['anfrage', 'angebotsanfrage', 'interessent', 'kontaktanfrage'],
    ...['見込み客', '見積依頼', '見積もり', '申し込み', '申込'],
    ...['demande', 'demande de devis', 'devis', 'prospect'],
    ...['solicitud', 'presupuesto', 'solicitud de presupuesto', 'cliente potencial'],
    ...['solicitação', 'orçamento', 'pedido de orçamento'],
  ],
  search: [
    ...[
      'searched',
      'suche',
      'gesucht',
      'サイト内検索',
      'recherche',
      'búsqueda',
      'buscar',
      'busca',
      'pesquisa',
      'procura',
    ],
  ],
  watch_video: [
    ...[
      'video',
      'video view',
      'video watched',
      'video angesehen',
      'videoansicht',
      '動画',
      '動画再生',
      '動画視聴',
      'vidéo',
    ],
    ...['vidéo vue', 'vídeo', 'vídeo visto', 'ver vídeo'],
  ],
  add_to_wishlist: [
    ...['wish list', 'favourite', 'favorite', 'merkzettel', 'merkliste', 'wunschliste', 'ほしい物リスト', 'favoris'],
    ...['liste d’envies', 'favoritos', 'lista de deseos', 'lista de desejos'],
  ],
  initiate_checkout: [
    ...['checkout started', 'start checkout', 'kasse', 'zur kasse', 'kaufvorgang gestartet', 'レジ', '購入手続き'],
    ...['début de commande', 'début du paiement', 'inicio de compra', 'iniciar pago', 'início da compra'],
  ],
  add_payment_info: [
    ...['payment info', 'zahlungsdaten', 'zahlungsart gewählt', '支払い情報', 'infos de paiement', 'datos de pago'],
    ...['dados de pagamento'],
  ],
  subscribe: [
    ...['subscribed', 'abo', 'abonnement', 'abonniert', '定期便', 'サブスク', 'abonné', 'suscripción', 'assinatura'],
  ],
  contact: ['contacted', 'kontakt', 'kontaktaufnahme', 'コンタクト', 'prise de contact', 'contacto', 'contato'],
  app_install: ['install', 'installed', 'installation', 'app installiert', 'インストール', 'instalación', 'instalação'],
};

/** Words for what is not a conversion: its records are better left out. */
export const NO_EVENT_WORDS: readonly string[] = [
  ...[
    'refund',
    'refunded',
    'return',
    'returned',
    'cancel',
    'cancelled',
    'canceled',
    'cancellation',
    'chargeback',
    'void',
  ],
  ...[
    'retoure',
    'rückgabe',
    'rücksendung',
    'erstattung',
    'erstattet',
    'storno',
    'storniert',
    'stornierung',
    'gutschrift',
  ],
  ...['返品', '返金', 'キャンセル', '取消', '取り消し', '解約', '交換'],
  ...['remboursement', 'remboursé', 'retour', 'annulation', 'annulé', 'annulée', 'avoir'],
  ...['reembolso', 'reembolsado', 'devolución', 'devuelto', 'cancelado', 'cancelación', 'anulado', 'anulación'],
  ...['devolução', 'devolvido', 'estorno', 'cancelamento'],
];
