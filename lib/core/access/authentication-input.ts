import { z } from 'zod';
import { nameInput } from '../text/name.ts';

// Input for an authentication, shared by the forms, the actions, both APIs and the command line.

export const accessToken = z
  .string({ error: 'access_token_required' })
  .trim()
  .min(1, 'access_token_required')
  // Examples in documents end with an ellipsis.
  .regex(/[^.…]$/, 'access_token_placeholder')
  .regex(/^[\x21-\x7e]+$/, 'access_token_malformed');

export const authenticationName = nameInput({
  required: 'authentication_name_required',
  tooLong: 'authentication_name_too_long',
});

export const newAuthentication = z.object({ access_token: accessToken, name: authenticationName });

/** The account of a connection test, parsed by the connector's parameters, which also accept the URL of its page. */
export const connectionTest = z.object({ ad_account_id: z.string() });

// Each step of the form for a new authentication validates its own inputs.
export const credentials = newAuthentication.pick({ access_token: true });
export const details = newAuthentication.pick({ name: true });
