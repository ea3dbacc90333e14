import { clsx } from 'clsx';

/** The number of a rule set, as expressions name it. */
export function RuleSetNumber({ number, small = false }: { number: number; small?: boolean }) {
  return (
    <span
      className={clsx(
        'grid flex-none place-items-center rounded-tag bg-accent-soft font-bold text-accent-soft-text',
        small ? 'size-4.5 text-2xs' : 'size-5.5 text-xs',
      )}
    >
      {number}
    </span>
  );
}
