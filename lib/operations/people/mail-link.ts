import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { SendResult } from '../../core/notification/notification.ts';
import { type Invitation, isLinkMailable } from '../../core/people/person.ts';

export interface MailLinkOptions {
  readonly invitations: { find(token: string): Promise<Invitation | undefined> };
  /** Sends the mail at once. */
  readonly send: (invitation: Invitation, token: string) => Promise<SendResult>;
  /** What went wrong, in the language of the person who mails the link. */
  readonly problemOf: (result: Extract<SendResult, { ok: false }>) => string;
}

/**
 * Mails a link to the person it is for. The mail is sent at once and stored nowhere: if it fails, the link can still be
 * passed on another way. Throws UserError `invitation_unknown`, `link_not_mailable`, `link_address_malformed` or
 * `link_not_mailed`.
 */
export async function mailLink(
  { id, token }: { readonly id: number; readonly token: string },
  { invitations, send, problemOf }: MailLinkOptions,
): Promise<{ readonly email: string }> {
  const invitation = await invitations.find(token);
  if (invitation?.id !== id) throw new UserError('invitation_unknown');
  const { email, role } = invitation;
  if (!isLinkMailable(role)) throw new UserError('link_not_mailable', { role });
  if (!z.email().safeParse(email).success) throw new UserError('link_address_malformed', { email });
  const result = await send(invitation, token);
  if (!result.ok) throw new UserError('link_not_mailed', { email, problem: problemOf(result) });
  return { email };
}
