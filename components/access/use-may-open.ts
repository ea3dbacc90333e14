'use client';

import { needsOfPage } from '#lib/core/access/page-permission.ts';
import { hasPermission } from '#lib/core/access/permission.ts';
import { useVisitorRole } from './access-provider.tsx';

/** Which pages the visitor may open: navigation shows only those. */
export function useMayOpen(): (href: string) => boolean {
  const role = useVisitorRole();
  return (href) => {
    const needs = needsOfPage(href);
    return needs === undefined || hasPermission({ role }, needs);
  };
}
