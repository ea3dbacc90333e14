'use client';

import { Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetTabs } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import {
  newActivationPath,
  segmentActivationsPath,
  segmentPath,
  segmentPopulationPath,
  segmentProfilesPath,
  segmentSqlPath,
  studioPath,
} from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { SegmentMenuItems } from './segment-menu-items.tsx';
import type { ShownSegment } from './shown-segment.ts';

export interface SegmentSheetProps {
  segment: ShownSegment;
  /** The name and folder at the top; by default those that are stored. */
  heading?: Pick<ShownSegment, 'name' | 'folder'>;
  badges?: ReactNode;
  /** A short note after the name; by default the population in the build in use. */
  note?: ReactNode;
  /** Shown before the menu, instead of the button that creates an activation. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of all pages of a segment: its parent segment, folder and name, actions and tabs. */
export function SegmentSheet({ segment, heading = segment, badges, note, actions, children }: SegmentSheetProps) {
  const t = useTranslations('audience-studio');
  const { parentSegment, id, name, population, activationCount } = segment;
  const segmentIds = { parentSegment: parentSegment.id, id };
  return (
    <Sheet>
      <SheetHead
        crumbs={[{ label: [parentSegment.name, ...heading.folder].join(' / '), href: studioPath(parentSegment.id) }]}
        title={heading.name}
        badges={badges}
        note={note ?? (population !== null && t('customers', { count: population }))}
        actions={
          <>
            {actions ?? (
              <ButtonLink variant="primary" href={newActivationPath(segmentIds)} icon={<Send aria-hidden />}>
                {t('menu.createActivation')}
              </ButtonLink>
            )}
            <MoreMenu itemName={name} outline>
              <SegmentMenuItems segment={segment} />
            </MoreMenu>
          </>
        }
      />
      <SheetTabs>
        <TabLinks
          tabs={[
            { href: segmentPath(segmentIds), label: t('tabs.rules') },
            { href: segmentActivationsPath(segmentIds), label: t('tabs.activations'), count: activationCount },
            { href: segmentProfilesPath(segmentIds), label: t('tabs.profiles') },
            { href: segmentPopulationPath(segmentIds), label: t('tabs.population') },
            { href: segmentSqlPath(segmentIds), label: t('tabs.sql') },
          ]}
        />
      </SheetTabs>
      {children}
    </Sheet>
  );
}
