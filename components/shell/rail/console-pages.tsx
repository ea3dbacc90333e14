import {
  Bookmark,
  Boxes,
  Braces,
  CircleQuestionMark,
  Database,
  FileCode2,
  FilePen,
  FilePlus2,
  FolderPlus,
  History,
  House,
  KeyRound,
  LayoutGrid,
  ListChecks,
  ScanSearch,
  SlidersHorizontal,
  TableProperties,
  Upload,
  UserPlus,
  UsersRound,
  Workflow,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMayOpen } from '#components/access/use-may-open.ts';
import {
  API_HELP,
  AUTHENTICATIONS,
  CATALOG,
  DATABASES,
  DRAFTS,
  HASH_INSPECTOR,
  JOBS,
  MAPPINGS,
  NEW_PARENT_SEGMENT,
  NEW_QUERY,
  NEW_WORKFLOW_PROJECT,
  PARENT_SEGMENTS,
  QUERIES,
  SANDBOX,
  SETTINGS_PAGES,
  STUDIO,
  settingsPath,
  uploadTablePath,
  WORKFLOWS,
  workflowSessionsPath,
} from '#components/paths.ts';

/** A page that the palette and the go-to keys can open. */
export interface ConsolePage {
  href: string;
  label: string;
  icon: ReactNode;
  /** The key after G that opens it. */
  goToKey?: string;
  /** Its section; included in the search. */
  section?: string;
  /** Additional search terms, not shown. */
  keywords?: readonly string[];
}

/** The pages that the visitor may open and whose paths contain no ID, except sign-in, My settings and a new export. */
export function useConsolePages(): readonly ConsolePage[] {
  const t = useTranslations();
  const mayOpen = useMayOpen();
  const integrations = t('shell.nav.integrations');
  const help = t('shell.nav.help');
  const workbench = t('shell.nav.workbench');
  const workflowPage = { section: workbench, keywords: [t('shell.palette.workflowWords')] };
  const parentSegmentKeywords = [t('shell.palette.parentSegmentWords')];
  const pages: readonly ConsolePage[] = [
    { href: '/', label: t('home.title'), icon: <House aria-hidden />, goToKey: 'h' },
    {
      href: CATALOG,
      label: t('integrations.title'),
      icon: <LayoutGrid aria-hidden />,
      goToKey: 'i',
      section: integrations,
    },
    {
      href: AUTHENTICATIONS,
      label: t('authentications.title'),
      icon: <KeyRound aria-hidden />,
      goToKey: 'a',
      section: integrations,
    },
    { href: MAPPINGS, label: t('mappings.title'), icon: <Bookmark aria-hidden />, section: integrations },
    { href: SANDBOX, label: t('sandbox.title'), icon: <Boxes aria-hidden />, goToKey: 's', section: integrations },
    {
      href: QUERIES,
      label: t('workbench.queries.title'),
      icon: <FileCode2 aria-hidden />,
      goToKey: 'q',
      section: workbench,
    },
    { href: NEW_QUERY, label: t('workbench.queries.new'), icon: <FilePlus2 aria-hidden />, section: workbench },
    {
      href: WORKFLOWS,
      label: t('workflows.title'),
      icon: <Workflow aria-hidden />,
      goToKey: 'w',
      ...workflowPage,
    },
    {
      href: workflowSessionsPath(),
      label: t('workflow-attempts.ofWorkflows'),
      icon: <History aria-hidden />,
      ...workflowPage,
    },
    {
      href: NEW_WORKFLOW_PROJECT,
      label: t('workflows.new.title'),
      icon: <FolderPlus aria-hidden />,
      ...workflowPage,
    },
    {
      href: DATABASES,
      label: t('workbench.databases.title'),
      icon: <Database aria-hidden />,
      goToKey: 'd',
      section: workbench,
    },
    {
      href: uploadTablePath(),
      label: t('workbench.upload.title'),
      icon: <Upload aria-hidden />,
      section: workbench,
    },
    {
      href: PARENT_SEGMENTS,
      label: t('parent-segments.title'),
      icon: <UsersRound aria-hidden />,
      goToKey: 'p',
      section: workbench,
      keywords: parentSegmentKeywords,
    },
    {
      href: NEW_PARENT_SEGMENT,
      label: t('parent-segments.new'),
      icon: <UserPlus aria-hidden />,
      section: workbench,
      keywords: parentSegmentKeywords,
    },
    {
      href: STUDIO,
      label: t('audience-studio.title'),
      icon: <UsersRound aria-hidden />,
      goToKey: 'u',
      keywords: parentSegmentKeywords,
    },
    { href: JOBS, label: t('jobs.title'), icon: <ListChecks aria-hidden />, goToKey: 'j' },
    { href: DRAFTS, label: t('drafts.title'), icon: <FilePen aria-hidden />, section: t('jobs.title') },
    ...SETTINGS_PAGES.map((page) => ({
      href: settingsPath(page),
      label: t(`settings.pages.${page}.title`),
      icon: <SlidersHorizontal aria-hidden />,
      section: t('shell.nav.controlPanel'),
      ...(page === 'limits' && { goToKey: 'c' }),
    })),
    { href: '/help', label: help, icon: <CircleQuestionMark aria-hidden />, goToKey: 'e' },
    { href: '/help/access-token', label: t('help.nav.accessToken'), icon: <KeyRound aria-hidden />, section: help },
    { href: '/help/fields', label: t('help.nav.fields'), icon: <TableProperties aria-hidden />, section: help },
    {
      href: HASH_INSPECTOR,
      label: t('help.nav.hashInspector'),
      icon: <ScanSearch aria-hidden />,
      goToKey: 'x',
      section: help,
    },
    { href: API_HELP, label: t('help.api.title'), icon: <Braces aria-hidden />, section: help },
  ];
  return pages.filter(({ href }) => mayOpen(href));
}
