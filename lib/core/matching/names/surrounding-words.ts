import { plainLetters } from '../../text/plain-letters.ts';

// The words that exports of shops, forms and payment services write before or after the name of a field, to say whose
// it is or of what. In each line of a list, the words are separated by commas.

/** The person who buys: `Billing Email`, `customer_firstname`. */
export const BEFORE_BUYER = keysOf(
  'customer, client, user, buyer, purchaser, payer, shopper, subscriber, member, contact',
  'person, profile, guest, booker, donor, invitee, user data',
  'billing, billing address, bill, bill to, card address',
  'mailing, mailing address, default address',
  'kunde, kunden, käufer, besteller, rechnung, rechnungs, rechnungsadresse, rechnungsempfänger',
  'acheteur, adresse de facturation, cliente, comprador',
  '顧客, 客様, お客様, 会員, 購入者, 注文者, 請求先, 請求者',
  '주문자, 구매자, 고객, 买家, 购买人, 客户, 顾客',
);
/** Words for the buyer after the name are less certain than those before it: `Mobile client` may be a device. */
export const AFTER_BUYER = keysOf(
  'des kunden, du client, client, de l’acheteur, del cliente, cliente, do cliente',
  'del comprador, do comprador, du contact, de contacto, do contato',
  'de facturation, facturation, de facturación, facturación, de faturamento, faturamento',
);

/** The person who receives the goods, who may be someone else than the buyer. */
export const BEFORE_RECIPIENT = keysOf(
  'shipping, shipping address, ship, ship to, delivery, delivery address, recipient, consignee',
  'liefer, lieferung, lieferadresse, empfänger, adresse de livraison',
  '配送先, 送付先, 届け先, 届先, お届け先, 送り先, 受取人',
  '수령인, 받는 사람, 배송지, 收货人, 收件人',
);
export const AFTER_RECIPIENT = keysOf('de livraison, livraison, de envío, envío, de entrega, entrega');

/** The person who sends: in files of payments, the buyer; in files of parcels, the shop. */
export const BEFORE_SENDER = keysOf('absender, sender, from, expéditeur, 依頼主, de l’adresse');
export const AFTER_SENDER = keysOf('del remitente, do remetente, de l’expéditeur');

/** A place, which may be anyone's: `address_city`, `Home Zip`, `geo_country`. */
export const BEFORE_PLACE = keysOf('address, address 1, adresse, home, geo');

/** A whole order: `Order Currency`, `purchase_revenue`. */
export const BEFORE_ORDER = keysOf(
  'order, purchase, sale, sales, conversion, transaction, payment, booking, deal, amount, event data',
  'bestell, bestellung, auftrag, auftrags',
);

/** One product: `Lineitem sku`. */
export const BEFORE_PRODUCT = keysOf('item, line item, product, variant, artikel, produkt');

/** In files of appointments, `User Email` is the host's address, and `Invitee Email` the customer's. */
export const APPOINTMENT = { host: keyOf('user'), invitee: keyOf('invitee') };

/** The end of the path of an object whose members are facts of earlier events or of advertisements: `user_ltv`. */
export const OTHER_OBJECT = /(?:^|[^\p{L}])(?:ltv|lifetime|previous|campaign|traffic_source)$/iu;

function keysOf(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', ')).map(keyOf);
}

/** Words as they appear in the names they are compared with: in plain letters and without signs between them. */
export function keyOf(words: string): string {
  return plainLetters(words).replace(/[^\p{L}\p{N}]/gu, '');
}
