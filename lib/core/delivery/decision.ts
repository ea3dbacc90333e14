export const DECISIONS = ['accept', 'resend'] as const;
/** What a person says of uncertain records. accept: they were taken after all. resend: they go out again. */
export type Decision = (typeof DECISIONS)[number];
