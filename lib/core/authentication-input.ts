import { z } from 'zod';

/** What a person enters for an authentication; the same rules in the form, the action and the command line. */

export const accessToken = z
  .string({ error: 'access_token_required' })
  .trim()
  .min(1, 'access_token_required')
  .regex(/^[\x21-\x7e]+$/, 'access_token_malformed');

export const authenticationName = z
  .string({ error: 'authentication_name_required' })
  .trim()
  .min(1, 'authentication_name_required')
  .max(100, 'authentication_name_too_long');

export const newAuthentication = z.object({ access_token: accessToken, name: authenticationName });
