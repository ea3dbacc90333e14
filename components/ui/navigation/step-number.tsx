import { clsx } from 'clsx';
import { Check } from 'lucide-react';

export type StepState = 'done' | 'current' | 'todo';

/** The state of the step at `index` while the one at `currentIndex` is the current step. */
export function stepStateOf(index: number, currentIndex: number): StepState {
  if (index < currentIndex) return 'done';
  return index === currentIndex ? 'current' : 'todo';
}

export function StepNumber({ number, state, small = false }: { number: number; state: StepState; small?: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'grid flex-none place-items-center rounded-full font-semibold text-xs tabular-nums',
        small ? 'size-5.5' : 'size-6',
        state === 'current' && 'bg-accent text-accent-contrast',
        state === 'done' && 'bg-surface text-accent inset-ring-[1.5px] inset-ring-accent',
        state === 'todo' && 'bg-surface inset-ring-[1.5px] inset-ring-border-control',
      )}
    >
      {state === 'done' ? <Check className="size-3.25 stroke-[2.5]" /> : number}
    </span>
  );
}
