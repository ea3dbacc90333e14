import type { Invitation } from '../core/people/person.ts';
import type { Locale } from './locale.ts';
import { translate } from './translate.ts';

/** An email with the link to the page for choosing a password. It is plain text, so that its reader sees the URL. */
export function linkMail(
  { email, person, invitedBy, expiresAt }: Invitation,
  url: string,
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const kind = person === null ? 'invitation' : 'new_password';
  const text = (code: string) => translate('mails', code, { email, invitedBy, until: minuteOf(expiresAt) }, locale);
  const lines = [text(`${kind}_lead`), url, text('link_once'), text(`${kind}_unexpected`)];
  return { subject: `[${text('product')}] ${text(`${kind}_title`)}`, text: `${lines.join('\n\n')}\n` };
}

function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
