'use client';

import { Database, FileCode2, Plus, UsersRound, Workflow } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { SideNav } from '#components/layout/side-nav.tsx';
import {
  DATABASES,
  isParentSegmentWizard,
  NEW_PARENT_SEGMENT,
  NEW_QUERY,
  NEW_WORKFLOW_PROJECT,
  PARENT_SEGMENTS,
  QUERIES,
  uploadTablePath,
  WORKFLOWS,
} from '#components/paths.ts';

/** The pages of the workbench. A wizard shows its steps instead. */
export function WorkbenchSide() {
  const t = useTranslations('workbench');
  const parentSegments = useTranslations('parent-segments');
  const workflows = useTranslations('workflows');
  if (isParentSegmentWizard(usePathname())) return null;
  return (
    <SideNav
      title={t('title')}
      items={[
        {
          href: QUERIES,
          label: t('queries.title'),
          icon: <FileCode2 aria-hidden />,
          create: { href: NEW_QUERY, label: t('queries.new'), icon: <Plus aria-hidden /> },
        },
        {
          href: WORKFLOWS,
          label: workflows('title'),
          icon: <Workflow aria-hidden />,
          create: { href: NEW_WORKFLOW_PROJECT, label: workflows('new.title'), icon: <Plus aria-hidden /> },
        },
        {
          href: DATABASES,
          label: t('databases.title'),
          icon: <Database aria-hidden />,
          within: [DATABASES, uploadTablePath()],
        },
        {
          href: PARENT_SEGMENTS,
          label: parentSegments('title'),
          icon: <UsersRound aria-hidden />,
          create: { href: NEW_PARENT_SEGMENT, label: parentSegments('new'), icon: <Plus aria-hidden /> },
        },
      ]}
    />
  );
}
