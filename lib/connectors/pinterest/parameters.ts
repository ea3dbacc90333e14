import { z } from 'zod';

const ADS_MANAGER_URL = /^https:\/\/ads\.pinterest\.[a-z.]+\/(?:[\w-]+\/)*advertiser\/(\d+)(?:[/?#]|$)/i;
const DIGITS = /^\d{1,18}$/;

/**
 * An ad account's id as a string of digits: 18 of them do not fit a JavaScript number, so a number is taken only where
 * it is exact. Also takes the address of the ad account in Ads Manager, as copied from the browser.
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
 * The parameters of an export, in the words of a result's JSON. Scripts that leave a switch out get false; the console's
 * form sets skip_invalid_record to true beforehand.
 */
export const parameters = z.strictObject(
  {
    ad_account_id: adAccountId,
    test_event: z.boolean({ error: 'not_a_boolean' }).default(false),
    skip_invalid_record: z.boolean({ error: 'not_a_boolean' }).default(false),
  },
  // A misspelt switch that is passed over in silence would do what nobody asked for.
  { error: ({ code }) => (code === 'unrecognized_keys' ? 'parameter_unknown' : undefined) },
);

export type PinterestParameters = z.output<typeof parameters>;
