import { type ReactNode, useId } from 'react';

interface RequirementSectionProps {
  title: string;
  /** Shown below the lines. */
  action?: ReactNode;
  /** `RequirementLine`s. */
  children: ReactNode;
}

/** Things of one kind that the review needs. */
export function RequirementSection({ title, action, children }: RequirementSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2.5 font-semibold text-base tracking-normal">
        {title}
      </h2>
      <ul className="grid gap-3 text-sm">{children}</ul>
      {action}
    </section>
  );
}
