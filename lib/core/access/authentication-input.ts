import { z } from 'zod';
import { nameInput } from '../text/name.ts';

/** Input for an authentication, shared by the form, the action and the command line. */

export const accessToken = z
  .string({ error: 'access_token_required' })
  .trim()
  .min(1, 'access_token_required')
  .regex(/[^.…]$/, 'access_token_placeholder')
  .regex(/^[\x21-\x7e]+$/, 'access_token_malformed');

export const authenticationName = nameInput({
  required: 'authentication_name_required',
  tooLong: 'authentication_name_too_long',
});

export const newAuthentication = z.object({ access_token: accessToken, name: authenticationName });

const id = z.number().int().positive();
const connector = z.string().min(1);
/** Parsed by the connector's parameters, which also accept the URL of the account's page. */
const adAccount = z.string();

export const authenticationToCreate = newAuthentication.extend({ connector });
export const authenticationChosen = z.object({ id });
export const authenticationToRename = z.object({ id, name: authenticationName });
export const tokenToReplace = z.object({ id, access_token: accessToken });
export const connectorChosen = z.object({ connector });

/** A connection to test: of a stored authentication, or of a token that is not stored. */
export const connectionOfAuthentication = z.object({ id, ad_account_id: adAccount });
export const connectionOfToken = z.object({ connector, access_token: accessToken, ad_account_id: adAccount });

/** Each step of the form for a new authentication validates its own inputs. */
export const credentials = newAuthentication.pick({ access_token: true });
export const details = newAuthentication.pick({ name: true });
