import { Button } from '../buttons/button.tsx';
import { ButtonLink } from '../buttons/button-link.tsx';

export interface CursorPagesProps {
  label: string;
  previous: { label: string; href: string | undefined };
  next: { label: string; href: string | undefined };
}

/** Cursor pagination. A disabled button replaces a missing page, so that nothing shifts. */
export function CursorPages({ label, previous, next }: CursorPagesProps) {
  return (
    <nav aria-label={label} className="flex gap-2">
      <Page {...previous} />
      <Page {...next} />
    </nav>
  );
}

function Page({ label, href }: CursorPagesProps['next']) {
  if (href === undefined)
    return (
      <Button size="sm" disabled>
        {label}
      </Button>
    );
  return (
    <ButtonLink size="sm" href={href} scroll={false}>
      {label}
    </ButtonLink>
  );
}
