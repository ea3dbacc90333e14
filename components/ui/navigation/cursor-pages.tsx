import { Button } from '../buttons/button.tsx';
import { ButtonLink } from '../buttons/button-link.tsx';

export interface CursorPagesProps {
  label: string;
  previous: { label: string; href: string | undefined };
  next: { label: string; href: string | undefined };
  /** Whether changing the page scrolls to its top; otherwise the scroll position is kept. */
  scroll?: boolean;
}

/** Cursor pagination. A disabled button replaces a missing page, so that nothing shifts. */
export function CursorPages({ label, previous, next, scroll = false }: CursorPagesProps) {
  return (
    <nav aria-label={label} className="flex gap-2">
      <PageButton {...previous} scroll={scroll} />
      <PageButton {...next} scroll={scroll} />
    </nav>
  );
}

function PageButton({ label, href, scroll }: CursorPagesProps['next'] & { scroll: boolean }) {
  if (href === undefined)
    return (
      <Button size="sm" disabled>
        {label}
      </Button>
    );
  return (
    <ButtonLink size="sm" href={href} scroll={scroll}>
      {label}
    </ButtonLink>
  );
}
