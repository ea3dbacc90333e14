import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';

/** Elements of rich texts, such as help texts. */
export const prose = {
  code: (chunks: ReactNode) => <code className="mono">{chunks}</code>,
  b: (chunks: ReactNode) => <b>{chunks}</b>,
};

export function linkTo(href: string) {
  return (chunks: ReactNode) => (
    <Link href={href} className="link-underline">
      {chunks}
    </Link>
  );
}

/** A section of a help page, with a readable line length. */
export function HelpSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="grid max-w-[68ch] gap-2">
      <h2 className="text-lg">{title}</h2>
      <div className="grid gap-2 text-pretty text-text-muted">{children}</div>
    </section>
  );
}

/** A numbered list of steps. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="grid list-decimal gap-2 pl-5 marker:font-semibold marker:text-text">{children}</ol>;
}
