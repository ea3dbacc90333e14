export const DECISIONS = ['accept', 'resend'] as const;
/** A person's decision about uncertain records. accept: count them as accepted. resend: send them again. */
export type Decision = (typeof DECISIONS)[number];
