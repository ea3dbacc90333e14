import { plainLetters } from '../../text/plain-letters.ts';

/** Words before the name of a personal field, for the person who buys: `Billing Email`, `customer_firstname`. */
const BUYER = keysOf([
  ...['customer', 'client', 'user', 'buyer', 'purchaser', 'payer', 'shopper', 'subscriber', 'member', 'contact'],
  ...['billing', 'billing address', 'bill', 'bill to', 'card address'],
  ...['mailing', 'mailing address', 'default address'],
  ...['kunde', 'kunden', 'käufer', 'besteller', 'rechnung', 'rechnungs', 'rechnungsadresse', 'rechnungsempfänger'],
  ...['顧客', '客様', 'お客様', '会員', '購入者', '注文者', '依頼主', '請求先', '請求者'],
]);

/** Words before the name, for the person who receives the goods, who may be someone else. */
const RECIPIENT = keysOf([
  ...['shipping', 'shipping address', 'ship', 'ship to', 'delivery', 'delivery address', 'recipient', 'consignee'],
  ...['liefer', 'lieferung', 'lieferadresse', 'empfänger'],
  ...['配送先', '送付先', '届け先', '届先', 'お届け先', '送り先', '受取人'],
]);

/** Words after the name, for either. `Mobile client` may as well be a device. */
const AFTER = keysOf([
  ...['des kunden', 'du client', 'client', 'de l’acheteur', 'del cliente', 'cliente', 'do cliente', 'del comprador'],
  ...['de facturation', 'facturation', 'de facturación', 'facturación', 'de faturamento', 'faturamento'],
  ...['de livraison', 'livraison', 'de envío', 'envío', 'de entrega', 'entrega'],
]);

function keysOf(words: readonly string[]): readonly string[] {
  return words.map((word) => plainLetters(word).replace(/[^\p{L}\p{N}]/gu, ''));
}

/** What follows the words for the buyer at the start of a name, which is in plain letters and without signs. */
export function withoutBuyer(name: string): readonly string[] {
  return withoutStart(name, BUYER);
}

/** What follows the words for the recipient at its start, or precedes the words for either person at its end. */
export function withoutOther(name: string): readonly string[] {
  const ends = AFTER.filter((word) => name.endsWith(word));
  return [...withoutStart(name, RECIPIENT), ...ends.map((word) => name.slice(0, -word.length))];
}

function withoutStart(name: string, words: readonly string[]): readonly string[] {
  return words.filter((word) => name.startsWith(word)).map((word) => name.slice(word.length));
}
