import { OUTCOME_STYLE, type OutcomeKey } from './outcome-style.ts';

/** The legend symbol of an outcome. */
export function OutcomeMark({ outcome }: { outcome: OutcomeKey }) {
  return <span aria-hidden className={`size-2.5 flex-none rounded-[3px] ${OUTCOME_STYLE[outcome]}`} />;
}
