/** The patterns of outcomes in bars, legends and charts. */
export const OUTCOME_STYLE = {
  accepted: 'outcome-accepted',
  rejected: 'outcome-rejected',
  invalid: 'outcome-invalid',
  not_sent: 'outcome-not-sent',
  uncertain: 'outcome-uncertain',
} as const;

export type OutcomeKey = keyof typeof OUTCOME_STYLE;
