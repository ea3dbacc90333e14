import { expect, test } from 'vitest';
import { isProposal, suggestTargets } from '../../../core/matching/suggest-targets.ts';
import { type FieldTarget, type Mapping, normalizedName, targetsOf } from '../../../core/record/field-target.ts';
import { fields } from '../fields.ts';
import { isConsentName } from './consent-name.ts';
import { FULL_NAMES } from './full-names.ts';

/** A person has to confirm the field, because the name may mean something else. */
const CHECK = 'check';
const SURE = 'sure';

function suggestedFor(column: string) {
  const targets = targetsOf(suggestTargets(fields, [column])[column]);
  const [first] = targets;
  const field = fields.find(({ name }) => name === first?.field);
  const state = field && (isProposal(fields, column, field) ? CHECK : SURE);
  const names = targets.map((target) => target.field).sort();
  return [names.join('+'), state];
}

test.each<[column: string, field: string, state: string]>([
  // English
  ['When', 'event_time', CHECK],
  ['messageId', 'event_id', SURE],
  ['{gps_adid}', 'hashed_maids', SURE],
  ['Newsletter opt out', 'opt_out', CHECK],
  ['Type', 'event_name', CHECK],
  ['Invoice No.', 'event_id+order_id', CHECK],
  ['Receipt Number', 'event_id+order_id', CHECK], // Shopify leaves this column empty for orders of its online shop.
  ['Gross amount', 'value', SURE],
  ['Total (incl. tax)', 'value', CHECK],
  ['Phone (home)', 'ph', CHECK],
  ['user_data.email', 'em', SURE],
  ['user_data.email_sha256', 'em', CHECK],
  ['user_data.phone_number', 'ph', SURE],
  ['user_data.address.first_name', 'fn', CHECK],
  ['user_data.address.region', 'st', CHECK],
  ['ecommerce.value', 'value', CHECK],
  ['consent.opted_out', 'opt_out', CHECK],
  ['client.ip', 'client_ip_address', SURE],
  ['Contact Name', 'fn+ln', CHECK],
  ['Bill-to Name', 'fn+ln', CHECK],
  ['Contact ID', 'external_id', CHECK],
  ['Client ID', 'external_id', CHECK], // In GA4, a client ID identifies a browser.
  ['Customer IP Address', 'client_ip_address', SURE],
  ['customer_ip', 'client_ip_address', SURE],
  ['User IP', 'client_ip_address', SURE],
  ['remote_ip', 'client_ip_address', SURE],
  ['Browser', 'client_user_agent', CHECK],
  ['customer_user_agent', 'client_user_agent', SURE],
  ['Item Cost', 'item_price', CHECK],
  ['Created (UTC)', 'event_time', CHECK],
  ['MobilePhone', 'ph', SURE],
  ['HomePhone', 'ph', CHECK],
  ['Billing Email', 'em', SURE],
  ['Billing Phone', 'ph', SURE],
  ['Billing: Zip', 'zp', SURE],
  ['bill-city', 'ct', SURE],
  ['MailingPostalCode', 'zp', SURE],
  ['customer_firstname', 'fn', SURE],
  ['customer_dob', 'db', SURE],
  ['City (Billing)', 'ct', CHECK],
  ['Curr.', 'currency', CHECK],
  // The person who receives the goods may not be the customer.
  ['Shipping City', 'ct', CHECK],
  ['ship-postal-code', 'zp', CHECK],
  ['Shipping Phone', 'ph', CHECK],
  // German
  ['Art', 'event_name', CHECK],
  ['Vorgangstyp', 'event_name', SURE],
  ['Beleg', 'event_id+order_id', CHECK],
  ['Belegnummer', 'event_id+order_id', SURE],
  ['Geschl.', 'ge', SURE],
  ['Betrag (brutto)', 'value', SURE],
  ['Betrag (netto)', 'value', CHECK],
  ['Werbung abgelehnt', 'opt_out', CHECK],
  ['Absatzkanal', 'action_source', SURE],
  ['Herkunft', 'action_source', CHECK],
  ['Belegdatum', 'event_time', SURE],
  ['Wann', 'event_time', CHECK],
  ['Kundentelefon', 'ph', SURE],
  ['Telefon-Nr.', 'ph', SURE],
  ['Rechnungs-E-Mail', 'em', SURE],
  ['Rechnungs-PLZ', 'zp', SURE],
  ['Lieferort', 'ct', CHECK],
  ['IP-Adresse', 'client_ip_address', SURE],
  // Japanese
  ['ご注文番号', 'event_id+order_id', SURE],
  ['お電話番号', 'ph', SURE],
  ['Eメール', 'em', SURE],
  ['請求先メールアドレス', 'em', SURE],
  ['お客様電話番号', 'ph', SURE],
  ['会員名', 'fn+ln', CHECK],
  ['ご注文者郵便番号', 'zp', SURE],
  ['お届け先郵便番号', 'zp', CHECK],
  ['経路', 'action_source', CHECK],
  ['購入経路', 'action_source', SURE],
  ['区分', 'event_name', CHECK],
  ['取引区分', 'event_name', SURE],
  ['伝票番号', 'event_id+order_id', SURE],
  ['伝票', 'event_id+order_id', CHECK],
  ['税込金額', 'value', SURE],
  ['金額（税込）', 'value', CHECK],
  ['配信停止', 'opt_out', CHECK],
  ['取引日時', 'event_time', SURE],
  ['男女', 'ge', CHECK],
  // French
  ['Nature', 'event_name', CHECK],
  ['Montant TTC', 'value', SURE],
  ['N° de facture', 'event_id+order_id', CHECK],
  ['Réf. commande', 'event_id+order_id', SURE],
  ['Publicité refusée', 'opt_out', CHECK],
  ['Canal de distribution', 'action_source', SURE],
  ['Date de vente', 'event_time', SURE],
  ['Ville de facturation', 'ct', CHECK],
  ['Code postal livraison', 'zp', CHECK],
  ['Email du client', 'em', CHECK],
  ['Tél.', 'ph', CHECK],
  // Spanish
  ['Código postal de envío', 'zp', CHECK],
  ['Teléfono del cliente', 'ph', CHECK],
  ['Telefono del cliente', 'ph', CHECK],
  ['Telefono', 'ph', SURE],
  ['Numero de pedido', 'event_id+order_id', CHECK],
  ['Tipo', 'event_name', CHECK],
  ['Importe total', 'value', SURE],
  ['Factura', 'event_id+order_id', CHECK],
  ['Publicidad rechazada', 'opt_out', CHECK],
  ['Origen', 'action_source', CHECK],
  ['Fecha de venta', 'event_time', SURE],
  // Portuguese
  ['E-mail do cliente', 'em', CHECK],
  // Italian
  ['Indirizzo e-mail', 'em', SURE],
  ['Data di nascita', 'db', SURE],
  ['Numero d’ordine', 'event_id+order_id', SURE],
  ['CAP', 'zp', SURE],
  ['Città', 'ct', SURE],
  // Dutch
  ['Telefoonnummer', 'ph', SURE],
  ['Achternaam', 'ln', SURE],
  ['Totaalbedrag', 'value', SURE],
  // Polish
  ['Imię', 'fn', SURE],
  ['Płeć', 'ge', SURE],
  ['Data zamówienia', 'event_time', SURE],
  ['Kod pocztowy', 'zp', SURE],
  // Turkish
  ['Cep Telefonu', 'ph', SURE],
  ['Doğum Tarihi', 'db', SURE],
  ['ŞEHİR', 'ct', SURE],
  ['Sipariş No', 'event_id+order_id', SURE],
  ['Ad Soyad', 'fn+ln', CHECK],
  // Korean
  ['이메일', 'em', SURE],
  ['휴대폰번호', 'ph', SURE],
  ['주문 번호', 'event_id+order_id', SURE],
  ['결제금액', 'value', SURE],
  // Chinese
  ['手机号码', 'ph', SURE],
  ['邮政编码', 'zp', SURE],
  ['订单编号', 'event_id+order_id', SURE],
  ['订单金额', 'value', SURE],
  // Platforms
  ['Order Status', 'event_name', CHECK],
  ['Financial Status', 'event_name', CHECK],
  ['Conversion Name', 'event_name', SURE],
  ['CreatedDate', 'event_time', CHECK],
  ['Created date (UTC)', 'event_time', CHECK],
  ['Sale Date', 'event_time', SURE],
  ['Référence', 'item_id', CHECK],
  ['Estado', 'st', CHECK],
  ['Country/Region', 'country', SURE],
  ['Total Collected', 'value', SURE],
  ['Transaktionscode', 'event_id+order_id', SURE],
  ['FNAME', 'fn', SURE],
  ['Nombre del producto', 'item_name', SURE],
  ['Nom', 'fn+ln', CHECK],
  ['Billing Person Name', 'fn+ln', CHECK],
  // A date of birth is not the time of an event, however similar the words are.
  ['Geb.-Datum', 'db', CHECK],
  ['Né(e) le', 'db', CHECK],
  ['Nascimento', 'db', CHECK],
])('%j is suggested as %s: %s', (column, field, state) => {
  expect(suggestedFor(column)).toEqual([field, state]);
});

test('a column of customers is not a customer number, however similar the names are', () => {
  expect(suggestTargets(fields, ['Customer', 'First name', 'Last name'])).toMatchObject({ Customer: null });
});

test.each([
  ...['Notizen', '備考', 'Einwilligung', 'Newsletter opt in', 'Status', '氏名（カナ）', 'フリガナ', '都道府県'],
  ...['Courrier', 'context.network.cellular', 'member_state', 'Profile State'],
  // A word for a person before a name that is not personal.
  ...['Customer Value', 'Customer Type', 'Billing Date', 'Customer Group ID', 'Customer St', 'Shipping Method'],
  // hombre or mujer: the field would read M, which is a woman here, as a man.
  'H/M',
])('nothing is suggested for %j', (column) => {
  expect(suggestedFor(column)).toEqual(['', undefined]);
});

const GIVEN_FIRST: readonly FieldTarget[] = [
  { field: 'fn', part: 'given_names', separator: ' ' },
  { field: 'ln', part: 'family_name', separator: ' ' },
];
const FAMILY_FIRST: readonly FieldTarget[] = [
  { field: 'ln', part: 1, separator: ' ' },
  { field: 'fn', part: 'after_first', separator: ' ' },
];
const WITH_COMMA = FAMILY_FIRST.map((target) => ({ ...target, separator: ',' }));

test.each<[header: string[], mapping: Mapping]>([
  [['氏名'], { 氏名: FAMILY_FIRST }],
  [['お名前', 'フリガナ'], { お名前: FAMILY_FIRST, フリガナ: null }],
  [['Kunde'], { Kunde: GIVEN_FIRST }],
  [['Name'], { Name: GIVEN_FIRST }],
  [['Full name'], { 'Full name': GIVEN_FIRST }],
  [['customer_name'], { customer_name: GIVEN_FIRST }],
  [['Nom complet'], { 'Nom complet': GIVEN_FIRST }],
  [['Nombre y apellidos'], { 'Nombre y apellidos': GIVEN_FIRST }],
  [['Name, Vorname'], { 'Name, Vorname': WITH_COMMA }],
  [['Last name, first name'], { 'Last name, first name': WITH_COMMA }],
  [['Nombre'], { Nombre: GIVEN_FIRST }],
  // Next to a column of first names, a name is the last name; next to first and last names, it is not needed.
  [['Vorname', 'Name'], { Vorname: 'fn', Name: 'ln' }],
  [['Nombre', 'Apellidos'], { Nombre: 'fn', Apellidos: 'ln' }],
  [['First name', 'Last name', 'Name'], { 'First name': 'fn', 'Last name': 'ln', Name: null }],
  [['Name', 'Name (2)'], { Name: 'ln', 'Name (2)': null }],
])('names in the header %j are split only if they are full names', (header, mapping) => {
  expect(suggestTargets(fields, header)).toEqual(mapping);
});

test('no name means two fields, except that of a transaction ID', () => {
  const namesOf = ({ name, aliases = [], likelyNames = [] }: (typeof fields)[number]) =>
    [...new Set([name, ...aliases, ...likelyNames].map(normalizedName))].map((word) => [word, name] as const);
  const byWord = Map.groupBy(fields.flatMap(namesOf), ([word]) => word);
  const twice = [...byWord.values()].filter((all) => all.length > 1).map((all) => all.join(' '));
  expect(twice).toEqual(['transactionid,event_id transactionid,order_id']);
  const names = Object.values(FULL_NAMES).flat().map(normalizedName);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test.each([
  [
    true,
    ['Consent', 'ad_consent', 'Opt-in', 'newsletter_subscribed', 'Kontakt erlaubt', 'suscrito', 'メルマガ同意', '購読'],
  ],
  [false, ['LAT', 'flag', 'email_unsubscribed_flag', 'noConsent', 'consent_withdrawn', 'Status', '購読停止', '不同意']],
  [
    false,
    ['suscripción cancelada', 'Abonnement résilié', 'sans consentement', 'consentement révoqué', 'opt_in_expired'],
  ],
  [
    false,
    ['Einwilligung entzogen', 'ohne Einwilligung', 'sem consentimento', 'autorización denegada', 'suscriptor de baja'],
  ],
  [false, ['同意なし', '購読解除', '希望しません', '未同意', '許可取消', '不許可']],
])('whether a yes means consent, not an opt-out, is %s for the columns %j', (isConsent, names) => {
  for (const name of names) expect([name, isConsentName(name)]).toEqual([name, isConsent]);
});
