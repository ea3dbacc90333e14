import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';

export interface HelpCardProps {
  href: string;
  icon: ReactNode;
  title: ReactNode;
  text: ReactNode;
}

/** A link to a help page. The whole card is clickable; its accessible name is the title. */
export function HelpCard({ href, icon, title, text }: HelpCardProps) {
  return (
    <Card interactive className="relative flex gap-3.5 p-4">
      <Tile>{icon}</Tile>
      <div className="grid content-start gap-0.5">
        <h2 className="font-semibold text-base tracking-normal">
          <Link href={href} className="after:absolute after:inset-0 after:rounded-card">
            {title}
          </Link>
        </h2>
        <p className="text-pretty text-sm text-text-muted">{text}</p>
      </div>
    </Card>
  );
}
