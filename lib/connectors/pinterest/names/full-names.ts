import type { FullNameColumns } from '../../../core/record/field.ts';

/** Names of columns with a person's full name, by the order in which their language writes it. */
export const FULL_NAMES: FullNameColumns = {
  given_first: [
    ...['name', 'full name', 'customer name', 'customer', 'client', 'client name', 'buyer', 'buyer name'],
    ...['contact name', 'recipient name', 'shopper', 'billing name', 'shipping name', 'cardholder'],
    ...['shopper name', 'subscriber name', 'guest name', 'invitee name', 'donor name', 'billing person name'],
    ...['booked by', 'primary contact', 'cardholder name', 'nom'],
    ...['bill to name', 'ship to name', 'delivery name', 'payer name', 'card name', 'name on card'],
    ...['kunde', 'kundin', 'kundenname', 'vollständiger name', 'vor- und nachname', 'vorname nachname', 'besteller'],
    ...['käufer', 'empfänger', 'ansprechpartner', 'rechnungsempfänger', 'rechnungsname'],
    ...['nom complet', 'prénom et nom', 'prénom nom', 'nom du client', 'acheteur', 'destinataire'],
    ...['nombre', 'nombre completo', 'nombre y apellidos', 'nombre y apellido', 'nombre del cliente', 'cliente'],
    ...['comprador', 'destinatario', 'nome', 'nome completo', 'nome do cliente'],
  ],
  family_first: [
    ...['氏名', '名前', 'お名前', 'ご氏名', 'ご芳名', '姓名', '顧客名', 'お客様名', 'お客様', '会員名', '購入者'],
    '購入者名',
    ...['購入者氏名', '注文者', '注文者名', '注文者氏名', '宛名', '受取人', '担当者名', 'ご注文者名'],
    ...['nachname vorname', 'nach- und vorname', 'name vorname'],
    ...['last name, first name', 'nom et prénom', 'nom prénom', 'apellidos y nombre', 'apellidos, nombre'],
  ],
};
