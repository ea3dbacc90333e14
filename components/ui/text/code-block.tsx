import type { ReactNode } from 'react';

/** Code, commands, raw answers. Scrolls by keyboard as well. */
export function CodeBlock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard in every browser
      tabIndex={0}
      className="overflow-auto rounded-control border border-border bg-surface-sunken px-3.5 py-3"
    >
      <pre className="whitespace-pre font-mono text-xs leading-5 [tab-size:2]">{children}</pre>
    </section>
  );
}
