import { plainLetters } from '../../text/plain-letters.ts';

/** Words before the name of a personal field, for the person who buys: `Billing Email`, `customer_firstname`. */
const BUYER = keysOf([
  ...['customer', 'client', 'user', 'buyer', 'purchaser', 'payer', 'shopper', 'subscriber', 'member', 'contact'],
  ...['person', 'profile', 'guest', 'booker', 'donor', 'invitee'],
  ...['billing', 'billing address', 'bill', 'bill to', 'card address'],
  ...['mailing', 'mailing address', 'default address'],
  ...['kunde', 'kunden', 'käufer', 'besteller', 'rechnung', 'rechnungs', 'rechnungsadresse', 'rechnungsempfänger'],
  ...['acheteur', 'adresse de facturation', 'cliente', 'comprador'],
  ...['顧客', '客様', 'お客様', '会員', '購入者', '注文者', '請求先', '請求者'],
]);

/** The same after the name. `Mobile client` may as well be a device. */
const AFTER_BUYER = keysOf([
  ...['des kunden', 'du client', 'client', 'de l’acheteur', 'del cliente', 'cliente', 'do cliente'],
  ...['del comprador', 'do comprador', 'du contact', 'de contacto', 'do contato'],
  ...['de facturation', 'facturation', 'de facturación', 'facturación', 'de faturamento', 'faturamento'],
]);

/** Words before the name that leave it open whose it is: `address_city`, `Home Zip`, `geo_country`. */
const ANYONE = keysOf(['address', 'address 1', 'adresse', 'home', 'geo']);

/** Words for the person who sends: in files of payments, the buyer; in files of parcels, the shop. */
const SENDER = keysOf(['absender', 'sender', 'from', 'expéditeur', '依頼主', 'de l’adresse']);
const AFTER_SENDER = keysOf(['del remitente', 'do remetente', 'de l’expéditeur']);

/** Words before the name, for the person who receives the goods, who may be someone else. */
const RECIPIENT = keysOf([
  ...['shipping', 'shipping address', 'ship', 'ship to', 'delivery', 'delivery address', 'recipient', 'consignee'],
  ...['liefer', 'lieferung', 'lieferadresse', 'empfänger', 'adresse de livraison'],
  ...['配送先', '送付先', '届け先', '届先', 'お届け先', '送り先', '受取人'],
]);
const AFTER_RECIPIENT = keysOf(['de livraison', 'livraison', 'de envío', 'envío', 'de entrega', 'entrega']);

/** Words before the name of a field of the whole order: `Order Currency`, `purchase_revenue`. */
const ORDER = keysOf([
  ...['order', 'purchase', 'sale', 'sales', 'conversion', 'transaction', 'payment', 'booking', 'deal', 'amount'],
  ...['bestell', 'bestellung', 'auftrag', 'auftrags'],
]);

/** Words before the name of a field of one product: `Lineitem sku`. */
const PRODUCT = keysOf(['item', 'line item', 'product', 'variant', 'artikel', 'produkt']);

/** In files of appointments, the user is the host, and the invitee is the customer. */
const HOST = keyOf('user');
const INVITEE = keyOf('invitee');

/** Objects that tell about something else than the event and its person: `user_ltv.revenue`, `campaign.source`. */
const OTHER_OBJECT = /(?:^|[^\p{L}])(?:ltv|lifetime|previous|campaign|traffic_source)$/iu;

function keysOf(words: readonly string[]): readonly string[] {
  return words.map(keyOf);
}

function keyOf(word: string): string {
  return plainLetters(word).replace(/[^\p{L}\p{N}]/gu, '');
}

/** What follows the words for the buyer at the start of a name, which is in plain letters and without signs. */
export function withoutBuyer(name: string): readonly string[] {
  return withoutStart(name, BUYER);
}

/** What precedes the words for the buyer at its end. */
export function withoutBuyerAtEnd(name: string): readonly string[] {
  return withoutEnd(name, AFTER_BUYER);
}

/** What follows words that leave it open whose it is. */
export function withoutAnyone(name: string): readonly string[] {
  return withoutStart(name, ANYONE);
}

/** What follows the words for the sender at its start, or precedes them at its end. */
export function withoutSender(name: string): readonly string[] {
  return [...withoutStart(name, SENDER), ...withoutEnd(name, AFTER_SENDER)];
}

/** What follows the words for the recipient at its start, or precedes them at its end. */
export function withoutRecipient(name: string): readonly string[] {
  return [...withoutStart(name, RECIPIENT), ...withoutEnd(name, AFTER_RECIPIENT)];
}

export function withoutOrder(name: string): readonly string[] {
  return withoutStart(name, ORDER);
}

export function withoutProduct(name: string): readonly string[] {
  return withoutStart(name, PRODUCT);
}

/** Who a qualifier such as the `Billing` of `City (Billing)` means. */
export function ownerOf(qualifier: string): 'buyer' | 'recipient' | undefined {
  const key = keyOf(qualifier);
  if (BUYER.includes(key)) return 'buyer';
  return RECIPIENT.includes(key) ? 'recipient' : undefined;
}

/** Whether the members of an object, given by its path, tell about something else than the event. */
export function isOtherObject(path: string): boolean {
  return OTHER_OBJECT.test(path);
}

/** What a column of the invitee would be called, if a column can be that of the host. */
export function nameForInvitee(name: string): readonly string[] {
  return withoutStart(name, [HOST]).map((rest) => INVITEE + rest);
}

function withoutStart(name: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => name.startsWith(word)).map((word) => name.slice(word.length));
}

function withoutEnd(name: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => name.endsWith(word)).map((word) => name.slice(0, -word.length));
}
