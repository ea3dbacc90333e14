import { Fragment, type ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';

export interface SheetHeadProps {
  title: ReactNode;
  /** The ancestors of the page. */
  crumbs?: readonly { label: ReactNode; href: string }[];
  badges?: ReactNode;
  /** A short note, such as "draft saved". */
  note?: ReactNode;
  actions?: ReactNode;
}

/** The breadcrumbs are the title: ancestors are links, the last one is the page. */
export function SheetHead({ title, crumbs = [], badges, note, actions }: SheetHeadProps) {
  return (
    <header className="flex wide:min-h-16 flex-none flex-wrap items-center gap-3 px-6 py-3 max-wide:px-4 max-wide:pt-3.5 max-wide:pb-3">
      <h1 className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-xl [overflow-wrap:anywhere]">
        {crumbs.map((crumb) => (
          <Fragment key={crumb.href}>
            <Link href={crumb.href} className="font-medium text-text-muted hover:text-accent">
              {crumb.label}
            </Link>
            <span aria-hidden className="font-normal text-border-control">
              /
            </span>
          </Fragment>
        ))}
        <span>{title}</span>
      </h1>
      {badges}
      {note && <span className="text-text-muted text-xs">{note}</span>}
      {actions && (
        <div className="ml-auto flex flex-none items-center gap-2 max-wide:flex-wrap max-wide:[&:has(>*+*)]:w-full max-wide:[&:not(:has(>:not([class*='max-wide:hidden'])))]:hidden max-wide:[&:has(>*+*)>:is(a,button):not([aria-label])]:flex-1">
          {actions}
        </div>
      )}
    </header>
  );
}
