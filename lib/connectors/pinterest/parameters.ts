import { z } from 'zod';

const ADS_MANAGER_URL = /^https:\/\/ads\.pinterest\.[a-z.]+\/(?:[\w-]+\/)*advertiser\/(\d+)(?:[/?#]|$)/i;
const DIGITS = /^\d{1,18}$/;

/**
 * An ad account ID as a string of digits. 18 digits do not fit a JavaScript number, so a number is accepted only if it
 * is exact. Also accepts the URL of the ad account in Ads Manager.
 */
export const adAccountId = z
  .union([z.string(), z.number()], { error: 'ad_account_id_required' })
  .transform((value, context) => {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      context.addIssue({ code: 'custom', message: 'ad_account_id_not_exact' });
      return z.NEVER;
    }
    const text = String(value).trim();
    if (text === '') context.addIssue({ code: 'custom', message: 'ad_account_id_required' });
    const id = ADS_MANAGER_URL.exec(text)?.[1] ?? text;
    if (text !== '' && !DIGITS.test(id)) context.addIssue({ code: 'custom', message: 'ad_account_id_malformed' });
    return id;
  });

/**
 * The parameters of an export, named as in the JSON of TD's results. If a script omits a switch, it is false; in the
 * console's form, skip_invalid_record is true at first.
 */
export const parameters = z.strictObject(
  {
    ad_account_id: adAccountId,
    test_event: z.boolean({ error: 'not_a_boolean' }).default(false),
    skip_invalid_record: z.boolean({ error: 'not_a_boolean' }).default(false),
  },
  // Silently ignoring a misspelled switch would send with other settings than intended.
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'parameter_unknown' : undefined) },
);

export type PinterestParameters = z.output<typeof parameters>;
