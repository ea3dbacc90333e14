import type { ReactNode } from 'react';

/** Code, commands or raw responses, scrollable by keyboard. */
export function CodeBlock({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
      tabIndex={0}
      className="overflow-auto rounded-control border border-border bg-surface-sunken px-3.5 py-3"
    >
      <pre className="whitespace-pre font-mono text-xs leading-5 [tab-size:2]">{children}</pre>
    </section>
  );
}
